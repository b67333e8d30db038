package dev.msi4j;

import com.azure.json.JsonReader;
import com.azure.json.JsonWriter;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The properties of both types of federated identity credentials: issuer, subject or expression,
 * and audiences.
 */
record FederationProperties(
    @Nullable String issuer,
    @Nullable String subject,
    List<String> audiences,
    @Nullable ClaimsMatchingExpression claimsMatchingExpression,
    AdditionalProperties unknownMembers) {

  void writeTo(JsonWriter json) throws IOException {
    json.writeStartObject("properties");
    Json.writeText(json, "issuer", issuer);
    Json.writeText(json, "subject", subject);
    Json.writeTexts(json, "audiences", audiences);
    if (claimsMatchingExpression != null) {
      json.writeJsonField("claimsMatchingExpression", claimsMatchingExpression);
    }
    unknownMembers.writeTo(json);
    json.writeEndObject();
  }

  /** Collects the properties from setters or from JSON. */
  static final class Collector {
    private final AdditionalProperties.Collector unknownMembers =
        new AdditionalProperties.Collector();
    private @Nullable String issuer;
    private @Nullable String subject;
    private List<String> audiences = List.of();
    private @Nullable ClaimsMatchingExpression expression;

    void copyFrom(FederationProperties federationProperties) {
      unknownMembers.copyFrom(federationProperties.unknownMembers);
      issuer = federationProperties.issuer;
      subject = federationProperties.subject;
      audiences = federationProperties.audiences;
      expression = federationProperties.claimsMatchingExpression;
    }

    void read(String member, JsonReader json) throws IOException {
      switch (member) {
        case "issuer" -> issuer = Json.commonText(json);
        case "subject" -> subject = Json.text(json);
        case "audiences" -> audiences = Json.texts(json);
        case "claimsMatchingExpression" -> expression = ClaimsMatchingExpression.readIfAny(json);
        default -> unknownMembers.add(member, json);
      }
    }

    void issuer(String issuer) {
      this.issuer = issuer;
    }

    void subject(String subject) {
      this.subject = subject;
      this.expression = null;
    }

    void expression(ClaimsMatchingExpression expression) {
      this.expression = expression;
      this.subject = null;
    }

    void audiences(List<String> audiences) {
      this.audiences = ArgumentValidator.copyOfList("audiences", audiences);
    }

    FederationProperties build() {
      return new FederationProperties(
          issuer, subject, audiences, expression, unknownMembers.build());
    }
  }
}
