package dev.msi4j.local.internal.graph;

import dev.msi4j.local.internal.entra.Directory;
import dev.msi4j.local.internal.entra.Entra;
import dev.msi4j.local.internal.entra.ReplicationDelay;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.http.Route;
import dev.msi4j.local.internal.http.Router;
import dev.msi4j.local.internal.runtime.ServerRuntime;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.List;
import java.util.UUID;

/**
 * Serves the part of Microsoft Graph that managed identities and workloads need: applications with
 * their credentials, service principals, groups and sign-ins. The directory has no users.
 */
public final class Graph {
  /** The path of Microsoft Graph for clients that use its address as the audience of tokens. */
  public static final String PATH = "/graph";

  private final GraphContext context;
  private final GraphAccess access;
  private final SignInList signIns;

  /**
   * @param pageSize the number of items on a page, unless the client requests another one
   * @param administrator the application id of the bootstrap service principal
   */
  public Graph(
      Directory directory,
      ReplicationDelay replicationDelay,
      Entra entra,
      ServerRuntime runtime,
      int pageSize,
      UUID administrator) {
    context = new GraphContext(directory, replicationDelay, runtime, pageSize);
    access = new GraphAccess(entra.verifier(), administrator);
    signIns = new SignInList(entra.signIns(), directory.tenantId(), pageSize);
  }

  /** Adds the routes of Microsoft Graph. */
  public void declare(Router<Route> router) {
    var routes = new GraphRoutes(router, access);
    var servicePrincipals = new ServicePrincipals(context);
    new ApplicationOperations(context, access.administrator()).declare(routes);
    new ServicePrincipalOperations(context, servicePrincipals, access.administrator())
        .declare(routes);
    var objects = new DirectoryObjects(context, servicePrincipals);
    new GroupOperations(context, objects).declare(routes);
    new DirectoryObjectOperations(context, objects).declare(routes);
    routes.read("GET", "users", request -> GraphResponses.all(request, "users", List.of()));
    routes.read("GET", "users/{id}", Graph::notFound);
    routes.read("GET", "me", Graph::me);
    signIns.declare(routes.beta());
  }

  private static Response notFound(GraphRequest request) {
    throw GraphException.notFound(request.key().value());
  }

  private static Response me(GraphRequest request) {
    throw GraphException.onlyForUsers();
  }

  /** Returns whether a path belongs to Microsoft Graph, even if no route exists for it. */
  public static boolean owns(List<String> segments) {
    return !segments.isEmpty()
        && (GraphRoutes.VERSIONS.contains(CaseFolding.of(segments.get(0)))
            || CaseFolding.of("/" + segments.get(0)).equals(PATH));
  }

  /**
   * Returns a request whose path has the form of the routes: {@code applications/(appId='ID')} for
   * {@code applications(appId='ID')}.
   */
  public static Request routed(Request request) {
    return owns(request.segments()) ? ObjectKey.separated(request) : request;
  }

  /**
   * Handles a request for a path of Microsoft Graph without a route.
   *
   * @param hasOtherMethods whether the path has a route for another method
   */
  public Response unknown(Request request, boolean hasOtherMethods) {
    access.authenticate(request);
    var segments = request.segments();
    throw hasOtherMethods
        ? GraphException.methodNotAllowed()
        : GraphException.noSuchSegment(segments.get(segments.size() - 1));
  }
}
