package dev.msi4j;

import com.azure.json.JsonReader;
import com.azure.json.JsonSerializable;
import com.azure.json.JsonToken;
import com.azure.json.JsonWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The resource providers or resource types that an identity may be assigned to, such as {@code
 * Microsoft.Compute} or {@code Microsoft.Storage/storageAccounts}. Azure compares them
 * case-insensitively. Immutable.
 *
 * <p>Source: swagger of Microsoft.ManagedIdentity 2026-05-31, {@code AssignmentRestrictions}.
 */
public final class AssignmentRestrictions implements JsonSerializable<AssignmentRestrictions> {
  private final List<String> providers;
  private final AdditionalProperties unknownMembers;

  private AssignmentRestrictions(List<String> providers, AdditionalProperties unknownMembers) {
    this.providers = providers;
    this.unknownMembers = unknownMembers;
  }

  /**
   * Returns restrictions to the given providers or types.
   *
   * @param providers the namespaces or resource types
   * @return the restrictions
   * @throws IllegalArgumentException if an item is null
   */
  public static AssignmentRestrictions of(String... providers) {
    return of(Arrays.asList(ArgumentValidator.requireNonNull("providers", providers)));
  }

  /**
   * Returns restrictions to the given providers or types.
   *
   * @param providers the namespaces or resource types
   * @return the restrictions
   * @throws IllegalArgumentException if the list or an item is null
   */
  public static AssignmentRestrictions of(List<String> providers) {
    return new AssignmentRestrictions(
        ArgumentValidator.copyOfList("providers", providers), AdditionalProperties.NONE);
  }

  /**
   * Reads assignment restrictions from the JSON of Resource Manager.
   *
   * @param json the reader, at the start of the object or before it
   * @return the value read
   * @throws IOException if the JSON is invalid or has another structure
   */
  public static AssignmentRestrictions fromJson(JsonReader json) throws IOException {
    var collector = new Collector();
    Json.members(json, collector::read);
    return new AssignmentRestrictions(collector.providers, collector.unknownMembers.build());
  }

  static @Nullable AssignmentRestrictions readIfAny(JsonReader json) throws IOException {
    return json.currentToken() == JsonToken.NULL ? null : fromJson(json);
  }

  /** {@return the providers or types; empty if the assignment is not restricted} */
  public List<String> providers() {
    return providers;
  }

  @Override
  public JsonWriter toJson(JsonWriter json) throws IOException {
    json.writeStartObject();
    Json.writeTexts(json, "providers", providers);
    unknownMembers.writeTo(json);
    return json.writeEndObject();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AssignmentRestrictions that
        && providers.equals(that.providers)
        && unknownMembers.equals(that.unknownMembers);
  }

  @Override
  public int hashCode() {
    return Objects.hash(providers, unknownMembers);
  }

  @Override
  public String toString() {
    return Json.string("AssignmentRestrictions", this::toJson);
  }

  private static final class Collector {
    private final AdditionalProperties.Collector unknownMembers =
        new AdditionalProperties.Collector();
    private List<String> providers = List.of();

    void read(String member, JsonReader json) throws IOException {
      if (member.equals("providers")) {
        providers = Json.texts(json);
      } else {
        unknownMembers.add(member, json);
      }
    }
  }
}
