package dev.msi4j.local.internal.entra;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API that the user of this server declares, as an application registration does in Azure.
 *
 * @param identifier the application ID URI
 * @param v2Audience the application id of an API that accepts v2.0 tokens; null for v1.0 tokens
 */
public record DeclaredResource(String identifier, @Nullable UUID v2Audience) {
  private static final String API = "api://";

  /**
   * Validates the identifier.
   *
   * @throws IllegalArgumentException if the identifier is neither a URI nor a GUID, is a scope, or
   *     belongs to a resource of Azure
   */
  public DeclaredResource {
    if (Guids.parse(identifier).isEmpty() && !isAbsoluteUri(identifier)) {
      throw new IllegalArgumentException(
          "resource is '"
              + identifier
              + "': it must be an absolute URI such as api://app, or a GUID");
    }
    if (identifier.endsWith("/.default")) {
      throw new IllegalArgumentException(
          "resource is '"
              + identifier
              + "': it must be a resource and not a scope; leave out"
              + " /.default");
    }
    if (FirstPartyResources.find(identifier).isPresent()) {
      throw new IllegalArgumentException(
          "resource is '" + identifier + "': it belongs to Azure and must not be declared");
    }
  }

  /** Returns a resource that accepts v1.0 tokens. */
  public static DeclaredResource v1(String identifier) {
    return new DeclaredResource(identifier, null);
  }

  /**
   * Returns a resource that accepts v2.0 tokens.
   *
   * @param identifier the application id, or {@code api://} followed by the application id
   * @throws IllegalArgumentException if the identifier holds no application id
   */
  public static DeclaredResource v2(String identifier) {
    var appId =
        Guids.parse(identifier)
            .or(() -> appId(identifier))
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "resource is '"
                        + identifier
                        + "': for v2.0 tokens it must be api://APPLICATION_ID, or an application"
                        + " id must be given with it"));
    return new DeclaredResource(identifier, appId);
  }

  private static Optional<UUID> appId(String identifier) {
    return identifier.startsWith(API)
        ? Guids.parse(identifier.substring(API.length()))
        : Optional.empty();
  }

  private static boolean isAbsoluteUri(String text) {
    try {
      var uri = new URI(text);
      return uri.isAbsolute() && (uri.isOpaque() || uri.getRawAuthority() != null);
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
