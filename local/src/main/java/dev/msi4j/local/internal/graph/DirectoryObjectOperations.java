package dev.msi4j.local.internal.graph;

import dev.msi4j.local.internal.entra.Groups;
import dev.msi4j.local.internal.entra.Guids;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Documents;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Serves the look-up of directory objects by id, whatever their kind, and of the groups of an
 * object (learn.microsoft.com, "directoryObject: getByIds", "directoryObject: checkMemberGroups",
 * "directoryObject: getMemberGroups").
 */
final class DirectoryObjectOperations {
  private static final String COLLECTION = DirectoryObjects.COLLECTION;

  /** The limit of getByIds. */
  private static final int MAX_IDS = 1_000;

  /** The most groups that a request can check. */
  private static final int MAX_CHECKED = 20;

  private final GraphContext context;
  private final Groups groups;
  private final DirectoryObjects objects;

  DirectoryObjectOperations(GraphContext context, DirectoryObjects objects) {
    this.context = context;
    this.objects = objects;
    groups = context.directory().groups();
  }

  void declare(GraphRoutes routes) {
    routes.read("GET", COLLECTION + "/{id}", this::get);
    routes.read("POST", COLLECTION + "/getByIds", this::byIds);
    for (var collection : List.of(COLLECTION, "servicePrincipals", "groups")) {
      var item = collection + "/{id}/";
      routes.read("GET", item + "memberOf", request -> groups(request, groups::groupsOf));
      routes.read(
          "GET", item + "transitiveMemberOf", request -> groups(request, groups::allGroupsOf));
      for (var kind : List.of("Groups", "Objects")) {
        routes.read(
            "POST",
            item + "checkMember" + kind,
            request -> check(request, kind.equals("Groups") ? "groupIds" : "ids"));
        routes.read("POST", item + "getMember" + kind, this::groupIds);
      }
    }
  }

  private Response get(GraphRequest request) {
    var found =
        context
            .store()
            .read(documents -> objects.find(documents, id(documents, request)))
            .orElseThrow(() -> GraphException.notFound(request.key().value()));
    return GraphResponses.one(request, 200, COLLECTION, found);
  }

  private Response byIds(GraphRequest request) {
    var ids = ids(request, "ids", MAX_IDS);
    return GraphResponses.all(
        request, COLLECTION, context.store().read(documents -> objects.all(documents, ids)));
  }

  private Response groups(
      GraphRequest request, BiFunction<Documents, UUID, ? extends Collection<UUID>> of) {
    var found =
        context
            .store()
            .read(documents -> objects.all(documents, of.apply(documents, id(documents, request))));
    return GraphResponses.all(request, COLLECTION, found);
  }

  private Response check(GraphRequest request, String parameter) {
    var ids = ids(request, parameter, MAX_CHECKED);
    var found = new HashSet<>(ids);
    found.retainAll(allGroups(request));
    return ids(request, found);
  }

  private Response groupIds(GraphRequest request) {
    return ids(request, allGroups(request));
  }

  private Set<UUID> allGroups(GraphRequest request) {
    return context.store().read(documents -> groups.allGroupsOf(documents, id(documents, request)));
  }

  private static Response ids(GraphRequest request, Collection<UUID> ids) {
    var document = Json.object().put("@odata.context", request.context("Collection(Edm.String)"));
    var value = document.putArray("value");
    ids.forEach(id -> value.add(id.toString()));
    return Response.json(200, document);
  }

  /** Returns the id of the addressed object, which exists. */
  private UUID id(Documents documents, GraphRequest request) {
    var key = request.key();
    return key.guid(ObjectKey.ID)
        .filter(id -> objects.find(documents, id).isPresent())
        .or(() ->
            key.guid("appId")
                .flatMap(appId -> context.directory().byAppId(documents, appId))
                .map(principal -> principal.objectId()))
        .orElseThrow(() -> GraphException.notFound(key.value()));
  }

  private static List<UUID> ids(GraphRequest request, String parameter, int max) {
    var ids =
        request
            .body()
            .texts(parameter)
            .orElseThrow(
                () -> GraphException.badBody(parameter + " is required: an array of object ids."));
    if (ids.size() > max) {
      throw GraphException.badBody(
          parameter + " has " + ids.size() + " items: the maximum is " + max + ".");
    }
    return ids.stream().flatMap(id -> Guids.parse(id).stream()).distinct().toList();
  }
}
