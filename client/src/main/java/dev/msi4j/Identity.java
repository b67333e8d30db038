package dev.msi4j;

import com.azure.json.JsonReader;
import com.azure.json.JsonSerializable;
import com.azure.json.JsonWriter;
import com.azure.json.ReadValueCallback;
import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user-assigned identity. Immutable.
 *
 * <p>Read-only properties (id, name, type, tenant, principal and client ids) are null unless the
 * identity was read from Azure, and are never sent. JSON members that this library does not know
 * are kept by {@code toBuilder()} and sent by the next write.
 *
 * @see <a
 *     href="https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/overview">Managed
 *     identities for Azure resources</a>
 */
public final class Identity implements JsonSerializable<Identity> {
  private final State state;

  private Identity(State state) {
    this.state = state;
  }

  /** {@return a builder of a new identity} */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Reads an identity from the JSON of Resource Manager.
   *
   * @param json the reader, at the start of the object or before it
   * @return the value read
   * @throws IOException if the JSON is invalid or has another structure
   */
  public static Identity fromJson(JsonReader json) throws IOException {
    return reader().read(json);
  }

  /** Returns a reader of identities one after the other, which uses one builder for all. */
  static ReadValueCallback<JsonReader, Identity> reader() {
    var builder = new Builder();
    Json.MemberReader members = builder::read;
    return json -> {
      builder.set(State.NONE);
      Json.members(json, members);
      return builder.build();
    };
  }

  /**
   * {@return a builder that starts with all properties of this identity, including unknown ones}
   */
  public Builder toBuilder() {
    var builder = new Builder();
    builder.set(state);
    return builder;
  }

  /** {@return a builder of an update of this identity that starts with its tags} */
  public IdentityUpdate.Builder toUpdate() {
    return new IdentityUpdate.Builder(
            new IdentityUpdate.Origin(
                state.header, state.tenantId, state.principalId, state.clientId))
        .tags(tags());
  }

  /** {@return the resource id as Azure sent it; null if the identity was not read from Azure} */
  public @Nullable String id() {
    return state.header.id();
  }

  /**
   * Returns the parsed resource id.
   *
   * @return the resource id; null if the identity was not read from Azure
   * @throws IllegalArgumentException if the text that Azure sent is not a resource id
   */
  public @Nullable ResourceId resourceId() {
    return state.header.resourceId();
  }

  /** {@return the name; null if the identity was not read from Azure} */
  public @Nullable String name() {
    return state.header.name();
  }

  /** {@return the resource type; null if the identity was not read from Azure} */
  public @Nullable String type() {
    return state.header.type();
  }

  /**
   * {@return the principals that created and last modified the identity; null if the response does
   * not contain it}
   */
  public @Nullable SystemData systemData() {
    return state.header.systemData();
  }

  /**
   * {@return the id of the Microsoft Entra tenant of the identity; null if the identity was not
   * read from Azure}
   */
  public @Nullable UUID tenantId() {
    return state.tenantId;
  }

  /**
   * {@return the object id of the service principal, which role assignments use; null if the
   * identity was not read from Azure}
   */
  public @Nullable UUID principalId() {
    return state.principalId;
  }

  /**
   * {@return the application (client) id, which workloads send in token requests; null if the
   * identity was not read from Azure}
   */
  public @Nullable UUID clientId() {
    return state.clientId;
  }

  /** {@return the region, such as {@code westeurope}; null if it is not set} */
  public @Nullable String location() {
    return state.location;
  }

  /** {@return the tags; empty if the identity has none} */
  public Map<String, String> tags() {
    return state.tags == null ? Map.of() : state.tags;
  }

  /** {@return the isolation scope; null if it is not set} */
  public @Nullable IsolationScope isolationScope() {
    return state.isolationScope;
  }

  /** {@return the assignment restrictions; null if they are not set} */
  public @Nullable AssignmentRestrictions assignmentRestrictions() {
    return state.assignmentRestrictions;
  }

  /** Writes all properties, including read-only ones, which are not sent to Azure. */
  @Override
  public JsonWriter toJson(JsonWriter json) throws IOException {
    json.writeStartObject();
    state.header.writeTo(json);
    writeProperties(json, true);
    return json.writeEndObject();
  }

  /** Writes the body of a PUT: all properties except read-only ones. */
  void writeRequest(JsonWriter json) throws IOException {
    json.writeStartObject();
    writeProperties(json, false);
    json.writeEndObject();
  }

  private void writeProperties(JsonWriter json, boolean withReadOnly) throws IOException {
    Json.writeText(json, "location", state.location);
    Json.writeTextMap(json, "tags", state.tags);
    if (state.hasProperties(withReadOnly)) {
      json.writeStartObject("properties");
      if (withReadOnly) {
        Json.writeText(json, "tenantId", state.tenantId);
        Json.writeText(json, "principalId", state.principalId);
        Json.writeText(json, "clientId", state.clientId);
      }
      Json.writeText(json, "isolationScope", state.isolationScope);
      if (state.assignmentRestrictions != null) {
        json.writeJsonField("assignmentRestrictions", state.assignmentRestrictions);
      }
      state.unknownProperties.writeTo(json);
      json.writeEndObject();
    }
    state.unknownMembers.writeTo(json);
  }

  /** Returns the properties set that not every API version has. */
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
      AdditionalProperties unknownMembers,
      AdditionalProperties unknownProperties) {
    static final State NONE =
        new State(
            ProxyResourceFields.NONE,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            AdditionalProperties.NONE,
            AdditionalProperties.NONE);

    boolean hasProperties(boolean withReadOnly) {
      return isolationScope != null
          || assignmentRestrictions != null
          || !unknownProperties.isEmpty()
          || (withReadOnly && (tenantId != null || principalId != null || clientId != null));
    }
  }

  /** Builds an {@link Identity}. */
  public static final class Builder {
    private final ProxyResourceFields.Collector header = new ProxyResourceFields.Collector();
    private final AdditionalProperties.Collector unknownMembers =
        new AdditionalProperties.Collector();
    private final AdditionalProperties.Collector unknownProperties =
        new AdditionalProperties.Collector();
    private @Nullable UUID tenantId;
    private @Nullable UUID principalId;
    private @Nullable UUID clientId;
    private @Nullable String location;
    private @Nullable Map<String, String> tags;
    private @Nullable IsolationScope isolationScope;
    private @Nullable AssignmentRestrictions assignmentRestrictions;

    private final Json.MemberReader properties = this::readProperty;

    private Builder() {}

    private void set(State state) {
      header.copyFrom(state.header);
      unknownMembers.copyFrom(state.unknownMembers);
      unknownProperties.copyFrom(state.unknownProperties);
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
        case "location" -> location = Json.commonText(json);
        case "tags" -> tags = Json.textMap(json);
        case "properties" -> Json.membersIfAny(json, properties);
        default -> {
          if (!header.read(member, json)) {
            unknownMembers.add(member, json);
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
          String text = Json.commonText(json);
          isolationScope = text == null || text.isBlank() ? null : IsolationScope.of(text);
        }
        case "assignmentRestrictions" ->
            assignmentRestrictions = AssignmentRestrictions.readIfAny(json);
        default -> unknownProperties.add(member, json);
      }
    }

    /**
     * Sets the region. Required to create an identity.
     *
     * @param location the region, such as {@code westeurope}
     * @return this builder
     */
    public Builder location(String location) {
      this.location = location;
      return this;
    }

    /**
     * Replaces all tags.
     *
     * @param tags the tags; their order is kept
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

    /** {@return the identity} */
    public Identity build() {
      return new Identity(
          new State(
              header.build(),
              tenantId,
              principalId,
              clientId,
              location,
              tags,
              isolationScope,
              assignmentRestrictions,
              unknownMembers.build(),
              unknownProperties.build()));
    }
  }
}
