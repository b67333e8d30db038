package dev.msi4j.local.internal.graph;

import dev.msi4j.local.internal.entra.AcceptedAudiences;
import dev.msi4j.local.internal.entra.Directory;
import dev.msi4j.local.internal.entra.Entra;
import dev.msi4j.local.internal.entra.Guids;
import dev.msi4j.local.internal.entra.InvalidTokenException;
import dev.msi4j.local.internal.entra.Principal;
import dev.msi4j.local.internal.entra.ReplicationDelay;
import dev.msi4j.local.internal.entra.TokenVerifier;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.http.Route;
import dev.msi4j.local.internal.http.Router;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Store;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Serves the part of Microsoft Graph that clients use to look up a principal before they assign a
 * role, and the sign-ins of principals. Every caller with a token for Microsoft Graph can read. The
 * directory has no users and no groups.
 */
public final class Graph {
  /** The path of Microsoft Graph for clients that use its address as the audience of tokens. */
  public static final String PATH = "/graph";

  private static final String PRINCIPALS = "servicePrincipals";
  private static final List<String> BASES = List.of("", PATH);
  private static final String BETA = "beta";
  private static final List<String> VERSIONS = List.of("v1.0", BETA);
  private static final Pattern BY_APP_ID =
      Pattern.compile("servicePrincipals\\(appId='([^']*)'\\)", Pattern.CASE_INSENSITIVE);

  /** The limit in learn.microsoft.com, "directoryObject: getByIds". */
  private static final int MAX_IDS = 1_000;

  private final Directory directory;
  private final ReplicationDelay replicationDelay;
  private final TokenVerifier tokens;
  private final Store store;
  private final ServicePrincipalList list;
  private final SignInList signIns;

  /**
   * @param pageSize the number of items on a page, unless the client requests another one
   */
  public Graph(
      Directory directory,
      ReplicationDelay replicationDelay,
      Entra entra,
      Store store,
      int pageSize) {
    this.directory = directory;
    this.replicationDelay = replicationDelay;
    this.tokens = entra.verifier();
    this.store = store;
    signIns = new SignInList(entra.signIns(), directory.tenantId(), pageSize);
    list = new ServicePrincipalList(directory, replicationDelay, store, pageSize);
  }

  /** Adds the routes of Microsoft Graph. */
  public void declare(Router<Route> routes) {
    for (var base : BASES) {
      VERSIONS.forEach(version -> declare(routes, base + "/" + version + "/"));
      declareSignIns(routes, base + "/" + BETA + "/");
    }
  }

  /** Adds the lists that have service principals in the beta version only. */
  private void declareSignIns(Router<Route> routes, String version) {
    add(routes, "GET", version + "auditLogs/signIns", (request, ids) -> signIns.signIns(request));
    add(
        routes,
        "GET",
        version + "reports/servicePrincipalSignInActivities",
        (request, ids) -> signIns.activities(request));
  }

  private void declare(Router<Route> routes, String version) {
    add(routes, "GET", version + PRINCIPALS, (request, ids) -> list.page(request));
    add(routes, "GET", version + PRINCIPALS + "/$count", (request, ids) -> list.count(request));
    add(routes, "GET", version + PRINCIPALS + "/{id}", this::get);
    add(routes, "GET", version + "directoryObjects/{id}", this::get);
    add(routes, "POST", version + "directoryObjects/getByIds", (request, ids) -> byIds(request));
    add(routes, "GET", version + "users", (request, ids) -> values(request, List.of()));
    add(routes, "GET", version + "users/{id}", this::notFound);
    add(routes, "GET", version + "groups", (request, ids) -> values(request, List.of()));
    add(routes, "GET", version + "groups/{id}", this::notFound);
    add(routes, "GET", version + "{keyed}", (request, ids) -> keyed(ids.getOrDefault("keyed", "")));
  }

  /** Returns whether a path belongs to Microsoft Graph, even if no route exists for it. */
  public static boolean owns(List<String> segments) {
    return !segments.isEmpty()
        && (VERSIONS.contains(CaseFolding.of(segments.get(0)))
            || CaseFolding.of("/" + segments.get(0)).equals(PATH));
  }

  /**
   * Handles a request for a path of Microsoft Graph without a route.
   *
   * @param hasOtherMethods whether the path has a route for another method
   */
  public Response unknown(Request request, boolean hasOtherMethods) {
    authenticate(request);
    var segments = request.segments();
    throw hasOtherMethods
        ? GraphException.methodNotAllowed()
        : GraphException.noSuchSegment(segments.get(segments.size() - 1));
  }

  private void add(Router<Route> routes, String method, String path, Route route) {
    routes.add(
        method,
        path,
        (request, arguments) -> {
          authenticate(request);
          return route.handle(request, arguments);
        });
  }

  private void authenticate(Request request) {
    var token = request.bearerToken().orElseThrow(GraphException::noToken);
    try {
      tokens.verify(token, audiences(request));
    } catch (InvalidTokenException rejected) {
      throw rejected.reason() == InvalidTokenException.Reason.WRONG_AUDIENCE
          ? GraphException.wrongAudience()
          : GraphException.badToken(rejected.detail());
    }
  }

  /**
   * Returns the audiences of Microsoft Graph. The origin alone is an audience of Resource Manager;
   * with a slash at the end it is also one of Graph, for clients that are configured with the root
   * of this server as the address of Graph and request tokens for that address.
   */
  private static Predicate<String> audiences(Request request) {
    var root = request.origin() + "/";
    return AcceptedAudiences.of(
            "https://graph.microsoft.com",
            "00000003-0000-0000-c000-000000000000",
            request.origin() + PATH)
        .or(audience -> CaseFolding.of(audience).equals(root));
  }

  private Response get(Request request, Map<String, String> arguments) {
    var id = arguments.getOrDefault("id", "");
    return one(Guids.parse(id).flatMap(this::byObjectId), id);
  }

  private Response notFound(Request request, Map<String, String> arguments) {
    throw GraphException.notFound(arguments.getOrDefault("id", ""));
  }

  /** Handles a single-segment path, such as {@code servicePrincipals(appId='…')}. */
  private Response keyed(String segment) {
    var byAppId = BY_APP_ID.matcher(segment);
    if (byAppId.matches()) {
      var appId = byAppId.group(1);
      return one(
          Guids.parse(appId)
              .flatMap(id -> store.read(documents -> directory.byAppId(documents, id)))
              .filter(replicationDelay::isVisible),
          appId);
    }
    throw segment.equals("me")
        ? GraphException.onlyForUsers()
        : GraphException.noSuchSegment(segment);
  }

  private Response byIds(Request request) {
    var ids = ids(request).stream().flatMap(id -> Guids.parse(id).stream()).distinct().toList();
    var found =
        store.read(documents ->
            ids.stream()
                .flatMap(id -> directory.byObjectId(documents, id).stream())
                .filter(replicationDelay::isVisible)
                .toList());
    return values(request, found);
  }

  private static List<String> ids(Request request) {
    var ids =
        JsonBody.of(request.body(), GraphException.BODY)
            .texts("ids")
            .orElseThrow(() -> GraphException.badBody("ids is required: an array of object ids."));
    if (ids.size() > MAX_IDS) {
      throw GraphException.badBody(
          "ids has " + ids.size() + " items: the maximum is " + MAX_IDS + ".");
    }
    return ids;
  }

  private Optional<Principal> byObjectId(UUID id) {
    return store
        .read(documents -> directory.byObjectId(documents, id))
        .filter(replicationDelay::isVisible);
  }

  private static Response one(Optional<Principal> principal, String id) {
    return principal
        .map(found -> Response.json(200, ServicePrincipals.json(found)))
        .orElseThrow(() -> GraphException.notFound(id));
  }

  private static Response values(Request request, List<Principal> principals) {
    var document = Json.object();
    document.put("@odata.context", request.origin() + "/v1.0/$metadata#directoryObjects");
    var value = document.putArray("value");
    principals.forEach(principal -> value.add(ServicePrincipals.json(principal)));
    return Response.json(200, document);
  }
}
