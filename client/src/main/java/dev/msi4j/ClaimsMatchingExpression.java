package dev.msi4j;

import com.azure.json.JsonReader;
import com.azure.json.JsonSerializable;
import com.azure.json.JsonToken;
import com.azure.json.JsonWriter;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An expression that the claims of an external token must match, such as {@code claims['sub']
 * matches 'repo:contoso/*'}. It replaces the subject of a credential. Immutable.
 *
 * @see <a
 *     href="https://learn.microsoft.com/entra/workload-id/workload-identities-flexible-federated-identity-credentials">Flexible
 *     federated identity credentials</a>
 */
public final class ClaimsMatchingExpression implements JsonSerializable<ClaimsMatchingExpression> {
  private final String value;
  private final int languageVersion;
  private final AdditionalProperties unknownMembers;

  private ClaimsMatchingExpression(
      String value, int languageVersion, AdditionalProperties unknownMembers) {
    this.value = value;
    this.languageVersion = languageVersion;
    this.unknownMembers = unknownMembers;
  }

  /**
   * Returns an expression in version 1 of the expression language.
   *
   * @param value the expression
   * @return the expression
   * @throws IllegalArgumentException if the value is null
   */
  public static ClaimsMatchingExpression of(String value) {
    return of(value, 1);
  }

  /**
   * Returns an expression in a version of the expression language.
   *
   * @param value the expression
   * @param languageVersion the version of the language; Azure supports 1
   * @return the expression
   * @throws IllegalArgumentException if the value is null
   */
  public static ClaimsMatchingExpression of(String value, int languageVersion) {
    return new ClaimsMatchingExpression(
        ArgumentValidator.requireNonNull("value", value),
        languageVersion,
        AdditionalProperties.NONE);
  }

  /**
   * Reads an expression from the JSON of Resource Manager.
   *
   * @param json the reader, at the start of the object or before it
   * @return the value read
   * @throws IOException if the JSON is invalid or has another structure
   */
  public static ClaimsMatchingExpression fromJson(JsonReader json) throws IOException {
    var collector = new Collector();
    Json.members(json, collector::read);
    return new ClaimsMatchingExpression(
        collector.value, collector.languageVersion, collector.unknownMembers.build());
  }

  static @Nullable ClaimsMatchingExpression readIfAny(JsonReader json) throws IOException {
    return json.currentToken() == JsonToken.NULL ? null : fromJson(json);
  }

  /** {@return the expression; empty if the response does not contain it} */
  public String value() {
    return value;
  }

  /** {@return the version of the language; 1 if the response does not contain it} */
  public int languageVersion() {
    return languageVersion;
  }

  @Override
  public JsonWriter toJson(JsonWriter json) throws IOException {
    json.writeStartObject();
    json.writeStringField("value", value);
    json.writeIntField("languageVersion", languageVersion);
    unknownMembers.writeTo(json);
    return json.writeEndObject();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClaimsMatchingExpression that
        && value.equals(that.value)
        && languageVersion == that.languageVersion
        && unknownMembers.equals(that.unknownMembers);
  }

  @Override
  public int hashCode() {
    return Objects.hash(value, languageVersion, unknownMembers);
  }

  @Override
  public String toString() {
    return Json.string("ClaimsMatchingExpression", this::toJson);
  }

  private static final class Collector {
    private final AdditionalProperties.Collector unknownMembers =
        new AdditionalProperties.Collector();
    private String value = "";
    private int languageVersion = 1;

    void read(String member, JsonReader json) throws IOException {
      switch (member) {
        case "value" -> value = Objects.requireNonNullElse(Json.text(json), "");
        case "languageVersion" ->
            languageVersion = Objects.requireNonNullElse(Json.integer(json), 1);
        default -> unknownMembers.add(member, json);
      }
    }
  }
}
