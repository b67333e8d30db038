package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.control.faults.FaultInjector;
import dev.msi4j.local.internal.http.Route;
import dev.msi4j.local.internal.http.Router;
import dev.msi4j.local.internal.runtime.ServerRuntime;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.DocumentKinds;
import java.util.List;

/** The token service of one tenant. Creates and wires its components. */
public final class Entra {
  /** The kinds of documents that this package stores. */
  public static final List<DocumentKind> DOCUMENT_KINDS =
      DocumentKinds.union(
          List.of(
              Directory.DOCUMENT_KINDS,
              ClientSecrets.DOCUMENT_KINDS,
              SigningKeys.DOCUMENT_KINDS,
              SignIns.DOCUMENT_KINDS));

  /** The name of the operation that issues tokens. */
  public static final String TOKEN_OPERATION = EntraRoutes.TOKEN;

  private final AccessTokens tokens;
  private final SignIns signIns;
  private final TokenVerifier verifier;
  private final EntraRoutes routes;

  /**
   * Creates a token service.
   *
   * @param runtime holds the source of the ids of tokens and requests
   * @param keys the keys that sign its tokens
   */
  public Entra(
      Directory directory,
      ServerRuntime runtime,
      SigningKeys keys,
      AssertionDependencies assertionDependencies,
      KnownResources resources,
      ServerOrigins origins,
      FaultInjector faults) {
    var store = runtime.store();
    var clock = runtime.clock();
    signIns = new SignIns(runtime);
    tokens = new AccessTokens(keys, runtime, signIns, directory);
    verifier = new TokenVerifier(keys, directory, store, clock);
    // The first method for which a request has a credential applies.
    var authentications =
        List.of(
            new SecretAuthentication(store, directory, clock),
            new AssertionAuthentication(store, directory, assertionDependencies, origins, clock));
    var endpoint = new TokenEndpoint(store, directory, resources, tokens, authentications);
    routes = new EntraRoutes(directory.tenantId(), endpoint, new Discovery(keys), faults, runtime);
  }

  /** Returns the issuer of access tokens. */
  public AccessTokens tokens() {
    return tokens;
  }

  /** Returns the recorded sign-ins. */
  public SignIns signIns() {
    return signIns;
  }

  /** Returns the verifier of the access tokens of this tenant. */
  public TokenVerifier verifier() {
    return verifier;
  }

  /** Returns whether a path is that of the token endpoint, of any version and tenant. */
  public static boolean isTokenEndpoint(List<String> segments) {
    var last = segments.size() - 1;
    return last >= 2
        && last <= 3
        && segments.get(1).equalsIgnoreCase("oauth2")
        && segments.get(last).equalsIgnoreCase("token");
  }

  /** Declares the routes of the token service. */
  public void declare(Router<Route> router) {
    routes.declare(router);
  }
}
