package dev.msi4j;

import com.azure.json.JsonReader;
import com.azure.json.JsonSerializable;
import com.azure.json.JsonWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A federated identity credential that matches claims by an expression, as a resource of its own.
 * Only 2025-01-31-preview has it; elsewhere the expression is a property of {@link
 * FederatedIdentityCredential}. Immutable.
 */
public final class FlexibleFederatedIdentityCredential
    implements JsonSerializable<FlexibleFederatedIdentityCredential> {
  private final State state;

  private FlexibleFederatedIdentityCredential(State state) {
    this.state = state;
  }

  /** Returns a builder of a credential to create. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Reads the JSON of Resource Manager.
   *
   * @throws IOException if it is not that of a credential
   */
  public static FlexibleFederatedIdentityCredential fromJson(JsonReader json) throws IOException {
    var builder = new Builder();
    Json.members(json, builder::read);
    return builder.build();
  }

  /** Returns a builder that starts with all this credential has. */
  public Builder toBuilder() {
    return new Builder(state);
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

  /** Returns the URL of the issuer that is trusted; null if it was not set. */
  public @Nullable String issuer() {
    return state.federation.issuer();
  }

  /** Returns the subject the issuer's tokens must have; null if there is an expression instead. */
  public @Nullable String subject() {
    return state.federation.subject();
  }

  /** Returns the audiences the issuer's tokens may have; Azure accepts exactly one. */
  public List<String> audiences() {
    return state.federation.audiences();
  }

  /** Returns the expression the claims must match; null if there is a subject instead. */
  public @Nullable ClaimsMatchingExpression claimsMatchingExpression() {
    return state.federation.claimsMatchingExpression();
  }

  FederationProperties federation() {
    return state.federation;
  }

  /** Writes the whole credential, also what is not sent to Azure. */
  @Override
  public JsonWriter toJson(JsonWriter json) throws IOException {
    json.writeStartObject();
    state.header.writeTo(json);
    state.federation.writeTo(json);
    state.others.writeTo(json);
    return json.writeEndObject();
  }

  /** Writes what a PUT sends: all but what Azure alone decides. */
  void writeRequest(JsonWriter json) throws IOException {
    json.writeStartObject();
    state.federation.writeTo(json);
    state.others.writeTo(json);
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
      ProxyResourceFields header, FederationProperties federation, AdditionalProperties others) {}

  /** Builds a {@link FlexibleFederatedIdentityCredential}. */
  public static final class Builder {
    private final ProxyResourceFields.Collector header = new ProxyResourceFields.Collector();
    private final FederationProperties.Collector federation = new FederationProperties.Collector();
    private final AdditionalProperties.Collector others = new AdditionalProperties.Collector();

    private Builder() {}

    private Builder(State state) {
      header.startWith(state.header);
      federation.startWith(state.federation);
      others.startWith(state.others);
    }

    private void read(String member, JsonReader json) throws IOException {
      if (member.equals("properties")) {
        Json.membersIfAny(json, federation::read);
      } else if (!header.read(member, json)) {
        others.keep(member, json);
      }
    }

    /** Sets the URL of the issuer to trust, as its tokens have it; https. Required. */
    public Builder issuer(String issuer) {
      federation.issuer(issuer);
      return this;
    }

    /** Sets the subject the tokens must have, case and all; takes an expression's place. */
    public Builder subject(String subject) {
      federation.subject(subject);
      return this;
    }

    /** Sets the expression the claims must match; takes a subject's place. */
    public Builder claimsMatchingExpression(ClaimsMatchingExpression expression) {
      federation.expression(expression);
      return this;
    }

    /** Sets the audiences the tokens may have; see {@link AzureCloud#federationAudience}. */
    public Builder audiences(String... audiences) {
      return audiences(Arrays.asList(ArgumentValidator.present("audiences", audiences)));
    }

    /** Sets the audiences the tokens may have; see {@link AzureCloud#federationAudience}. */
    public Builder audiences(List<String> audiences) {
      federation.audiences(audiences);
      return this;
    }

    /** Returns the credential. */
    public FlexibleFederatedIdentityCredential build() {
      return new FlexibleFederatedIdentityCredential(
          new State(header.collected(), federation.collected(), others.collected()));
    }
  }
}
