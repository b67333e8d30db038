package dev.msi4j.local.internal.providers.management;

import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.Subscriptions.Subscription;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.rbac.ManagementGroup;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Store;

/** Serves the operations on the subscriptions in management groups. */
final class GroupSubscriptionOperations {
  private static final String TYPE = Responses.SUBSCRIPTION_TYPE;
  private static final String LIST_PATH =
      "/providers/" + ManagementGroup.TYPE + "/{group}/subscriptions";
  private static final String ITEM_PATH = LIST_PATH + "/{subscription}";
  private static final String DISPLAY = "Subscription in a management group";

  private final Store store;
  private final ManagementGroupRules rules;

  GroupSubscriptionOperations(Store store, ManagementGroupRules rules) {
    this.store = store;
    this.rules = rules;
  }

  void declare(Operations.OperationsBuilder operations) {
    operations.get(LIST_PATH).action(TYPE + "/read").handle(this::list);
    operations
        .get(ITEM_PATH)
        .action(TYPE + "/read")
        .display(DISPLAY, "Get subscription", "Gets or lists the subscriptions in a group")
        .handle(this::get);
    operations
        .put(ITEM_PATH)
        .action(TYPE + "/write")
        .checkedByHandler()
        .linked(ManagementGroupOperations.MOVE_ACTIONS)
        .display(DISPLAY, "Add subscription", "Moves a subscription to a group")
        .handle(this::add);
    operations
        .delete(ITEM_PATH)
        .action(TYPE + "/delete")
        .linked(ManagementGroupOperations.MOVE_ACTIONS)
        .display(DISPLAY, "Remove subscription", "Moves a subscription to the root group")
        .handle(this::remove);
  }

  private Response list(ArmRequest request) {
    return store.read(documents -> {
      var group = group(documents, request);
      var document = Json.object();
      var value = document.putArray("value");
      rules
          .subscriptions(documents, group)
          .forEach(each -> value.add(Responses.subscription(each, group)));
      return Response.json(200, document);
    });
  }

  private Response get(ArmRequest request) {
    return store.read(documents -> {
      var group = group(documents, request);
      return Response.json(200, Responses.subscription(member(documents, request, group), group));
    });
  }

  /** Moves a subscription to a group. The root group requires no permission. */
  private Response add(ArmRequest request) {
    return store.write(documents -> {
      var group = rules.find(documents, request.argument("group"));
      if (group.filter(ManagementGroup::isRoot).isEmpty()) {
        request.checkAction(ManagementGroup.id(request.argument("group")));
      }
      var to = group(documents, request);
      var moved = move(documents, request, to);
      return Response.json(200, Responses.subscription(moved, to));
    });
  }

  private Response remove(ArmRequest request) {
    return store.write(documents -> {
      member(documents, request, group(documents, request));
      move(documents, request, rules.root(documents));
      return Response.empty(200);
    });
  }

  private Subscription move(Documents documents, ArmRequest request, ManagementGroup to) {
    return rules.move(
        documents,
        request.argument("subscription"),
        to,
        (child, from, target) -> ManagementGroupOperations.checkMove(request, child, from, target));
  }

  private ManagementGroup group(Documents documents, ArmRequest request) {
    return rules.get(documents, request.argument("group"));
  }

  private Subscription member(Documents documents, ArmRequest request, ManagementGroup group) {
    var id = request.argument("subscription");
    return rules
        .subscription(documents, group, id)
        .orElseThrow(() -> ManagementErrors.subscriptionNotInGroup(group.name(), id));
  }
}
