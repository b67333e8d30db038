package dev.msi4j.local.internal.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.entra.Application;
import dev.msi4j.local.internal.entra.Applications;
import dev.msi4j.local.internal.entra.DeclaredResource;
import dev.msi4j.local.internal.entra.Guids;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.store.Documents;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Validates the properties of applications (learn.microsoft.com, "application resource type" and
 * "appRole resource type").
 */
final class ApplicationRules {
  /** The properties of applications. */
  static final GraphProperties PROPERTIES =
      GraphProperties.read(
          "application.json",
          "applicationTemplateId",
          "certification",
          "deletedDateTime",
          "disabledByMicrosoftStatus",
          "publisherDomain",
          "verifiedPublisher");

  private static final int MAX_NAME_LENGTH = 256;

  private static final Set<String> SIGN_IN_AUDIENCES =
      Set.of(
          "AzureADMyOrg",
          "AzureADMultipleOrgs",
          "AzureADandPersonalMicrosoftAccount",
          "PersonalMicrosoftAccount");

  private ApplicationRules() {}

  /**
   * Returns the properties of an application after a request.
   *
   * @param self the application; null for a new one
   * @param current the properties before the request
   */
  static ObjectNode changed(
      Documents documents,
      Applications applications,
      @Nullable UUID self,
      ObjectNode current,
      JsonBody body) {
    var properties = PROPERTIES.changed(current, body);
    checkName(properties.path("displayName"));
    checkCredentials(properties);
    checkAudience(properties);
    for (var uri : Application.texts(properties.path("identifierUris"))) {
      checkUri(uri);
      applications
          .byUri(documents, uri)
          .filter(other -> !Objects.equals(other.objectId(), self))
          .ifPresent(other -> {
            throw GraphException.badBody(
                "Another object with the same value for property identifierUris already exists.");
          });
    }
    checkRoles(properties.path("appRoles"));
    return properties;
  }

  private static void checkName(JsonNode name) {
    if (!name.isTextual() || name.asText().isBlank() || name.asText().length() > MAX_NAME_LENGTH) {
      throw GraphException.badBody(
          "Invalid value specified for property 'displayName' of resource 'Application': it must"
              + " have 1 to "
              + MAX_NAME_LENGTH
              + " characters.");
    }
  }

  private static void checkCredentials(ObjectNode properties) {
    if (!properties.path("passwordCredentials").isEmpty()) {
      throw GraphException.badBody(
          "Property 'passwordCredentials' cannot be set: use addPassword to add a password.");
    }
    if (!properties.path("keyCredentials").isEmpty()) {
      throw GraphException.badBody(
          "Property 'keyCredentials' cannot be set: this local Azure does not accept certificates."
              + " Use a client secret or a federated identity credential.");
    }
  }

  private static void checkAudience(ObjectNode properties) {
    var audience = properties.path("signInAudience").asText("AzureADMyOrg");
    if (!SIGN_IN_AUDIENCES.contains(audience)) {
      throw GraphException.badBody(
          "Invalid value '" + audience + "' specified for property 'signInAudience'.");
    }
    var version = properties.path("api").path("requestedAccessTokenVersion");
    if (!version.isMissingNode()
        && !version.isNull()
        && version.asInt() != 1
        && version.asInt() != 2) {
      throw GraphException.badBody(
          "Invalid value '"
              + version.asText()
              + "' specified for property 'api.requestedAccessTokenVersion': it must be 1, 2 or"
              + " null.");
    }
  }

  private static void checkUri(String uri) {
    try {
      DeclaredResource.v1(uri);
    } catch (IllegalArgumentException e) {
      throw GraphException.badBody(
          "Invalid value specified for property 'identifierUris' of resource 'Application': "
              + e.getMessage()
              + ".");
    }
  }

  private static void checkRoles(JsonNode roles) {
    var ids = new HashSet<String>();
    var values = new HashSet<String>();
    for (var role : roles) {
      var id = role.path("id").asText();
      if (Guids.parse(id).isEmpty() || !ids.add(id)) {
        throw invalidRole("id", id, "it must be a GUID that no other role has");
      }
      var value = role.path("value");
      if (value.isTextual() && !values.add(value.asText())) {
        throw invalidRole("value", value.asText(), "no other role must have the value");
      }
      for (var name : new String[] {"displayName", "description"}) {
        if (role.path(name).asText().isBlank()) {
          throw invalidRole(name, role.path(name).asText(), "it must not be empty");
        }
      }
      checkMemberTypes(role.path("allowedMemberTypes"));
    }
  }

  private static void checkMemberTypes(JsonNode types) {
    var isValid = !types.isEmpty();
    for (var type : types) {
      isValid = isValid && Set.of("User", "Application").contains(type.asText());
    }
    if (!isValid) {
      throw invalidRole(
          "allowedMemberTypes", types.toString(), "it must have 'User', 'Application' or both");
    }
  }

  private static GraphException invalidRole(String property, String value, String rule) {
    return GraphException.badBody(
        "Invalid value '"
            + value
            + "' specified for property 'appRoles."
            + property
            + "': "
            + rule
            + ".");
  }
}
