package dev.msi4j;

import com.azure.json.JsonReader;
import com.azure.json.JsonWriter;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Members of a JSON object that this library does not know, as raw JSON by name. The next write
 * sends them back, so that an older library does not remove properties that a newer version of
 * Azure added.
 */
record AdditionalProperties(Map<String, String> rawByName) {
  static final AdditionalProperties NONE = new AdditionalProperties(Map.of());

  boolean isEmpty() {
    return rawByName.isEmpty();
  }

  void writeTo(JsonWriter json) throws IOException {
    for (var member : rawByName.entrySet()) {
      json.writeRawField(member.getKey(), member.getValue());
    }
  }

  /** Collects unknown members; allocates nothing if none occur. */
  static final class Collector {
    private AdditionalProperties start = NONE;
    private Map<String, String> added = Map.of();

    void copyFrom(AdditionalProperties members) {
      this.start = members;
      this.added = Map.of();
    }

    void add(String name, JsonReader json) throws IOException {
      if (added.isEmpty()) {
        added = new LinkedHashMap<>();
      }
      added.put(name, Json.raw(json));
    }

    AdditionalProperties build() {
      if (added.isEmpty()) {
        return start;
      }
      var all = new LinkedHashMap<>(start.rawByName);
      all.putAll(added);
      return new AdditionalProperties(Collections.unmodifiableMap(all));
    }
  }
}
