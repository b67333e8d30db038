package dev.msi4j.local.internal.providers.authorization;

import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.Paging;
import dev.msi4j.local.internal.entra.Guids;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.rbac.Condition;
import dev.msi4j.local.internal.rbac.ConditionContext;
import dev.msi4j.local.internal.rbac.ConditionException;
import dev.msi4j.local.internal.rbac.RoleAssignment;
import dev.msi4j.local.internal.rbac.RoleAssignments;
import dev.msi4j.local.internal.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Serves the operations on role assignments at every scope. */
final class RoleAssignmentOperations {
  private static final String TYPE = Responses.ASSIGNMENT_TYPE;
  private static final String LIST_PATH = "/{scope}/providers/" + TYPE;
  private static final String ITEM_PATH = LIST_PATH + "/{name}";
  private static final String DISPLAY = "Role assignment";

  /** The limit of the size of a condition (Azure RBAC limits). */
  private static final int MAX_CONDITION_BYTES = 8 << 10;

  private final Store store;
  private final Paging paging;
  private final RoleAssignmentRules rules;

  RoleAssignmentOperations(Store store, Paging paging, RoleAssignmentRules rules) {
    this.store = store;
    this.paging = paging;
    this.rules = rules;
  }

  void declare(Operations.OperationsBuilder operations) {
    operations
        .get(LIST_PATH)
        .action(TYPE + "/read")
        .display(DISPLAY, "Get role assignment", "Gets or lists role assignments")
        .handle(this::list);
    operations.get(ITEM_PATH).action(TYPE + "/read").handle(this::get);
    operations
        .put(ITEM_PATH)
        .action(TYPE + "/write")
        .display(DISPLAY, "Create role assignment", "Assigns a role at a scope")
        .handle(this::create);
    operations
        .delete(ITEM_PATH)
        .action(TYPE + "/delete")
        .display(DISPLAY, "Delete role assignment", "Takes a role away at a scope")
        .handle(this::delete);
  }

  private Response list(ArmRequest request) {
    var filter = request.http().query().filled("$filter").orElse("");
    var requested =
        RoleAssignmentFilter.at(
            store.read(rules::scopes),
            request.argument("scope"),
            filter,
            id -> store.read(documents -> rules.grantees(documents, id)));
    return paging.page(
        request,
        RoleAssignments.KIND,
        "",
        "$skipToken",
        entry -> requested.test(RoleAssignments.read(entry)),
        (documents, entry) -> Responses.roleAssignment(RoleAssignments.read(entry)));
  }

  private Response get(ArmRequest request) {
    var name = request.argument("name");
    return store
        .read(documents -> rules.find(documents, name, request.argument("scope")))
        .map(assignment -> Response.json(200, Responses.roleAssignment(assignment)))
        .orElseThrow(() -> AuthorizationErrors.roleAssignmentNotFound(name));
  }

  private Response create(ArmRequest request) {
    var requestedAssignment = requested(request);
    var written =
        store.write(documents ->
            rules.create(
                documents,
                requestedAssignment,
                assignment -> checkConditions(request, assignment)));
    return Response.json(
        written.created() ? 201 : 200, Responses.roleAssignment(written.assignment()));
  }

  private Response delete(ArmRequest request) {
    var name = request.argument("name");
    return store
        .write(documents ->
            rules.delete(
                documents,
                name,
                request.argument("scope"),
                assignment -> checkConditions(request, assignment)))
        .map(assignment -> Response.json(200, Responses.roleAssignment(assignment)))
        .orElseGet(() -> Response.empty(204));
  }

  /** Checks the conditions of the caller's roles, which depend on the assignment. */
  private static void checkConditions(ArmRequest request, RoleAssignment assignment) {
    request.checkConditions(ConditionContext.of(request.operation().action(), assignment));
  }

  private static @Nullable String condition(JsonBody properties) {
    var condition = properties.text("condition").filter(text -> !text.isBlank());
    if (condition.isEmpty()) {
      return null;
    }
    var version = properties.text("conditionVersion").orElse("");
    if (!version.equals(Responses.CONDITION_VERSION)) {
      throw AuthorizationErrors.invalidConditionVersion(version, Responses.CONDITION_VERSION);
    }
    var bytes = condition.get().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_CONDITION_BYTES) {
      throw AuthorizationErrors.invalidCondition(
          "it has " + bytes + " bytes; the maximum is " + MAX_CONDITION_BYTES);
    }
    try {
      Condition.parse(condition.get());
      return condition.get();
    } catch (ConditionException e) {
      throw AuthorizationErrors.invalidCondition(String.valueOf(e.getMessage()));
    }
  }

  private static RoleAssignmentRules.RequestedAssignment requested(ArmRequest request) {
    var properties = properties(request.body());
    var name = request.argument("name");
    return new RoleAssignmentRules.RequestedAssignment(
        Guids.parse(name)
            .orElseThrow(() -> AuthorizationErrors.invalidAssignmentName(name))
            .toString(),
        request.argument("scope"),
        request.arguments().get("subscriptionId"),
        required(properties, "roleDefinitionId"),
        principalId(required(properties, "principalId")),
        properties.text("principalType"),
        properties.text("description").orElse(null),
        condition(properties),
        request.caller().objectId());
  }

  /** Returns the properties, which clients of the first versions send at the top level. */
  private static JsonBody properties(JsonBody body) {
    return body.has("properties") ? body.object("properties") : body;
  }

  private static String required(JsonBody properties, String name) {
    return properties
        .text(name)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> AuthorizationErrors.missing(name));
  }

  private static UUID principalId(String text) {
    return Guids.parse(text).orElseThrow(() -> AuthorizationErrors.invalidPrincipalId(text));
  }
}
