package dev.msi4j;

import com.azure.json.JsonReader;
import com.azure.json.JsonSerializable;
import com.azure.json.JsonWriter;
import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user-assigned identity. Immutable. What Azure alone decides (ids, name, type, principal) is
 * null in an identity that did not come from Azure, and is not sent back.
 *
 * <p>Members of Azure's JSON that this library does not know are kept: {@code
 * identity.toBuilder()…build()} carries them on, and a write sends them.
 */
public final class Identity implements JsonSerializable<Identity> {
  private final State state;

  private Identity(State state) {
    this.state = state;
  }

  /** Returns a builder of an identity to create. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Reads the JSON of Resource Manager.
   *
   * @throws IOException if it is not that of an identity
   */
  public static Identity fromJson(JsonReader json) throws IOException {
    var builder = new Builder();
    Json.members(json, builder::read);
    return builder.build();
  }

  /** Returns a builder that starts with all this identity has. */
  public Builder toBuilder() {
    return new Builder(state);
  }

  /** Returns a builder of a change to this identity that starts with its tags. */
  public IdentityUpdate.Builder toUpdate() {
    return new IdentityUpdate.Builder(
            new IdentityUpdate.Origin(
                state.header, state.tenantId, state.principalId, state.clientId))
        .tags(tags());
  }

  /** Returns the Resource Manager id as Azure wrote it; null before Azure made it. */
  public @Nullable String id() {
    return state.header.id();
  }

  /**
   * Returns the Resource Manager id as a value; null before Azure made it.
   *
   * @throws IllegalArgumentException if what Azure wrote is not an id
   */
  public @Nullable ResourceId resourceId() {
    return state.header.resourceId();
  }

  /** Returns the name; null before Azure made it. */
  public @Nullable String name() {
    return state.header.name();
  }

  /** Returns the resource type; null before Azure made it. */
  public @Nullable String type() {
    return state.header.type();
  }

  /** Returns who made and changed it; null if Azure does not say. */
  public @Nullable SystemData systemData() {
    return state.header.systemData();
  }

  /** Returns the tenant the identity belongs to; null before Azure made it. */
  public @Nullable UUID tenantId() {
    return state.tenantId;
  }

  /** Returns the object id of the service principal; null before Azure made it. */
  public @Nullable UUID principalId() {
    return state.principalId;
  }

  /** Returns the application id, which workloads name when they ask for a token; null at first. */
  public @Nullable UUID clientId() {
    return state.clientId;
  }

  /** Returns the region, such as {@code westeurope}; null if it was not set. */
  public @Nullable String location() {
    return state.location;
  }

  /** Returns the tags; empty if there are none. */
  public Map<String, String> tags() {
    return state.tags == null ? Map.of() : state.tags;
  }

  /** Returns the isolation scope; null if neither you nor Azure set it. */
  public @Nullable IsolationScope isolationScope() {
    return state.isolationScope;
  }

  /** Returns what the identity may be assigned to; null if neither you nor Azure set it. */
  public @Nullable AssignmentRestrictions assignmentRestrictions() {
    return state.assignmentRestrictions;
  }

  /** Writes the whole identity, also what is not sent to Azure. */
  @Override
  public JsonWriter toJson(JsonWriter json) throws IOException {
    json.writeStartObject();
    state.header.writeTo(json);
    writeWritable(json, true);
    return json.writeEndObject();
  }

  /** Writes what a PUT sends: all but what Azure alone decides. */
  void writeRequest(JsonWriter json) throws IOException {
    json.writeStartObject();
    writeWritable(json, false);
    json.writeEndObject();
  }

  private void writeWritable(JsonWriter json, boolean withIds) throws IOException {
    Json.writeText(json, "location", state.location);
    Json.writeTextMap(json, "tags", state.tags);
    if (state.hasProperties(withIds)) {
      json.writeStartObject("properties");
      if (withIds) {
        Json.writeText(json, "tenantId", state.tenantId);
        Json.writeText(json, "principalId", state.principalId);
        Json.writeText(json, "clientId", state.clientId);
      }
      Json.writeText(json, "isolationScope", state.isolationScope);
      if (state.assignmentRestrictions != null) {
        json.writeJsonField("assignmentRestrictions", state.assignmentRestrictions);
      }
      state.otherProperties.writeTo(json);
      json.writeEndObject();
    }
    state.others.writeTo(json);
  }

  /** The fields set that not every API version has. */
  Set<Feature> features() {
    return features(state.isolationScope, state.assignmentRestrictions);
  }

  static Set<Feature> features(
      @Nullable IsolationScope isolationScope,
      @Nullable AssignmentRestrictions assignmentRestrictions) {
    var features = EnumSet.noneOf(Feature.class);
    if (isolationScope != null) {
      features.add(Feature.ISOLATION_SCOPE);
    }
    if (assignmentRestrictions != null) {
      features.add(Feature.ASSIGNMENT_RESTRICTIONS);
    }
    return features;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Identity that && state.equals(that.state);
  }

  @Override
  public int hashCode() {
    return state.hashCode();
  }

  @Override
  public String toString() {
    return Json.string("Identity", this::toJson);
  }

  private record State(
      ProxyResourceFields header,
      @Nullable UUID tenantId,
      @Nullable UUID principalId,
      @Nullable UUID clientId,
      @Nullable String location,
      @Nullable Map<String, String> tags,
      @Nullable IsolationScope isolationScope,
      @Nullable AssignmentRestrictions assignmentRestrictions,
      AdditionalProperties others,
      AdditionalProperties otherProperties) {

    boolean hasProperties(boolean withIds) {
      return isolationScope != null
          || assignmentRestrictions != null
          || !otherProperties.isEmpty()
          || (withIds && (tenantId != null || principalId != null || clientId != null));
    }
  }

  /** Builds an {@link Identity}. */
  public static final class Builder {
    private final ProxyResourceFields.Collector header = new ProxyResourceFields.Collector();
    private final AdditionalProperties.Collector others = new AdditionalProperties.Collector();
    private final AdditionalProperties.Collector otherProperties =
        new AdditionalProperties.Collector();
    private @Nullable UUID tenantId;
    private @Nullable UUID principalId;
    private @Nullable UUID clientId;
    private @Nullable String location;
    private @Nullable Map<String, String> tags;
    private @Nullable IsolationScope isolationScope;
    private @Nullable AssignmentRestrictions assignmentRestrictions;

    private Builder() {}

    private Builder(State state) {
      header.startWith(state.header);
      others.startWith(state.others);
      otherProperties.startWith(state.otherProperties);
      tenantId = state.tenantId;
      principalId = state.principalId;
      clientId = state.clientId;
      location = state.location;
      tags = state.tags;
      isolationScope = state.isolationScope;
      assignmentRestrictions = state.assignmentRestrictions;
    }

    private void read(String member, JsonReader json) throws IOException {
      switch (member) {
        case "location" -> location = Json.text(json);
        case "tags" -> tags = Json.textMap(json);
        case "properties" -> Json.membersIfAny(json, this::readProperty);
        default -> {
          if (!header.read(member, json)) {
            others.keep(member, json);
          }
        }
      }
    }

    private void readProperty(String member, JsonReader json) throws IOException {
      switch (member) {
        case "tenantId" -> tenantId = Json.uuid(json);
        case "principalId" -> principalId = Json.uuid(json);
        case "clientId" -> clientId = Json.uuid(json);
        case "isolationScope" -> {
          String text = Json.text(json);
          isolationScope = text == null || text.isBlank() ? null : IsolationScope.of(text);
        }
        case "assignmentRestrictions" ->
            assignmentRestrictions = AssignmentRestrictions.readIfAny(json);
        default -> otherProperties.keep(member, json);
      }
    }

    /** Sets the region, such as {@code westeurope}. Required to create an identity. */
    public Builder location(String location) {
      this.location = location;
      return this;
    }

    /** Replaces all tags. */
    public Builder tags(Map<String, String> tags) {
      this.tags = ArgumentValidator.entries("tags", tags);
      return this;
    }

    /** Adds a tag, or replaces the one of that name. */
    public Builder tag(String name, String value) {
      var all = new LinkedHashMap<String, String>(tags == null ? Map.of() : tags);
      all.put(
          ArgumentValidator.present("name", name),
          ArgumentValidator.present("value of the tag '" + name + "'", value));
      return tags(all);
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

    /** Returns the identity. */
    public Identity build() {
      return new Identity(
          new State(
              header.collected(),
              tenantId,
              principalId,
              clientId,
              location,
              tags,
              isolationScope,
              assignmentRestrictions,
              others.collected(),
              otherProperties.collected()));
    }
  }
}
