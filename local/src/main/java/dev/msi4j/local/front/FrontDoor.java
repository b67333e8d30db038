package dev.msi4j.local.front;

/**
 * The one door of the server: a request goes to the route declared for its path, else to Resource
 * Manager.
 */
public final class FrontDoor implements Handler {
  private final Router<Route> routes;
  private final Handler resourceManager;

  public FrontDoor(Router<Route> routes, Handler resourceManager) {
    this.routes = routes;
    this.resourceManager = resourceManager;
  }

  @Override
  public Response handle(Request request) {
    var route = routes.find(request.method(), request.segments());
    return route.isPresent()
        ? route.get().value().handle(request, route.get().arguments())
        : resourceManager.handle(request);
  }
}
