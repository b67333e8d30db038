package dev.msi4j.local.internal.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.control.faults.FaultInjector;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.http.Route;
import dev.msi4j.local.internal.http.Router;
import dev.msi4j.local.internal.runtime.ServerRuntime;
import dev.msi4j.local.internal.store.StoreUnavailableException;
import dev.msi4j.local.internal.text.CaseFolding;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Declares the routes of the token service. */
final class EntraRoutes {
  /** The names that stand for any tenant in a path. */
  private static final Set<String> ANY_TENANT = Set.of("common", "organizations", "consumers");

  static final String TOKEN = "token-service/token";
  private static final String CONFIGURATION = "token-service/configuration";
  private static final String KEYS = "token-service/keys";

  private final UUID tenantId;
  private final TokenEndpoint tokens;
  private final Discovery discovery;
  private final FaultInjector faults;
  private final Clock clock;
  private final Supplier<UUID> ids;

  EntraRoutes(
      UUID tenantId,
      TokenEndpoint tokens,
      Discovery discovery,
      FaultInjector faults,
      ServerRuntime runtime) {
    this.tenantId = tenantId;
    this.tokens = tokens;
    this.discovery = discovery;
    this.faults = faults;
    clock = runtime.clock();
    ids = runtime.ids();
  }

  void declare(Router<Route> routes) {
    faults.declare(List.of(TOKEN, CONFIGURATION, KEYS));
    routes.add(
        "POST", "/{tenant}/oauth2/v2.0/token", withFaults(TOKEN, token(TokenEndpointVersion.V2)));
    routes.add("POST", "/{tenant}/oauth2/token", withFaults(TOKEN, token(TokenEndpointVersion.V1)));
    routes.add(
        "GET",
        "/{tenant}/v2.0/.well-known/openid-configuration",
        withFaults(CONFIGURATION, document(Discovery::v2)));
    routes.add(
        "GET",
        "/{tenant}/.well-known/openid-configuration",
        withFaults(CONFIGURATION, document(Discovery::v1)));
    routes.add("GET", "/{tenant}/discovery/v2.0/keys", withFaults(KEYS, document(discovery::keys)));
    routes.add(
        "GET",
        "/{tenant}/discovery/keys",
        withFaults(KEYS, document(authority -> discovery.keys())));
    routes.add("GET", "/common/discovery/instance", (request, arguments) -> instance(request));
    declareAdfs(routes);
  }

  /**
   * Declares the AD FS routes, which name no tenant; old az versions use them for a private
   * authority.
   */
  private void declareAdfs(Router<Route> routes) {
    routes.add(
        "POST",
        "/adfs/oauth2/token",
        withFaults(
            TOKEN,
            (request, arguments) ->
                handle(TokenEndpointVersion.ADFS, request, correlationIds(request))));
    routes.add(
        "GET",
        "/adfs/.well-known/openid-configuration",
        withFaults(
            CONFIGURATION,
            (request, arguments) -> Response.json(200, Discovery.adfs(request.origin()))));
    routes.add(
        "GET",
        "/adfs/discovery/keys",
        withFaults(KEYS, (request, arguments) -> Response.json(200, discovery.keys())));
  }

  /** Returns a route with fault injection for an operation. */
  private Route withFaults(String operation, Route route) {
    return (request, arguments) ->
        faults.serve(
            operation,
            error ->
                correlationIds(request)
                    .reject(EntraError.injected(error))
                    .response(request.origin()),
            () -> route.handle(request, arguments));
  }

  private Route token(TokenEndpointVersion version) {
    return (request, arguments) -> {
      var correlationIds = correlationIds(request);
      var name = name(arguments);
      if (ANY_TENANT.contains(name)) {
        throw correlationIds.reject(EntraError.noTenant());
      }
      checkTenant(name, correlationIds);
      return handle(version, request, correlationIds);
    };
  }

  private Response handle(
      TokenEndpointVersion version, Request request, CorrelationIds correlationIds) {
    try {
      return tokens.handle(version, request, correlationIds);
    } catch (StoreUnavailableException unavailable) {
      throw correlationIds.reject(EntraError.temporarilyUnavailable());
    }
  }

  private Route document(Function<Authority, ObjectNode> document) {
    return (request, arguments) ->
        Response.json(200, document.apply(authority(request, name(arguments))));
  }

  private Authority authority(Request request, String name) {
    if (ANY_TENANT.contains(name)) {
      return Authority.ofAnyTenant(request.origin(), name);
    }
    checkTenant(name, correlationIds(request));
    return Authority.of(request.origin(), tenantId);
  }

  private void checkTenant(String name, CorrelationIds correlationIds) {
    if (!name.equals(tenantId.toString())) {
      throw correlationIds.reject(EntraError.unknownTenant(name));
    }
  }

  private static String name(Map<String, String> arguments) {
    return CaseFolding.of(arguments.getOrDefault("tenant", ""));
  }

  private Response instance(Request request) {
    var correlationIds = correlationIds(request);
    var endpoint =
        request
            .query()
            .filled("authorization_endpoint")
            .orElseThrow(
                () -> correlationIds.reject(EntraError.missingParameter("authorization_endpoint")));
    return InstanceDiscovery.of(endpoint, request.origin())
        .map(instanceDiscovery -> Response.json(200, instanceDiscovery.json()))
        .orElseThrow(() -> correlationIds.reject(EntraError.unknownInstance()));
  }

  private CorrelationIds correlationIds(Request request) {
    return CorrelationIds.of(request, clock, ids);
  }
}
