package dev.msi4j;

import com.azure.json.JsonReader;
import com.azure.json.JsonSerializable;
import com.azure.json.JsonWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A federated identity credential that matches claims by an expression, as a separate resource
 * type. Immutable.
 *
 * <p>Only 2025-01-31-preview has this type. In 2025-05-31-preview the expression is a property of
 * {@link FederatedIdentityCredential}. JSON members that this library does not know are kept and
 * sent.
 */
public final class FlexibleFederatedIdentityCredential
    implements JsonSerializable<FlexibleFederatedIdentityCredential> {
  private final State state;

  private FlexibleFederatedIdentityCredential(State state) {
    this.state = state;
  }

  /** {@return a builder of a new credential} */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Reads a credential from the JSON of Resource Manager.
   *
   * @param json the reader, at the start of the object or before it
   * @return the value read
   * @throws IOException if the JSON is invalid or has another structure
   */
  public static FlexibleFederatedIdentityCredential fromJson(JsonReader json) throws IOException {
    var builder = new Builder();
    Json.members(json, builder::read);
    return builder.build();
  }

  /**
   * {@return a builder that starts with all properties of this credential, including unknown ones}
   */
  public Builder toBuilder() {
    return new Builder(state);
  }

  /** {@return the resource id as Azure sent it; null if the credential was not read from Azure} */
  public @Nullable String id() {
    return state.header.id();
  }

  /**
   * Returns the parsed resource id.
   *
   * @return the resource id; null if the credential was not read from Azure
   * @throws IllegalArgumentException if the text that Azure sent is not a resource id
   */
  public @Nullable ResourceId resourceId() {
    return state.header.resourceId();
  }

  /** {@return the name; null if the credential was not read from Azure} */
  public @Nullable String name() {
    return state.header.name();
  }

  /** {@return the resource type; null if the credential was not read from Azure} */
  public @Nullable String type() {
    return state.header.type();
  }

  /**
   * {@return the principals that created and last modified the credential; null if the response
   * does not contain it}
   */
  public @Nullable SystemData systemData() {
    return state.header.systemData();
  }

  /** {@return the URL of the trusted issuer; null if it is not set} */
  public @Nullable String issuer() {
    return state.federation.issuer();
  }

  /** {@return the required {@code sub} claim; null if an expression is set instead} */
  public @Nullable String subject() {
    return state.federation.subject();
  }

  /** {@return the accepted audiences; Azure requires exactly one} */
  public List<String> audiences() {
    return state.federation.audiences();
  }

  /** {@return the expression that the claims must match; null if a subject is set instead} */
  public @Nullable ClaimsMatchingExpression claimsMatchingExpression() {
    return state.federation.claimsMatchingExpression();
  }

  FederationProperties federation() {
    return state.federation;
  }

  /** Writes all properties, including read-only ones, which are not sent to Azure. */
  @Override
  public JsonWriter toJson(JsonWriter json) throws IOException {
    json.writeStartObject();
    state.header.writeTo(json);
    state.federation.writeTo(json);
    state.unknownMembers.writeTo(json);
    return json.writeEndObject();
  }

  /** Writes the body of a PUT: all properties except read-only ones. */
  void writeRequest(JsonWriter json) throws IOException {
    json.writeStartObject();
    state.federation.writeTo(json);
    state.unknownMembers.writeTo(json);
    json.writeEndObject();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FlexibleFederatedIdentityCredential that && state.equals(that.state);
  }

  @Override
  public int hashCode() {
    return state.hashCode();
  }

  @Override
  public String toString() {
    return Json.string("FlexibleFederatedIdentityCredential", this::toJson);
  }

  private record State(
      ProxyResourceFields header,
      FederationProperties federation,
      AdditionalProperties unknownMembers) {}

  /** Builds a {@link FlexibleFederatedIdentityCredential}. */
  public static final class Builder {
    private final ProxyResourceFields.Collector header = new ProxyResourceFields.Collector();
    private final FederationProperties.Collector federation = new FederationProperties.Collector();
    private final AdditionalProperties.Collector unknownMembers =
        new AdditionalProperties.Collector();

    private Builder() {}

    private Builder(State state) {
      header.copyFrom(state.header);
      federation.copyFrom(state.federation);
      unknownMembers.copyFrom(state.unknownMembers);
    }

    private void read(String member, JsonReader json) throws IOException {
      if (member.equals("properties")) {
        Json.membersIfAny(json, federation::read);
      } else if (!header.read(member, json)) {
        unknownMembers.add(member, json);
      }
    }

    /**
     * Sets the URL of the issuer to trust. Required.
     *
     * @param issuer an https URL, equal to the {@code iss} claim of the tokens
     * @return this builder
     */
    public Builder issuer(String issuer) {
      federation.issuer(issuer);
      return this;
    }

    /**
     * Sets the required subject and removes the expression.
     *
     * @param subject the {@code sub} claim of the tokens; the comparison is case-sensitive
     * @return this builder
     */
    public Builder subject(String subject) {
      federation.subject(subject);
      return this;
    }

    /**
     * Sets the expression that the claims must match and removes the subject.
     *
     * @param expression the expression
     * @return this builder
     */
    public Builder claimsMatchingExpression(ClaimsMatchingExpression expression) {
      federation.expression(expression);
      return this;
    }

    /**
     * Sets the accepted audiences.
     *
     * @param audiences the {@code aud} claim of the tokens; Azure requires exactly one, usually
     *     {@link AzureCloud#federationAudience}
     * @return this builder
     * @throws IllegalArgumentException if an audience is null
     */
    public Builder audiences(String... audiences) {
      return audiences(Arrays.asList(ArgumentValidator.requireNonNull("audiences", audiences)));
    }

    /**
     * Sets the accepted audiences.
     *
     * @param audiences the {@code aud} claim of the tokens; Azure requires exactly one, usually
     *     {@link AzureCloud#federationAudience}
     * @return this builder
     * @throws IllegalArgumentException if an audience is null
     */
    public Builder audiences(List<String> audiences) {
      federation.audiences(audiences);
      return this;
    }

    /** {@return the credential} */
    public FlexibleFederatedIdentityCredential build() {
      return new FlexibleFederatedIdentityCredential(
          new State(header.build(), federation.build(), unknownMembers.build()));
    }
  }
}
