package dev.msi4j.local.internal.http;

/**
 * The one door of the server: a request goes to the route declared for its path, else to the API
 * that the path belongs to.
 */
public final class RootHandler implements Handler {
  private final Router<Route> routes;
  private final Handler others;

  /**
   * Creates the handler of all requests.
   *
   * @param others serves the paths without a route
   */
  public RootHandler(Router<Route> routes, Handler others) {
    this.routes = routes;
    this.others = others;
  }

  @Override
  public Response handle(Request request) {
    var route = routes.find(request.method(), request.segments());
    return route.isPresent()
        ? route.get().value().handle(request, route.get().arguments())
        : others.handle(request);
  }
}
