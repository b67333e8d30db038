package dev.msi4j.local.internal.providers.authorization;

import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.entra.Guids;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.rbac.Access;
import dev.msi4j.local.internal.rbac.ConditionContext;
import dev.msi4j.local.internal.rbac.RoleAssignments;
import dev.msi4j.local.internal.store.Store;
import dev.msi4j.local.internal.text.CaseFolding;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Serves the check of the access of any principal. Clusters that use Azure roles for Kubernetes
 * authorization send it; the shape is that of their open source client, which accepts member names
 * with an initial capital.
 */
final class AccessCheckOperations {
  private static final String TYPE = "Microsoft.Authorization/checkAccess";
  private static final long TIME_TO_LIVE = Duration.ofMinutes(5).toMillis();

  private final Store store;
  private final RoleAssignments assignments;

  AccessCheckOperations(Store store, RoleAssignments assignments) {
    this.store = store;
    this.assignments = assignments;
  }

  void declare(Operations.OperationsBuilder operations) {
    operations
        .post("/{scope}/providers/" + TYPE)
        .action(TYPE + "/action")
        .display("Access", "Check access", "Checks whether a principal may perform actions")
        .handle(this::check);
  }

  private Response check(ArmRequest request) {
    var body = request.body();
    var principal = principal(object(object(body, "Subject"), "Attributes"));
    var resource = resource(request, object(body, "Resource"));
    var actions = body.objects(spelled(body, "Actions")).orElse(List.of());
    if (actions.isEmpty()) {
      throw ArmErrors.invalidRequestContent("Actions must contain an action");
    }
    var access = store.read(documents -> assignments.access(documents, principal));
    var decisions = Json.array();
    for (var each : actions) {
      var action = each.required(spelled(each, "Id"));
      var isData = each.flag(spelled(each, "IsDataAction")).orElse(false);
      decisions
          .addObject()
          .put("actionId", action)
          .put("isDataAction", isData)
          .put(
              "accessDecision", allows(access, action, isData, resource) ? "Allowed" : "NotAllowed")
          .put("timeToLiveInMs", TIME_TO_LIVE);
    }
    return Response.json(200, decisions);
  }

  private static boolean allows(Access access, String action, boolean isData, String scope) {
    // The check names no attributes, so that a comparison with an attribute is false.
    return isData
        ? access.allowsData(action, scope)
        : access.allows(ConditionContext.of(action), scope);
  }

  private static UUID principal(JsonBody attributes) {
    var id = attributes.required(spelled(attributes, "ObjectId"));
    return Guids.parse(id).orElseThrow(() -> AuthorizationErrors.invalidPrincipalId(id));
  }

  /** Returns the resource of the check, by default the scope of the request. */
  private static String resource(ArmRequest request, JsonBody resource) {
    var scope = request.argument("scope");
    var id = resource.text(spelled(resource, "Id")).orElse(scope);
    if (!CaseFolding.of(id + "/").startsWith(CaseFolding.of(scope + "/"))) {
      throw ArmErrors.invalidRequestContent(
          "Resource.Id is '" + id + "': it must be at or under the scope '" + scope + "'");
    }
    return id;
  }

  private static JsonBody object(JsonBody body, String name) {
    return body.object(spelled(body, name));
  }

  /** Returns the spelling of a member name in a body, with an initial capital or without. */
  private static String spelled(JsonBody body, String name) {
    var small = CaseFolding.of(name.substring(0, 1)) + name.substring(1);
    return body.node().has(name) ? name : small;
  }
}
