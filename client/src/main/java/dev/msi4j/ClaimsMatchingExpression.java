package dev.msi4j;

import com.azure.json.JsonReader;
import com.azure.json.JsonSerializable;
import com.azure.json.JsonToken;
import com.azure.json.JsonWriter;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An expression that the claims of a token from outside must match, in place of a fixed subject,
 * such as {@code claims['sub'] matches 'repo:contoso/*'}. Immutable.
 */
public final class ClaimsMatchingExpression implements JsonSerializable<ClaimsMatchingExpression> {
  private final String value;
  private final int languageVersion;
  private final AdditionalProperties others;

  private ClaimsMatchingExpression(String value, int languageVersion, AdditionalProperties others) {
    this.value = value;
    this.languageVersion = languageVersion;
    this.others = others;
  }

  /** Returns an expression in version 1 of the language. */
  public static ClaimsMatchingExpression of(String value) {
    return of(value, 1);
  }

  /** Returns an expression in that version of the language. */
  public static ClaimsMatchingExpression of(String value, int languageVersion) {
    return new ClaimsMatchingExpression(
        ArgumentValidator.present("value", value), languageVersion, AdditionalProperties.NONE);
  }

  /**
   * Reads the JSON of Resource Manager.
   *
   * @throws IOException if it is not that of an expression
   */
  public static ClaimsMatchingExpression fromJson(JsonReader json) throws IOException {
    var collector = new Collector();
    Json.members(json, collector::read);
    return new ClaimsMatchingExpression(
        collector.value, collector.languageVersion, collector.others.collected());
  }

  static @Nullable ClaimsMatchingExpression readIfAny(JsonReader json) throws IOException {
    return json.currentToken() == JsonToken.NULL ? null : fromJson(json);
  }

  /** Returns the expression; empty if Azure sent none. */
  public String value() {
    return value;
  }

  /** Returns the version of the language; 1 if Azure did not say. */
  public int languageVersion() {
    return languageVersion;
  }

  @Override
  public JsonWriter toJson(JsonWriter json) throws IOException {
    json.writeStartObject();
    json.writeStringField("value", value);
    json.writeIntField("languageVersion", languageVersion);
    others.writeTo(json);
    return json.writeEndObject();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClaimsMatchingExpression that
        && value.equals(that.value)
        && languageVersion == that.languageVersion
        && others.equals(that.others);
  }

  @Override
  public int hashCode() {
    return Objects.hash(value, languageVersion, others);
  }

  @Override
  public String toString() {
    return Json.string("ClaimsMatchingExpression", this::toJson);
  }

  private static final class Collector {
    private final AdditionalProperties.Collector others = new AdditionalProperties.Collector();
    private String value = "";
    private int languageVersion = 1;

    void read(String member, JsonReader json) throws IOException {
      switch (member) {
        case "value" -> value = Objects.requireNonNullElse(Json.text(json), "");
        case "languageVersion" ->
            languageVersion = Objects.requireNonNullElse(Json.integer(json), 1);
        default -> others.keep(member, json);
      }
    }
  }
}
