package dev.msi4j;

import com.azure.json.JsonReader;
import com.azure.json.JsonSerializable;
import com.azure.json.JsonToken;
import com.azure.json.JsonWriter;
import java.io.IOException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The principals that created and last modified a resource, and the times. Immutable and read-only.
 *
 * <p>Source: azure-rest-api-specs, common-types, {@code systemData}.
 */
public final class SystemData implements JsonSerializable<SystemData> {
  private final State state;

  private SystemData(State state) {
    this.state = state;
  }

  /**
   * Reads system data from the JSON of Resource Manager.
   *
   * @param json the reader, at the start of the object or before it
   * @return the value read
   * @throws IOException if the JSON is invalid or has another structure
   */
  public static SystemData fromJson(JsonReader json) throws IOException {
    var collector = new Collector();
    Json.members(json, collector::read);
    return new SystemData(collector.build());
  }

  static @Nullable SystemData readIfAny(JsonReader json) throws IOException {
    return json.currentToken() == JsonToken.NULL ? null : fromJson(json);
  }

  /** {@return the principal that created the resource; null if the response does not contain it} */
  public @Nullable String createdBy() {
    return state.createdBy;
  }

  /**
   * {@return the type of the principal that created the resource; null if the response does not
   * contain it}
   */
  public @Nullable CreatedByType createdByType() {
    return state.createdByType;
  }

  /** {@return the time of creation; null if the response does not contain it} */
  public @Nullable OffsetDateTime createdAt() {
    return state.createdAt;
  }

  /**
   * {@return the principal that last modified the resource; null if the response does not contain
   * it}
   */
  public @Nullable String lastModifiedBy() {
    return state.lastModifiedBy;
  }

  /**
   * {@return the type of the principal that last modified the resource; null if the response does
   * not contain it}
   */
  public @Nullable CreatedByType lastModifiedByType() {
    return state.lastModifiedByType;
  }

  /** {@return the time of the last modification; null if the response does not contain it} */
  public @Nullable OffsetDateTime lastModifiedAt() {
    return state.lastModifiedAt;
  }

  @Override
  public JsonWriter toJson(JsonWriter json) throws IOException {
    json.writeStartObject();
    Json.writeText(json, "createdBy", state.createdBy);
    Json.writeText(json, "createdByType", state.createdByType);
    Json.writeTime(json, "createdAt", state.createdAt);
    Json.writeText(json, "lastModifiedBy", state.lastModifiedBy);
    Json.writeText(json, "lastModifiedByType", state.lastModifiedByType);
    Json.writeTime(json, "lastModifiedAt", state.lastModifiedAt);
    return json.writeEndObject();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SystemData that && state.equals(that.state);
  }

  @Override
  public int hashCode() {
    return state.hashCode();
  }

  @Override
  public String toString() {
    return Json.string("SystemData", this::toJson);
  }

  private record State(
      @Nullable String createdBy,
      @Nullable CreatedByType createdByType,
      @Nullable OffsetDateTime createdAt,
      @Nullable String lastModifiedBy,
      @Nullable CreatedByType lastModifiedByType,
      @Nullable OffsetDateTime lastModifiedAt) {}

  private static final class Collector {
    private @Nullable String createdBy;
    private @Nullable CreatedByType createdByType;
    private @Nullable OffsetDateTime createdAt;
    private @Nullable String lastModifiedBy;
    private @Nullable CreatedByType lastModifiedByType;
    private @Nullable OffsetDateTime lastModifiedAt;

    void read(String member, JsonReader json) throws IOException {
      switch (member) {
        case "createdBy" -> createdBy = Json.commonText(json);
        case "createdByType" -> createdByType = type(json);
        case "createdAt" -> createdAt = Json.time(json);
        case "lastModifiedBy" -> lastModifiedBy = Json.commonText(json);
        case "lastModifiedByType" -> lastModifiedByType = type(json);
        case "lastModifiedAt" -> lastModifiedAt = Json.time(json);
        default -> json.skipChildren();
      }
    }

    private static @Nullable CreatedByType type(JsonReader json) throws IOException {
      String text = Json.commonText(json);
      return text == null || text.isBlank() ? null : CreatedByType.of(text);
    }

    State build() {
      return new State(
          createdBy, createdByType, createdAt, lastModifiedBy, lastModifiedByType, lastModifiedAt);
    }
  }
}
