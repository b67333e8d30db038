package dev.msi4j;

import com.azure.json.JsonReader;
import com.azure.json.JsonWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What Resource Manager says of every resource, and only it may say. */
record ProxyResourceFields(
    @Nullable String id,
    @Nullable String name,
    @Nullable String type,
    @Nullable SystemData systemData) {
  static final ProxyResourceFields NONE = new ProxyResourceFields(null, null, null, null);

  @Nullable ResourceId resourceId() {
    return id == null ? null : ResourceId.parse(id);
  }

  void writeTo(JsonWriter json) throws IOException {
    Json.writeText(json, "id", id);
    Json.writeText(json, "name", name);
    Json.writeText(json, "type", type);
    if (systemData != null) {
      json.writeJsonField("systemData", systemData);
    }
  }

  /** Reads the header's members as they come among others. */
  static final class Collector {
    private @Nullable String id;
    private @Nullable String name;
    private @Nullable String type;
    private @Nullable SystemData systemData;

    void startWith(ProxyResourceFields header) {
      this.id = header.id;
      this.name = header.name;
      this.type = header.type;
      this.systemData = header.systemData;
    }

    /** Returns whether the member was one of the header's. */
    boolean read(String member, JsonReader json) throws IOException {
      switch (member) {
        case "id" -> id = Json.text(json);
        case "name" -> name = Json.text(json);
        case "type" -> type = Json.text(json);
        case "systemData" -> systemData = SystemData.readIfAny(json);
        default -> {
          return false;
        }
      }
      return true;
    }

    ProxyResourceFields collected() {
      return new ProxyResourceFields(id, name, type, systemData);
    }
  }
}
