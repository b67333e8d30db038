package dev.msi4j.local.internal.providers.resources;

import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.Locations;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.Subscriptions;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Store;

/** Serves the operations on tenants, subscriptions and locations. */
final class TenantOperations {
  private static final String SUBSCRIPTIONS = "Microsoft.Resources/subscriptions";

  private final Store store;
  private final Subscriptions subscriptions;

  TenantOperations(Store store, Subscriptions subscriptions) {
    this.store = store;
    this.subscriptions = subscriptions;
  }

  void declare(Operations.OperationsBuilder operations) {
    operations
        .get("/tenants")
        .action("Microsoft.Resources/tenants/read")
        .forAnyCaller()
        .handle(this::tenants);
    operations
        .get("/subscriptions")
        .action(SUBSCRIPTIONS + "/read")
        .forAnyCaller()
        .handle(this::list);
    operations
        .get("/subscriptions/{subscriptionId}")
        .action(SUBSCRIPTIONS + "/read")
        .forAnyRole()
        .handle(this::get);
    operations
        .get("/subscriptions/{subscriptionId}/locations")
        .action(SUBSCRIPTIONS + "/locations/read")
        .forAnyRole()
        .handle(this::locations);
  }

  private Response tenants(ArmRequest request) {
    var tenant = request.caller().tenantId().toString();
    var document = Json.object();
    document
        .putArray("value")
        .addObject()
        .put("id", "/tenants/" + tenant)
        .put("tenantId", tenant)
        .put("tenantCategory", "Home")
        .put("displayName", "Local Azure")
        .put("countryCode", "US");
    return Response.json(200, document);
  }

  private Response list(ArmRequest request) {
    var document = Json.object();
    var value = document.putArray("value");
    var all =
        store.read(subscriptions::list).stream()
            .filter(each -> request.access().reaches("/subscriptions/" + each.subscriptionId()))
            .toList();
    all.forEach(subscription -> value.add(Responses.subscription(subscription)));
    document.putObject("count").put("type", "Total").put("value", all.size());
    return Response.json(200, document);
  }

  private Response get(ArmRequest request) {
    var id = request.subscription();
    var found = store.read(documents -> subscriptions.find(documents, id));
    return Response.json(
        200, Responses.subscription(found.orElseThrow(() -> ArmErrors.subscriptionNotFound(id))));
  }

  private Response locations(ArmRequest request) {
    var document = Json.object();
    var value = document.putArray("value");
    Locations.all()
        .forEach((name, display) -> {
          var location =
              value
                  .addObject()
                  .put("id", "/subscriptions/" + request.subscription() + "/locations/" + name)
                  .put("name", name)
                  .put("type", "Region")
                  .put("displayName", display)
                  .put("regionalDisplayName", display);
          location
              .putObject("metadata")
              .put("regionType", "Physical")
              .put("regionCategory", "Recommended");
        });
    return Response.json(200, document);
  }
}
