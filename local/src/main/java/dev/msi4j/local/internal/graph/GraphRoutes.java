package dev.msi4j.local.internal.graph;

import dev.msi4j.local.internal.http.Route;
import dev.msi4j.local.internal.http.Router;
import java.util.List;

/** Declares the routes of Microsoft Graph: each in all versions, at the root and under a path. */
final class GraphRoutes {
  private static final String BETA = "beta";

  /** The versions of Microsoft Graph. */
  static final List<String> VERSIONS = List.of("v1.0", BETA);

  private final Router<Route> routes;
  private final GraphAccess access;
  private final List<String> versions;

  private GraphRoutes(Router<Route> routes, GraphAccess access, List<String> versions) {
    this.routes = routes;
    this.access = access;
    this.versions = versions;
  }

  GraphRoutes(Router<Route> routes, GraphAccess access) {
    this(routes, access, VERSIONS);
  }

  /** Returns the routes of the beta version alone. */
  GraphRoutes beta() {
    return new GraphRoutes(routes, access, List.of(BETA));
  }

  /** Adds a route that every caller with a token for Microsoft Graph can use. */
  void read(String method, String path, GraphRequest.Handler handler) {
    add(
        method,
        path,
        (request, arguments) ->
            handler.handle(new GraphRequest(request, arguments, access.authenticate(request))));
  }

  /** Adds a route that changes the directory. */
  void write(String method, String path, GraphRequest.Handler handler) {
    add(
        method,
        path,
        (request, arguments) ->
            handler.handle(new GraphRequest(request, arguments, access.authorize(request))));
  }

  private void add(String method, String path, Route route) {
    for (var base : List.of("", Graph.PATH)) {
      for (var version : versions) {
        routes.add(method, base + "/" + version + "/" + path, route);
      }
    }
  }
}
