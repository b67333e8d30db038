package dev.msi4j;

import com.azure.json.JsonReader;
import com.azure.json.JsonSerializable;
import com.azure.json.JsonToken;
import com.azure.json.JsonWriter;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The localized display texts of an operation. Immutable. */
public final class OperationDisplay implements JsonSerializable<OperationDisplay> {
  private final @Nullable String provider;
  private final @Nullable String operation;
  private final @Nullable String resource;
  private final @Nullable String description;

  private OperationDisplay(Collector from) {
    this.provider = from.provider;
    this.operation = from.operation;
    this.resource = from.resource;
    this.description = from.description;
  }

  /**
   * Reads display texts from the JSON of Resource Manager.
   *
   * @param json the reader, at the start of the object or before it
   * @return the value read
   * @throws IOException if the JSON is invalid or has another structure
   */
  public static OperationDisplay fromJson(JsonReader json) throws IOException {
    var collector = new Collector();
    Json.members(json, collector::read);
    return new OperationDisplay(collector);
  }

  static @Nullable OperationDisplay readIfAny(JsonReader json) throws IOException {
    return json.currentToken() == JsonToken.NULL ? null : fromJson(json);
  }

  /**
   * {@return the display name of the resource provider; null if the response does not contain it}
   */
  public @Nullable String provider() {
    return provider;
  }

  /** {@return the display name of the operation; null if the response does not contain it} */
  public @Nullable String operation() {
    return operation;
  }

  /** {@return the display name of the resource type; null if the response does not contain it} */
  public @Nullable String resource() {
    return resource;
  }

  /** {@return the description of the operation; null if the response does not contain it} */
  public @Nullable String description() {
    return description;
  }

  @Override
  public JsonWriter toJson(JsonWriter json) throws IOException {
    json.writeStartObject();
    Json.writeText(json, "provider", provider);
    Json.writeText(json, "operation", operation);
    Json.writeText(json, "resource", resource);
    Json.writeText(json, "description", description);
    return json.writeEndObject();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OperationDisplay that
        && Objects.equals(provider, that.provider)
        && Objects.equals(operation, that.operation)
        && Objects.equals(resource, that.resource)
        && Objects.equals(description, that.description);
  }

  @Override
  public int hashCode() {
    return Objects.hash(provider, operation, resource, description);
  }

  @Override
  public String toString() {
    return Json.string("OperationDisplay", this::toJson);
  }

  private static final class Collector {
    private @Nullable String provider;
    private @Nullable String operation;
    private @Nullable String resource;
    private @Nullable String description;

    void read(String member, JsonReader json) throws IOException {
      switch (member) {
        case "provider" -> provider = Json.text(json);
        case "operation" -> operation = Json.text(json);
        case "resource" -> resource = Json.text(json);
        case "description" -> description = Json.text(json);
        default -> json.skipChildren();
      }
    }
  }
}
