package dev.msi4j;

import com.azure.json.JsonReader;
import com.azure.json.JsonSerializable;
import com.azure.json.JsonWriter;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The system-assigned identity of a resource. Immutable and read-only: Azure creates and deletes it
 * with its resource. Its name, type and location are often those of the resource.
 *
 * @see <a
 *     href="https://learn.microsoft.com/rest/api/managedidentity/system-assigned-identities">Azure
 *     REST API reference: System Assigned Identities</a>
 */
public final class SystemAssignedIdentity implements JsonSerializable<SystemAssignedIdentity> {
  private final State state;

  private SystemAssignedIdentity(State state) {
    this.state = state;
  }

  /**
   * Reads an identity from the JSON of Resource Manager.
   *
   * @param json the reader, at the start of the object or before it
   * @return the value read
   * @throws IOException if the JSON is invalid or has another structure
   */
  public static SystemAssignedIdentity fromJson(JsonReader json) throws IOException {
    var collector = new Collector();
    Json.members(json, collector::read);
    return new SystemAssignedIdentity(collector.build());
  }

  /** {@return the resource id as Azure sent it; null if the response does not contain it} */
  public @Nullable String id() {
    return state.header.id();
  }

  /**
   * Returns the parsed resource id.
   *
   * @return the resource id; null if the response does not contain it
   * @throws IllegalArgumentException if the text that Azure sent is not a resource id
   */
  public @Nullable ResourceId resourceId() {
    return state.header.resourceId();
  }

  /** {@return the name; null if the response does not contain it} */
  public @Nullable String name() {
    return state.header.name();
  }

  /** {@return the resource type; null if the response does not contain it} */
  public @Nullable String type() {
    return state.header.type();
  }

  /**
   * {@return the principals that created and last modified the identity; null if the response does
   * not contain it}
   */
  public @Nullable SystemData systemData() {
    return state.header.systemData();
  }

  /** {@return the region; null if the response does not contain it} */
  public @Nullable String location() {
    return state.location;
  }

  /** {@return the tags; empty if the identity has none} */
  public Map<String, String> tags() {
    return state.tags == null ? Map.of() : state.tags;
  }

  /**
   * {@return the id of the Microsoft Entra tenant of the identity; null if the response does not
   * contain it}
   */
  public @Nullable UUID tenantId() {
    return state.tenantId;
  }

  /** {@return the object id of the service principal; null if the response does not contain it} */
  public @Nullable UUID principalId() {
    return state.principalId;
  }

  /** {@return the application (client) id; null if the response does not contain it} */
  public @Nullable UUID clientId() {
    return state.clientId;
  }

  /**
   * {@return the URL from which the platform gets the credentials of the identity; null if the
   * response does not contain it}
   */
  public @Nullable String clientSecretUrl() {
    return state.clientSecretUrl;
  }

  @Override
  public JsonWriter toJson(JsonWriter json) throws IOException {
    json.writeStartObject();
    state.header.writeTo(json);
    Json.writeText(json, "location", state.location);
    Json.writeTextMap(json, "tags", state.tags);
    json.writeStartObject("properties");
    Json.writeText(json, "tenantId", state.tenantId);
    Json.writeText(json, "principalId", state.principalId);
    Json.writeText(json, "clientId", state.clientId);
    Json.writeText(json, "clientSecretUrl", state.clientSecretUrl);
    state.unknownProperties.writeTo(json);
    json.writeEndObject();
    state.unknownMembers.writeTo(json);
    return json.writeEndObject();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SystemAssignedIdentity that && state.equals(that.state);
  }

  @Override
  public int hashCode() {
    return state.hashCode();
  }

  @Override
  public String toString() {
    return Json.string("SystemAssignedIdentity", this::toJson);
  }

  private record State(
      ProxyResourceFields header,
      @Nullable String location,
      @Nullable Map<String, String> tags,
      @Nullable UUID tenantId,
      @Nullable UUID principalId,
      @Nullable UUID clientId,
      @Nullable String clientSecretUrl,
      AdditionalProperties unknownMembers,
      AdditionalProperties unknownProperties) {}

  private static final class Collector {
    private final ProxyResourceFields.Collector header = new ProxyResourceFields.Collector();
    private final AdditionalProperties.Collector unknownMembers =
        new AdditionalProperties.Collector();
    private final AdditionalProperties.Collector unknownProperties =
        new AdditionalProperties.Collector();
    private @Nullable String location;
    private @Nullable Map<String, String> tags;
    private @Nullable UUID tenantId;
    private @Nullable UUID principalId;
    private @Nullable UUID clientId;
    private @Nullable String clientSecretUrl;

    void read(String member, JsonReader json) throws IOException {
      switch (member) {
        case "location" -> location = Json.commonText(json);
        case "tags" -> tags = Json.textMap(json);
        case "properties" -> Json.membersIfAny(json, this::readProperty);
        default -> {
          if (!header.read(member, json)) {
            unknownMembers.add(member, json);
          }
        }
      }
    }

    private void readProperty(String member, JsonReader json) throws IOException {
      switch (member) {
        case "tenantId" -> tenantId = Json.uuid(json);
        case "principalId" -> principalId = Json.uuid(json);
        case "clientId" -> clientId = Json.uuid(json);
        case "clientSecretUrl" -> clientSecretUrl = Json.text(json);
        default -> unknownProperties.add(member, json);
      }
    }

    State build() {
      return new State(
          header.build(),
          location,
          tags,
          tenantId,
          principalId,
          clientId,
          clientSecretUrl,
          unknownMembers.build(),
          unknownProperties.build());
    }
  }
}
