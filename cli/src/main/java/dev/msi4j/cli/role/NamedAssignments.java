package dev.msi4j.cli.role;

import com.azure.core.exception.HttpResponseException;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.cli.azure.Resource;
import dev.msi4j.cli.azure.ResourceManager;
import dev.msi4j.cli.console.Table;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Role assignments with the names of their roles and identities, as the Azure CLI shows them: the
 * members {@code roleDefinitionName} and {@code principalName}.
 */
final class NamedAssignments {
  private static final String ROLE = "roleDefinitionName";
  private static final String PRINCIPAL = "principalName";

  static final Table<Resource> TABLE =
      new Table<Resource>()
          .column("Principal", assignment -> assignment.text(PRINCIPAL))
          .column("PrincipalType", assignment -> assignment.text("properties", "principalType"))
          .column("Role", assignment -> assignment.text(ROLE))
          .column("Scope", RoleAssignments::scope);

  private NamedAssignments() {}

  /** Adds the names to assignments. */
  static List<Resource> of(
      List<Resource> assignments,
      ResourceManager resourceManager,
      ManagedServiceIdentityClient client) {
    if (assignments.isEmpty()) {
      return assignments;
    }
    var roles = new RoleDefinitions(resourceManager).names();
    var identities = identities(client);
    return assignments.stream().map(assignment -> named(assignment, roles, identities)).toList();
  }

  /** Adds the names to one assignment. */
  static Resource of(Resource assignment, String role, String principal) {
    var members = new LinkedHashMap<>(assignment.members());
    members.put(PRINCIPAL, principal);
    members.put(ROLE, role);
    return Resource.of(members);
  }

  private static Resource named(
      Resource assignment, Map<String, String> roles, Map<String, String> identities) {
    var role = RoleAssignments.role(assignment);
    var principal = RoleAssignments.principalId(assignment);
    return of(
        assignment, roles.getOrDefault(role, role), identities.getOrDefault(principal, principal));
  }

  private static Map<String, String> identities(ManagedServiceIdentityClient client) {
    var names = new HashMap<String, String>();
    try {
      client
          .userAssignedIdentities()
          .listBySubscription()
          .forEach(identity ->
              names.put(String.valueOf(identity.principalId()), String.valueOf(identity.name())));
    } catch (HttpResponseException e) {
      if (e.getResponse().getStatusCode() != 403) {
        throw e;
      }
      // The caller may read role assignments but no identities: object ids are shown.
    }
    return names;
  }
}
