package dev.msi4j;

import com.azure.json.JsonReader;
import com.azure.json.JsonWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The read-only properties of every resource. Source: azure-rest-api-specs, common-types, {@code
 * ProxyResource}.
 */
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

  /** Collects the properties from JSON. */
  static final class Collector {
    private @Nullable String id;
    private @Nullable String name;
    private @Nullable String type;
    private @Nullable SystemData systemData;

    void copyFrom(ProxyResourceFields header) {
      this.id = header.id;
      this.name = header.name;
      this.type = header.type;
      this.systemData = header.systemData;
    }

    /** Reads the member if it is one of these properties, and returns whether it is. */
    boolean read(String member, JsonReader json) throws IOException {
      switch (member) {
        case "id" -> id = Json.text(json);
        case "name" -> name = Json.text(json);
        case "type" -> type = Json.commonText(json);
        case "systemData" -> systemData = SystemData.readIfAny(json);
        default -> {
          return false;
        }
      }
      return true;
    }

    ProxyResourceFields build() {
      return new ProxyResourceFields(id, name, type, systemData);
    }
  }
}
