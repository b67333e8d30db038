package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.control.faults.FaultInjector;
import dev.msi4j.local.internal.http.Route;
import dev.msi4j.local.internal.http.Router;
import dev.msi4j.local.internal.runtime.ServerRuntime;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.DocumentKinds;
import java.util.List;

/** The token service of one tenant, put together. */
public final class Entra {
  /** The kinds of documents that this package stores. */
  public static final List<DocumentKind> DOCUMENT_KINDS =
      DocumentKinds.union(
          List.of(
              Directory.DOCUMENT_KINDS, ClientSecrets.DOCUMENT_KINDS, SigningKeys.DOCUMENT_KINDS));

  private final AccessTokens tokens;
  private final TokenVerifier verifier;
  private final EntraRoutes routes;

  /**
   * A token service on a store; makes the signing key if the store has none.
   *
   * @param runtime holds the source of the ids of tokens and requests
   */
  public Entra(
      Directory directory,
      ServerRuntime runtime,
      AssertionDependencies assertionDependencies,
      KnownResources resources,
      ServerOrigins origins,
      FaultInjector faults) {
    var store = runtime.store();
    var clock = runtime.clock();
    var keys = new SigningKeys(store, clock);
    tokens = new AccessTokens(keys, clock, runtime.ids());
    verifier = new TokenVerifier(keys, directory, store, clock);
    // In the order in which they are looked for in a request.
    var authentications =
        List.of(
            new SecretAuthentication(store, directory),
            new AssertionAuthentication(store, directory, assertionDependencies, origins, clock));
    var endpoint = new TokenEndpoint(store, directory, resources, tokens, authentications);
    routes = new EntraRoutes(directory.tenantId(), endpoint, new Discovery(keys), faults, runtime);
  }

  /** Issues access tokens. */
  public AccessTokens tokens() {
    return tokens;
  }

  /** Verifies the access tokens of this tenant. */
  public TokenVerifier verifier() {
    return verifier;
  }

  /** Declares where it answers. */
  public void declare(Router<Route> all) {
    routes.declare(all);
  }
}
