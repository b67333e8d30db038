package dev.msi4j.local.internal.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.store.Documents;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds and renders directory objects of any kind: service principals, groups, applications. */
final class DirectoryObjects {
  /** The name of the collection of all objects. */
  static final String COLLECTION = "directoryObjects";

  private final GraphContext context;
  private final ServicePrincipals servicePrincipals;

  DirectoryObjects(GraphContext context, ServicePrincipals servicePrincipals) {
    this.context = context;
    this.servicePrincipals = servicePrincipals;
  }

  /** Renders the visible object with an object id; empty if there is none. */
  Optional<ObjectNode> find(Documents documents, UUID id) {
    return context
        .directory()
        .byObjectId(documents, id)
        .filter(principal -> context.isVisible(principal.createdAt()))
        .map(principal -> servicePrincipals.json(documents, principal))
        .or(() ->
            context
                .directory()
                .groups()
                .find(documents, id)
                .filter(group -> context.isVisible(group.createdAt()))
                .map(GroupOperations::json));
  }

  /** Renders the visible objects among the given ones. */
  List<ObjectNode> all(Documents documents, Collection<UUID> ids) {
    return ids.stream().flatMap(id -> find(documents, id).stream()).toList();
  }
}
