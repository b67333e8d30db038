package dev.msi4j;

import com.azure.json.JsonReader;
import com.azure.json.JsonSerializable;
import com.azure.json.JsonWriter;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An operation of Microsoft.ManagedIdentity that roles can permit. Immutable. */
public final class Operation implements JsonSerializable<Operation> {
  private final @Nullable String name;
  private final @Nullable OperationDisplay display;

  private Operation(Collector from) {
    this.name = from.name;
    this.display = from.display;
  }

  /**
   * Reads an operation from the JSON of Resource Manager.
   *
   * @param json the reader, at the start of the object or before it
   * @return the value read
   * @throws IOException if the JSON is invalid or has another structure
   */
  public static Operation fromJson(JsonReader json) throws IOException {
    var collector = new Collector();
    Json.members(json, collector::read);
    return new Operation(collector);
  }

  /**
   * {@return the name, such as {@code Microsoft.ManagedIdentity/userAssignedIdentities/read}; null
   * if the response does not contain it}
   */
  public @Nullable String name() {
    return name;
  }

  /** {@return the localized display texts; null if the response does not contain it} */
  public @Nullable OperationDisplay display() {
    return display;
  }

  @Override
  public JsonWriter toJson(JsonWriter json) throws IOException {
    json.writeStartObject();
    Json.writeText(json, "name", name);
    if (display != null) {
      json.writeJsonField("display", display);
    }
    return json.writeEndObject();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Operation that
        && Objects.equals(name, that.name)
        && Objects.equals(display, that.display);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, display);
  }

  @Override
  public String toString() {
    return Json.string("Operation", this::toJson);
  }

  private static final class Collector {
    private @Nullable String name;
    private @Nullable OperationDisplay display;

    void read(String member, JsonReader json) throws IOException {
      switch (member) {
        case "name" -> name = Json.text(json);
        case "display" -> display = OperationDisplay.readIfAny(json);
        default -> json.skipChildren();
      }
    }
  }
}
