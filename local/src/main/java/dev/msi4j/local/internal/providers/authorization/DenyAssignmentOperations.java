package dev.msi4j.local.internal.providers.authorization;

import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;

/**
 * Serves deny assignments. No scope has one: in Azure, deployment stacks and managed applications
 * create them, not users.
 */
final class DenyAssignmentOperations {
  private static final String TYPE = "Microsoft.Authorization/denyAssignments";
  private static final String LIST_PATH = "/{scope}/providers/" + TYPE;
  private static final String DISPLAY = "Deny assignment";

  void declare(Operations.OperationsBuilder operations) {
    operations
        .get(LIST_PATH)
        .action(TYPE + "/read")
        .display(DISPLAY, "Get deny assignment", "Gets or lists deny assignments")
        .handle(request -> {
          var document = Json.object();
          document.putArray("value");
          return Response.json(200, document);
        });
    operations
        .get(LIST_PATH + "/{name}")
        .action(TYPE + "/read")
        .handle(request -> {
          throw AuthorizationErrors.denyAssignmentNotFound(request.argument("name"));
        });
  }
}
