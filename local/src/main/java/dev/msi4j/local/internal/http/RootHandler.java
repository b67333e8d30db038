package dev.msi4j.local.internal.http;

/** Dispatches a request to the route of its path, or to the fallback handler. */
public final class RootHandler implements Handler {
  private final Router<Route> routes;
  private final Handler fallback;

  /**
   * Creates a handler.
   *
   * @param fallback handles the paths without a route
   */
  public RootHandler(Router<Route> routes, Handler fallback) {
    this.routes = routes;
    this.fallback = fallback;
  }

  @Override
  public Response handle(Request request) {
    var route = routes.find(request.method(), request.segments());
    return route.isPresent()
        ? route.get().value().handle(request, route.get().arguments())
        : fallback.handle(request);
  }
}
