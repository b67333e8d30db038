package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.control.faults.FaultInjector;
import dev.msi4j.local.internal.http.Route;
import dev.msi4j.local.internal.http.Router;
import dev.msi4j.local.internal.store.Runtime;
import java.util.List;

/** The token service of one tenant. Creates and wires its components. */
public final class Entra {
  private final Directory directory;
  private final KnownResources resources;
  private final ServerOrigins origins;
  private final AccessTokens tokens;
  private final TokenVerifier verifier;
  private final EntraRoutes routes;

  /** Creates a token service; generates the signing key if the store has none. */
  public Entra(
      Runtime runtime,
      Directory directory,
      AssertionDependencies assertionDependencies,
      KnownResources resources,
      ServerOrigins origins,
      FaultInjector faults) {
    this.directory = directory;
    this.resources = resources;
    this.origins = origins;
    var store = runtime.store();
    var clock = runtime.clock();
    var ids = runtime.ids();
    var keys = new SigningKeys(store, clock);
    tokens = new AccessTokens(keys, clock, ids);
    verifier = new TokenVerifier(keys, directory, store, clock);
    // The first method for which a request has a credential applies.
    var authentications =
        List.of(
            new SecretAuthentication(store, directory),
            new AssertionAuthentication(store, directory, assertionDependencies, origins, clock));
    var endpoint = new TokenEndpoint(store, directory, resources, tokens, authentications);
    routes =
        new EntraRoutes(directory.tenantId(), endpoint, new Discovery(keys), faults, clock, ids);
  }

  /** Returns the issuer of access tokens. */
  public AccessTokens tokens() {
    return tokens;
  }

  /** Returns the verifier of the access tokens of this tenant. */
  public TokenVerifier verifier() {
    return verifier;
  }

  /** Returns the directory of the tenant. */
  public Directory directory() {
    return directory;
  }

  /** Returns the resources for which tokens are issued. */
  public KnownResources resources() {
    return resources;
  }

  /** Returns the origins of this server. */
  public ServerOrigins origins() {
    return origins;
  }

  /** Declares the routes of the token service. */
  public void declare(Router<Route> router) {
    routes.declare(router);
  }
}
