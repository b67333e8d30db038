package dev.msi4j.local.internal.entra;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A resource that the user of this server declares, as an application registration does in Azure.
 *
 * @param identifier the application ID URI
 * @param v2Audience the application id, for a resource that takes v2.0 tokens; else null
 */
public record DeclaredResource(String identifier, @Nullable UUID v2Audience) {
  private static final String API = "api://";

  /**
   * Checks the identifier.
   *
   * @throws IllegalArgumentException if it can't be one, or belongs to a resource of Azure
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
          "resource is '" + identifier + "': it belongs to Azure, and must not be declared");
    }
  }

  /** Declares a resource that takes v1.0 tokens. */
  public static DeclaredResource v1(String identifier) {
    return new DeclaredResource(identifier, null);
  }

  /**
   * Declares a resource that takes v2.0 tokens.
   *
   * @param identifier the application id, or an {@code api://} URI of it
   * @throws IllegalArgumentException if it holds no application id
   */
  public static DeclaredResource v2(String identifier) {
    var appId =
        Guids.parse(identifier)
            .or(() -> appId(identifier))
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "resource is '"
                        + identifier
                        + "': for v2.0 tokens it must be api://APPLICATION_ID, or have an"
                        + " application id beside it"));
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
