package dev.msi4j.local.entra;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** How the audience of a token follows from what the client asks for. */
public final class Audience {
  private static final String DEFAULT = "/.default";

  /** OpenID's own scopes: MSAL adds them to whatever is asked for, and here they mean nothing. */
  private static final Set<String> OPENID = Set.of("openid", "profile", "offline_access");

  private Audience() {}

  /**
   * The audience of a v2.0 request: what stands before {@code /.default}, so that two slashes leave
   * one.
   */
  static String ofScope(TokenRequest request) {
    var scope = request.required("scope");
    var scopes = scopes(scope);
    if (scopes.size() != 1) {
      throw request.refuse(EntraError.invalidScope(scope));
    }
    var only = scopes.get(0);
    if (!only.endsWith(DEFAULT)) {
      throw request.refuse(EntraError.scopeWithoutDefault(only));
    }
    return usable(only.substring(0, only.length() - DEFAULT.length()), request);
  }

  /** The audience of a v1.0 request: the resource, letter by letter. */
  static String ofResource(TokenRequest request) {
    return usable(request.required("resource"), request);
  }

  private static List<String> scopes(String scope) {
    return Arrays.stream(scope.split("\\s+", -1))
        .filter(name -> !name.isEmpty() && !OPENID.contains(name))
        .toList();
  }

  /** Why no token can be had for a resource, in the token service's words; empty if one can. */
  public static Optional<String> refused(String resource, UUID tenantId) {
    if (isUsable(resource)) {
      return Optional.empty();
    }
    var error = EntraError.unknownResource(resource, tenantId);
    return Optional.of("AADSTS" + error.code() + ": " + error.message());
  }

  private static String usable(String audience, TokenRequest request) {
    if (!isUsable(audience)) {
      throw request.refuse(EntraError.unknownResource(audience, request.tenantId()));
    }
    return audience;
  }

  private static boolean isUsable(String audience) {
    return Guids.parse(audience).isPresent() || isAbsoluteUri(audience);
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
