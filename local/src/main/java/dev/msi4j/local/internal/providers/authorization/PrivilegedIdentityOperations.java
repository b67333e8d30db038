package dev.msi4j.local.internal.providers.authorization;

import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.http.Response;
import java.util.List;

/**
 * Serves the operations of Privileged Identity Management as a tenant without its license does:
 * each fails with the error that names the license.
 */
final class PrivilegedIdentityOperations {
  private static final String NAMESPACE = "Microsoft.Authorization/";
  private static final String SCOPE = "/{scope}/providers/" + NAMESPACE;
  private static final String REQUESTS = "Requests";

  private static final List<String> TYPES =
      List.of(
          "roleEligibilitySchedules",
          "roleEligibilityScheduleInstances",
          "roleEligibilitySchedule" + REQUESTS,
          "roleAssignmentSchedules",
          "roleAssignmentScheduleInstances",
          "roleAssignmentSchedule" + REQUESTS,
          "roleManagementPolicies",
          "roleManagementPolicyAssignments");

  void declare(Operations.OperationsBuilder operations) {
    for (var type : TYPES) {
      var read = NAMESPACE + type + "/read";
      operations.get(SCOPE + type).action(read).handle(PrivilegedIdentityOperations::reject);
      operations
          .get(SCOPE + type + "/{name}")
          .action(read)
          .handle(PrivilegedIdentityOperations::reject);
      if (type.endsWith(REQUESTS)) {
        operations
            .put(SCOPE + type + "/{name}")
            .action(NAMESPACE + type + "/write")
            .handle(PrivilegedIdentityOperations::reject);
      }
    }
  }

  private static Response reject(ArmRequest request) {
    throw AuthorizationErrors.licenseRequired();
  }
}
