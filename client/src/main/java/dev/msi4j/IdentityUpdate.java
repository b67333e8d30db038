package dev.msi4j;

import com.azure.json.JsonReader;
import com.azure.json.JsonSerializable;
import com.azure.json.JsonWriter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A partial update (PATCH) of a user-assigned identity, for {@link UserAssignedIdentities#update}.
 * Immutable. Properties that are not set remain unchanged.
 *
 * <p>Azure replaces all tags at once. To add or remove a tag, start with {@link Identity#toUpdate},
 * which contains the current tags. To remove all tags, call {@link Builder#noTags}.
 */
public final class IdentityUpdate implements JsonSerializable<IdentityUpdate> {
  private final State state;

  private IdentityUpdate(State state) {
    this.state = state;
  }

  /** {@return a builder of an update without any changes} */
  public static Builder builder() {
    return new Builder(Origin.NONE);
  }

  /**
   * Reads an update from its JSON.
   *
   * @param json the reader, at the start of the object or before it
   * @return the update
   * @throws IOException if the JSON is invalid or has another structure
   */
  public static IdentityUpdate fromJson(JsonReader json) throws IOException {
    var builder = new Builder(Origin.NONE);
    Json.members(json, builder::read);
    return builder.build();
  }

  /**
   * {@return the resource id of the original identity; null if the update was not created by {@link
   * Identity#toUpdate}}
   */
  public @Nullable String id() {
    return state.origin.header().id();
  }

  /**
   * {@return the name of the original identity; null if the update was not created by {@link
   * Identity#toUpdate}}
   */
  public @Nullable String name() {
    return state.origin.header().name();
  }

  /**
   * {@return the resource type of the original identity; null if the update was not created by
   * {@link Identity#toUpdate}}
   */
  public @Nullable String type() {
    return state.origin.header().type();
  }

  /**
   * {@return the system data of the original identity; null if the update was not created by {@link
   * Identity#toUpdate}}
   */
  public @Nullable SystemData systemData() {
    return state.origin.header().systemData();
  }

  /**
   * {@return the tenant id of the original identity; null if the update was not created by {@link
   * Identity#toUpdate}}
   */
  public @Nullable UUID tenantId() {
    return state.origin.tenantId();
  }

  /**
   * {@return the object id of the service principal of the original identity; null if the update
   * was not created by {@link Identity#toUpdate}}
   */
  public @Nullable UUID principalId() {
    return state.origin.principalId();
  }

  /**
   * {@return the application (client) id of the original identity; null if the update was not
   * created by {@link Identity#toUpdate}}
   */
  public @Nullable UUID clientId() {
    return state.origin.clientId();
  }

  /** {@return the region to send; null if it is not set; Azure does not move identities} */
  public @Nullable String location() {
    return state.location;
  }

  /** {@return all tags after the update; null to keep them, empty to remove all} */
  public @Nullable Map<String, String> tags() {
    return state.tags;
  }

  /** {@return the new isolation scope; null to keep it} */
  public @Nullable IsolationScope isolationScope() {
    return state.isolationScope;
  }

  /** {@return the new assignment restrictions; null to keep them} */
  public @Nullable AssignmentRestrictions assignmentRestrictions() {
    return state.assignmentRestrictions;
  }

  /** Writes the body of a PATCH: the properties set, without those of the original identity. */
  @Override
  public JsonWriter toJson(JsonWriter json) throws IOException {
    json.writeStartObject();
    Json.writeText(json, "location", state.location);
    Json.writeTextMap(json, "tags", state.tags);
    if (state.hasProperties()) {
      json.writeStartObject("properties");
      Json.writeText(json, "isolationScope", state.isolationScope);
      if (state.assignmentRestrictions != null) {
        json.writeJsonField("assignmentRestrictions", state.assignmentRestrictions);
      }
      state.unknownProperties.writeTo(json);
      json.writeEndObject();
    }
    state.unknownMembers.writeTo(json);
    return json.writeEndObject();
  }

  /** Returns the properties set that not every API version has. */
  Set<Feature> features() {
    return Identity.features(state.isolationScope, state.assignmentRestrictions);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IdentityUpdate that && state.equals(that.state);
  }

  @Override
  public int hashCode() {
    return state.hashCode();
  }

  @Override
  public String toString() {
    return Json.string("IdentityUpdate", this::toJson);
  }

  /** The read-only properties of the original identity; never sent. */
  record Origin(
      ProxyResourceFields header,
      @Nullable UUID tenantId,
      @Nullable UUID principalId,
      @Nullable UUID clientId) {
    static final Origin NONE = new Origin(ProxyResourceFields.NONE, null, null, null);
  }

  private record State(
      Origin origin,
      @Nullable String location,
      @Nullable Map<String, String> tags,
      @Nullable IsolationScope isolationScope,
      @Nullable AssignmentRestrictions assignmentRestrictions,
      AdditionalProperties unknownMembers,
      AdditionalProperties unknownProperties) {

    boolean hasProperties() {
      return isolationScope != null
          || assignmentRestrictions != null
          || !unknownProperties.isEmpty();
    }
  }

  /** Builds an {@link IdentityUpdate}. */
  public static final class Builder {
    private final AdditionalProperties.Collector unknownMembers =
        new AdditionalProperties.Collector();
    private final AdditionalProperties.Collector unknownProperties =
        new AdditionalProperties.Collector();
    private final Origin origin;
    private @Nullable String location;
    private @Nullable Map<String, String> tags;
    private @Nullable IsolationScope isolationScope;
    private @Nullable AssignmentRestrictions assignmentRestrictions;

    Builder(Origin origin) {
      this.origin = origin;
    }

    private void read(String member, JsonReader json) throws IOException {
      switch (member) {
        case "location" -> location = Json.commonText(json);
        case "tags" -> tags = Json.textMap(json);
        case "properties" -> Json.membersIfAny(json, this::readProperty);
        default -> unknownMembers.add(member, json);
      }
    }

    private void readProperty(String member, JsonReader json) throws IOException {
      switch (member) {
        case "isolationScope" -> {
          String text = Json.text(json);
          isolationScope = text == null || text.isBlank() ? null : IsolationScope.of(text);
        }
        case "assignmentRestrictions" ->
            assignmentRestrictions = AssignmentRestrictions.readIfAny(json);
        default -> unknownProperties.add(member, json);
      }
    }

    /**
     * Sets the region. Azure accepts only the current region of the identity.
     *
     * @param location the region
     * @return this builder
     */
    public Builder location(String location) {
      this.location = location;
      return this;
    }

    /**
     * Sets all tags of the identity.
     *
     * @param tags the tags after the update
     * @return this builder
     * @throws IllegalArgumentException if the map, a key or a value is null
     */
    public Builder tags(Map<String, String> tags) {
      this.tags = ArgumentValidator.copyOfMap("tags", tags);
      return this;
    }

    /**
     * Adds a tag, or replaces the tag with the same name.
     *
     * @param name the name
     * @param value the value; may be empty
     * @return this builder
     * @throws IllegalArgumentException if the name or the value is null
     */
    public Builder tag(String name, String value) {
      var all = new LinkedHashMap<String, String>(tags == null ? Map.of() : tags);
      all.put(
          ArgumentValidator.requireNonNull("name", name),
          ArgumentValidator.requireNonNull("value of the tag '" + name + "'", value));
      return tags(all);
    }

    /**
     * Removes a tag.
     *
     * @param name the name; ignored if no tag has it
     * @return this builder
     * @throws IllegalArgumentException if the name is null
     */
    public Builder withoutTag(String name) {
      var all = new LinkedHashMap<String, String>(tags == null ? Map.of() : tags);
      all.remove(ArgumentValidator.requireNonNull("name", name));
      return tags(all);
    }

    /**
     * Removes all tags.
     *
     * @return this builder
     */
    public Builder noTags() {
      return tags(Map.of());
    }

    /**
     * Sets the isolation scope. Available since 2024-11-30.
     *
     * @param isolationScope the isolation scope
     * @return this builder
     */
    public Builder isolationScope(IsolationScope isolationScope) {
      this.isolationScope = isolationScope;
      return this;
    }

    /**
     * Sets the assignment restrictions. Available in 2025-05-31-preview and since 2026-05-31.
     *
     * @param assignmentRestrictions the providers or resource types that the identity may be
     *     assigned to
     * @return this builder
     */
    public Builder assignmentRestrictions(AssignmentRestrictions assignmentRestrictions) {
      this.assignmentRestrictions = assignmentRestrictions;
      return this;
    }

    /** {@return the update} */
    public IdentityUpdate build() {
      return new IdentityUpdate(
          new State(
              origin,
              location,
              tags,
              isolationScope,
              assignmentRestrictions,
              unknownMembers.build(),
              unknownProperties.build()));
    }
  }
}
