package dev.msi4j.local.internal.providers.authorization;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.ResourceTypeCatalog;
import dev.msi4j.local.internal.arm.ResourceTypeCatalog.Action;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import java.util.List;

/** Serves the actions of the resource providers, which roles can include. */
final class ProviderOperations {
  private static final String TYPE = "Microsoft.Authorization/providerOperations";
  private static final String LIST_PATH = "/providers/" + TYPE;

  void declare(Operations.OperationsBuilder operations) {
    var catalog = operations.catalog();
    operations
        .get(LIST_PATH)
        .action(TYPE + "/read")
        .forAnyCaller()
        .handle(request -> {
          var document = Json.object();
          var value = document.putArray("value");
          catalog
              .namespaces()
              .forEach(namespace -> value.add(provider(request, catalog, namespace)));
          return Response.json(200, document);
        });
    operations
        .get(LIST_PATH + "/{namespace}")
        .action(TYPE + "/read")
        .forAnyCaller()
        .handle(request -> get(request, catalog));
  }

  private static Response get(ArmRequest request, ResourceTypeCatalog catalog) {
    var name = request.argument("namespace");
    return catalog.namespaces().stream()
        .filter(name::equalsIgnoreCase)
        .findFirst()
        .map(namespace -> Response.json(200, provider(request, catalog, namespace)))
        .orElseThrow(() -> AuthorizationErrors.providerNotFound(name));
  }

  /** Renders a provider; {@code $expand=resourceTypes} adds the actions on each resource type. */
  private static ObjectNode provider(
      ArmRequest request, ResourceTypeCatalog catalog, String namespace) {
    var document =
        Json.object()
            .put("id", LIST_PATH + "/" + namespace)
            .put("type", TYPE)
            .put("name", namespace)
            .put("displayName", namespace.replace('.', ' '));
    var actions = catalog.actions(namespace);
    var expanded =
        request.http().query().filled("$expand").filter("resourceTypes"::equalsIgnoreCase);
    var types = document.putArray("resourceTypes");
    if (expanded.isPresent()) {
      actions.stream()
          .map(Action::type)
          .filter(type -> !type.isEmpty())
          .distinct()
          .forEach(type ->
              addAll(
                  types.addObject().put("name", type).put("displayName", type),
                  actions.stream().filter(action -> action.type().equals(type)).toList()));
    }
    addAll(document, actions.stream().filter(action -> action.type().isEmpty()).toList());
    return document;
  }

  private static void addAll(ObjectNode parent, List<Action> actions) {
    ArrayNode operations = parent.putArray("operations");
    actions.forEach(action ->
        operations
            .addObject()
            .put("name", action.name())
            .put("displayName", action.displayName())
            .put("description", action.description())
            .put("origin", "user,system")
            .put("isDataAction", false));
  }
}
