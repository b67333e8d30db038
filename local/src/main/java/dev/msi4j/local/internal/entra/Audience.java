package dev.msi4j.local.internal.entra;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Reads the requested resource from a token request. */
final class Audience {
  private static final String DEFAULT = "/.default";

  /** The scopes of OpenID Connect, which MSAL adds to every request; they have no effect here. */
  private static final Set<String> OPENID = Set.of("openid", "profile", "offline_access");

  private Audience() {}

  /**
   * Returns the resource of a v2.0 request: the scope without the suffix {@code /.default}. Of two
   * slashes before {@code .default}, one remains.
   */
  static String ofScope(TokenRequest request) {
    var scope = request.required("scope");
    var scopes = scopes(scope);
    if (scopes.size() != 1) {
      throw request.reject(EntraError.invalidScope(scope));
    }
    var only = scopes.get(0);
    if (!only.endsWith(DEFAULT)) {
      throw request.reject(EntraError.scopeWithoutDefault(only));
    }
    return only.substring(0, only.length() - DEFAULT.length());
  }

  /** Returns the resource of a v1.0 request, unchanged. */
  static String ofResource(TokenRequest request) {
    return request.required("resource");
  }

  private static List<String> scopes(String scope) {
    return Arrays.stream(scope.split("\\s+", -1))
        .filter(name -> !name.isEmpty() && !OPENID.contains(name))
        .toList();
  }
}
