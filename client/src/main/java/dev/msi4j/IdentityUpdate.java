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
 * A change to a user-assigned identity, for {@link UserAssignedIdentities#update}. Immutable. What
 * is not set stays as it is.
 *
 * <p>Azure replaces the whole map of tags: to add or remove one, start with {@link
 * Identity#toUpdate}, which has the old ones; to remove all, use {@link Builder#noTags}.
 */
public final class IdentityUpdate implements JsonSerializable<IdentityUpdate> {
  private final State state;

  private IdentityUpdate(State state) {
    this.state = state;
  }

  /** Returns a builder of a change. */
  public static Builder builder() {
    return new Builder(Origin.NONE);
  }

  /**
   * Reads a change from its JSON.
   *
   * @throws IOException if it is not that of a change
   */
  public static IdentityUpdate fromJson(JsonReader json) throws IOException {
    var builder = new Builder(Origin.NONE);
    Json.members(json, builder::read);
    return builder.build();
  }

  /** Returns the id of the identity this was made from; null if it was made from none. */
  public @Nullable String id() {
    return state.origin.header().id();
  }

  /** Returns the name of the identity this was made from; null if it was made from none. */
  public @Nullable String name() {
    return state.origin.header().name();
  }

  /** Returns the type of the identity this was made from; null if it was made from none. */
  public @Nullable String type() {
    return state.origin.header().type();
  }

  /** Returns who made the identity this was made from; null if it was made from none. */
  public @Nullable SystemData systemData() {
    return state.origin.header().systemData();
  }

  /** Returns the tenant of the identity this was made from; null if it was made from none. */
  public @Nullable UUID tenantId() {
    return state.origin.tenantId();
  }

  /** Returns the principal of the identity this was made from; null if it was made from none. */
  public @Nullable UUID principalId() {
    return state.origin.principalId();
  }

  /** Returns the client id of the identity this was made from; null if it was made from none. */
  public @Nullable UUID clientId() {
    return state.origin.clientId();
  }

  /** Returns the region to send; null if it is not set. Azure does not move identities. */
  public @Nullable String location() {
    return state.location;
  }

  /** Returns the tags to have afterwards; null if they stay, empty if all go. */
  public @Nullable Map<String, String> tags() {
    return state.tags;
  }

  /** Returns the isolation scope to have afterwards; null if it stays. */
  public @Nullable IsolationScope isolationScope() {
    return state.isolationScope;
  }

  /** Returns the assignment restrictions to have afterwards; null if they stay. */
  public @Nullable AssignmentRestrictions assignmentRestrictions() {
    return state.assignmentRestrictions;
  }

  /** Writes what a PATCH sends: what is set, and nothing of the identity this was made from. */
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
      state.otherProperties.writeTo(json);
      json.writeEndObject();
    }
    state.others.writeTo(json);
    return json.writeEndObject();
  }

  /** The fields set that not every API version has. */
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

  /** What Azure alone decides about the identity to change; for the caller to see, never sent. */
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
      AdditionalProperties others,
      AdditionalProperties otherProperties) {

    boolean hasProperties() {
      return isolationScope != null || assignmentRestrictions != null || !otherProperties.isEmpty();
    }
  }

  /** Builds an {@link IdentityUpdate}. */
  public static final class Builder {
    private final AdditionalProperties.Collector others = new AdditionalProperties.Collector();
    private final AdditionalProperties.Collector otherProperties =
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
        case "location" -> location = Json.text(json);
        case "tags" -> tags = Json.textMap(json);
        case "properties" -> Json.membersIfAny(json, this::readProperty);
        default -> others.keep(member, json);
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
        default -> otherProperties.keep(member, json);
      }
    }

    /** Sets the region. Azure accepts only the one the identity has. */
    public Builder location(String location) {
      this.location = location;
      return this;
    }

    /** Sets all tags the identity has afterwards. */
    public Builder tags(Map<String, String> tags) {
      this.tags = ArgumentValidator.entries("tags", tags);
      return this;
    }

    /** Adds to the tags the identity has afterwards. */
    public Builder tag(String name, String value) {
      var all = new LinkedHashMap<String, String>(tags == null ? Map.of() : tags);
      all.put(
          ArgumentValidator.present("name", name),
          ArgumentValidator.present("value of the tag '" + name + "'", value));
      return tags(all);
    }

    /** Leaves a tag out of those the identity has afterwards. */
    public Builder withoutTag(String name) {
      var all = new LinkedHashMap<String, String>(tags == null ? Map.of() : tags);
      all.remove(ArgumentValidator.present("name", name));
      return tags(all);
    }

    /** Removes all tags. */
    public Builder noTags() {
      return tags(Map.of());
    }

    /** Sets the isolation scope; since 2024-11-30. */
    public Builder isolationScope(IsolationScope isolationScope) {
      this.isolationScope = isolationScope;
      return this;
    }

    /** Sets what the identity may be assigned to; 2025-05-31-preview and since 2026-05-31. */
    public Builder assignmentRestrictions(AssignmentRestrictions assignmentRestrictions) {
      this.assignmentRestrictions = assignmentRestrictions;
      return this;
    }

    /** Returns the change. */
    public IdentityUpdate build() {
      return new IdentityUpdate(
          new State(
              origin,
              location,
              tags,
              isolationScope,
              assignmentRestrictions,
              others.collected(),
              otherProperties.collected()));
    }
  }
}
