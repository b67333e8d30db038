package dev.msi4j;

import com.azure.json.JsonReader;
import com.azure.json.JsonSerializable;
import com.azure.json.JsonWriter;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A resource that a user-assigned identity is assigned to. Immutable. */
public final class AssociatedResource implements JsonSerializable<AssociatedResource> {
  private final @Nullable String id;
  private final @Nullable String name;
  private final @Nullable String type;
  private final @Nullable String resourceGroup;
  private final @Nullable String subscriptionId;
  private final @Nullable String subscriptionDisplayName;

  private AssociatedResource(Collector from) {
    this.id = from.id;
    this.name = from.name;
    this.type = from.type;
    this.resourceGroup = from.resourceGroup;
    this.subscriptionId = from.subscriptionId;
    this.subscriptionDisplayName = from.subscriptionDisplayName;
  }

  /**
   * Reads an associated resource from the JSON of Resource Manager.
   *
   * @param json the reader, at the start of the object or before it
   * @return the value read
   * @throws IOException if the JSON is invalid or has another structure
   */
  public static AssociatedResource fromJson(JsonReader json) throws IOException {
    var collector = new Collector();
    Json.members(json, collector::read);
    return new AssociatedResource(collector);
  }

  /** {@return the resource id as Azure sent it; null if the response does not contain it} */
  public @Nullable String id() {
    return id;
  }

  /** {@return the name; null if the response does not contain it} */
  public @Nullable String name() {
    return name;
  }

  /** {@return the resource type, often in lower case; null if the response does not contain it} */
  public @Nullable String type() {
    return type;
  }

  /** {@return the name of the resource group; null if the response does not contain it} */
  public @Nullable String resourceGroup() {
    return resourceGroup;
  }

  /** {@return the id of the subscription; null if the response does not contain it} */
  public @Nullable String subscriptionId() {
    return subscriptionId;
  }

  /** {@return the display name of the subscription; null if the response does not contain it} */
  public @Nullable String subscriptionDisplayName() {
    return subscriptionDisplayName;
  }

  @Override
  public JsonWriter toJson(JsonWriter json) throws IOException {
    json.writeStartObject();
    Json.writeText(json, "id", id);
    Json.writeText(json, "name", name);
    Json.writeText(json, "type", type);
    Json.writeText(json, "resourceGroup", resourceGroup);
    Json.writeText(json, "subscriptionId", subscriptionId);
    Json.writeText(json, "subscriptionDisplayName", subscriptionDisplayName);
    return json.writeEndObject();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AssociatedResource that
        && Objects.equals(id, that.id)
        && Objects.equals(name, that.name)
        && Objects.equals(type, that.type)
        && Objects.equals(resourceGroup, that.resourceGroup)
        && Objects.equals(subscriptionId, that.subscriptionId)
        && Objects.equals(subscriptionDisplayName, that.subscriptionDisplayName);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, name, type, resourceGroup, subscriptionId, subscriptionDisplayName);
  }

  @Override
  public String toString() {
    return Json.string("AssociatedResource", this::toJson);
  }

  private static final class Collector {
    private @Nullable String id;
    private @Nullable String name;
    private @Nullable String type;
    private @Nullable String resourceGroup;
    private @Nullable String subscriptionId;
    private @Nullable String subscriptionDisplayName;

    void read(String member, JsonReader json) throws IOException {
      switch (member) {
        case "id" -> id = Json.text(json);
        case "name" -> name = Json.text(json);
        case "type" -> type = Json.commonText(json);
        case "resourceGroup" -> resourceGroup = Json.commonText(json);
        case "subscriptionId" -> subscriptionId = Json.commonText(json);
        case "subscriptionDisplayName" -> subscriptionDisplayName = Json.commonText(json);
        default -> json.skipChildren();
      }
    }
  }
}
