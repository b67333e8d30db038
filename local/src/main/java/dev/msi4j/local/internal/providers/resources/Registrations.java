package dev.msi4j.local.internal.providers.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.ResourceGroups;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.ResourceTypeCatalog;
import dev.msi4j.local.internal.arm.Subscriptions;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Store;
import dev.msi4j.local.internal.text.CaseFolding;

/** Serves the list of resource providers and their registration in a subscription. */
final class Registrations {
  private static final String LIST_PATH = "/subscriptions/{subscriptionId}/providers";
  private static final String ITEM_PATH = LIST_PATH + "/{namespace}";
  private static final String PROVIDERS = "Microsoft.Resources/subscriptions/providers";

  private final Store store;
  private final Subscriptions subscriptions;

  Registrations(Store store, Subscriptions subscriptions) {
    this.store = store;
    this.subscriptions = subscriptions;
  }

  void declare(Operations.OperationsBuilder operations) {
    var resourceTypeCatalog = operations.catalog();
    operations
        .get(LIST_PATH)
        .action(PROVIDERS + "/read")
        .forAnyRole()
        .handle(request -> list(request, resourceTypeCatalog));
    operations
        .get(ITEM_PATH)
        .action(PROVIDERS + "/read")
        .forAnyRole()
        .handle(request -> get(request, resourceTypeCatalog));
    operations
        .post(ITEM_PATH + "/register")
        .action(PROVIDERS + "/register/action")
        .handle(request -> set(request, resourceTypeCatalog, true));
    operations
        .post(ITEM_PATH + "/unregister")
        .action(PROVIDERS + "/unregister/action")
        .handle(request -> set(request, resourceTypeCatalog, false));
  }

  private Response list(ArmRequest request, ResourceTypeCatalog resourceTypeCatalog) {
    var document = Json.object();
    var value = document.putArray("value");
    store.read(documents -> {
      resourceTypeCatalog
          .namespaces()
          .forEach(
              namespace -> value.add(provider(documents, request, resourceTypeCatalog, namespace)));
      return true;
    });
    return Response.json(200, document);
  }

  private Response get(ArmRequest request, ResourceTypeCatalog resourceTypeCatalog) {
    var namespace = namespace(request, resourceTypeCatalog);
    return store.read(documents ->
        Response.json(200, provider(documents, request, resourceTypeCatalog, namespace)));
  }

  private Response set(
      ArmRequest request, ResourceTypeCatalog resourceTypeCatalog, boolean registered) {
    var namespace = namespace(request, resourceTypeCatalog);
    return store.write(documents -> {
      if (registered) {
        subscriptions.register(documents, request.subscription(), namespace);
      } else {
        checkUnused(documents, request, namespace);
        subscriptions.unregister(documents, request.subscription(), namespace);
      }
      return Response.json(200, provider(documents, request, resourceTypeCatalog, namespace));
    });
  }

  /** Checks that the subscription has no resources of a provider to be unregistered. */
  private static void checkUnused(Documents documents, ArmRequest request, String namespace) {
    var used =
        documents.under(ResourceGroups.prefix(request.subscription())).stream()
            .flatMap(entry ->
                ResourceId.parse(entry.key()).filter(id -> id.kind().equals(entry.kind())).stream())
            .map(ResourceId::kind)
            .filter(kind -> kind.startsWith(CaseFolding.of(namespace) + "/"))
            .distinct()
            .toList();
    if (!used.isEmpty()) {
      throw ResourcesErrors.providerInUse(namespace, used);
    }
  }

  /** Returns the namespace with the letter case of its provider. */
  private static String namespace(ArmRequest request, ResourceTypeCatalog resourceTypeCatalog) {
    var requested = request.argument("namespace");
    return resourceTypeCatalog.namespaces().stream()
        .filter(requested::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(
            () -> ArmErrors.namespaceNotServed(requested, resourceTypeCatalog.namespaces()));
  }

  private ObjectNode provider(
      Documents documents,
      ArmRequest request,
      ResourceTypeCatalog resourceTypeCatalog,
      String namespace) {
    var subscription = request.subscription();
    return Responses.provider(
        subscription,
        namespace,
        subscriptions.isRegistered(documents, subscription, namespace),
        resourceTypeCatalog.types(namespace));
  }
}
