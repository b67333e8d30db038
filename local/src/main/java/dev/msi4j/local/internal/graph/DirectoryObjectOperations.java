package dev.msi4j.local.internal.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.entra.Guids;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.store.Documents;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Serves the look-up of directory objects by id, whatever their kind. */
final class DirectoryObjectOperations {
  private static final String COLLECTION = "directoryObjects";

  /** The limit in learn.microsoft.com, "directoryObject: getByIds". */
  private static final int MAX_IDS = 1_000;

  private final GraphContext context;
  private final ServicePrincipals servicePrincipals;

  DirectoryObjectOperations(GraphContext context, ServicePrincipals servicePrincipals) {
    this.context = context;
    this.servicePrincipals = servicePrincipals;
  }

  void declare(GraphRoutes routes) {
    routes.read("GET", COLLECTION + "/{id}", this::get);
    routes.read("POST", COLLECTION + "/getByIds", this::byIds);
  }

  private Response get(GraphRequest request) {
    var id = request.argument("id");
    var found =
        context
            .store()
            .read(documents -> Guids.parse(id).flatMap(guid -> find(documents, guid)))
            .orElseThrow(() -> GraphException.notFound(id));
    return GraphResponses.one(request, 200, COLLECTION, found);
  }

  private Response byIds(GraphRequest request) {
    var ids = ids(request).stream().flatMap(id -> Guids.parse(id).stream()).distinct().toList();
    var found =
        context
            .store()
            .read(documents -> ids.stream().flatMap(id -> find(documents, id).stream()).toList());
    return GraphResponses.all(request, COLLECTION, found);
  }

  /** Finds a visible object. */
  private Optional<ObjectNode> find(Documents documents, UUID id) {
    return context
        .directory()
        .byObjectId(documents, id)
        .filter(principal -> context.isVisible(principal.createdAt()))
        .map(principal -> servicePrincipals.json(documents, principal));
  }

  private static List<String> ids(GraphRequest request) {
    var ids =
        request
            .body()
            .texts("ids")
            .orElseThrow(() -> GraphException.badBody("ids is required: an array of object ids."));
    if (ids.size() > MAX_IDS) {
      throw GraphException.badBody(
          "ids has " + ids.size() + " items: the maximum is " + MAX_IDS + ".");
    }
    return ids;
  }
}
