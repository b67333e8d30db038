package dev.msi4j.local.internal.entra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An application registration. Its service principal, if it has one, has the same application id.
 *
 * @param appId the application id, also called client id
 * @param createdAt the creation time in milliseconds since the epoch; null if the application is
 *     part of the tenant from the start
 * @param properties the properties of Microsoft Graph that clients set; not changed after creation
 */
public record Application(
    UUID objectId, UUID appId, @Nullable Long createdAt, ObjectNode properties) {
  /** Returns the display name. */
  public String displayName() {
    return properties.path("displayName").asText();
  }

  /** Returns the application ID URIs, by which clients request tokens for the application. */
  public List<String> identifierUris() {
    return texts(properties.path("identifierUris"));
  }

  /** Returns whether the application accepts v2.0 tokens instead of v1.0 tokens. */
  boolean acceptsV2Tokens() {
    return properties.path("api").path("requestedAccessTokenVersion").asInt() == 2;
  }

  /**
   * Returns the application as the resource of a token request.
   *
   * @param servicePrincipal the service principal of the application
   */
  TargetResource resource(String identifier, Principal servicePrincipal) {
    return new TargetResource(identifier, acceptsV2Tokens() ? appId : null, servicePrincipal);
  }

  /** Returns the value of an app role; empty if there is no such role, or it has no value. */
  Optional<String> roleValue(UUID roleId) {
    for (var role : properties.path("appRoles")) {
      if (role.path("id").asText().equalsIgnoreCase(roleId.toString())) {
        return Optional.of(role.path("value").asText("")).filter(value -> !value.isEmpty());
      }
    }
    return Optional.empty();
  }

  /** Returns this application with other properties. */
  public Application with(ObjectNode newProperties) {
    return new Application(objectId, appId, createdAt, newProperties);
  }

  /** Returns the texts of a property that is an array. */
  public static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(item -> texts.add(item.asText()));
    return List.copyOf(texts);
  }
}
