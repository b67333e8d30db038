package dev.msi4j.cli.role;

import dev.msi4j.cli.azure.Resource;
import dev.msi4j.cli.azure.ResourceManager;
import dev.msi4j.cli.azure.ResourceManagerException;
import dev.msi4j.cli.console.CommandException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates, lists and deletes role assignments. */
public final class RoleAssignments {
  private static final String PATH = "/providers/Microsoft.Authorization/roleAssignments";
  private static final String VERSION = "2022-04-01";

  private final ResourceManager resourceManager;

  public RoleAssignments(ResourceManager resourceManager) {
    this.resourceManager = resourceManager;
  }

  /**
   * Assigns a role; returns the existing assignment if the principal has the role at the scope. The
   * name of the assignment is derived from its content, so that a repeated request has no effect.
   *
   * @param roleId the resource id of the role
   * @param principalId the object id of the principal
   * @param principalType the type of the principal; null if unknown
   * @param wait the longest wait until a new principal is replicated
   */
  public Resource assign(
      String scope,
      String roleId,
      String principalId,
      @Nullable String principalType,
      Duration wait) {
    var properties = new LinkedHashMap<String, Object>();
    properties.put("roleDefinitionId", roleId);
    properties.put("principalId", principalId);
    if (principalType != null) {
      properties.put("principalType", principalType);
    }
    var path = scope + PATH + "/" + name(scope, roleId, principalId);
    try {
      return resourceManager.putWhenReplicated(
          path, VERSION, Map.of("properties", properties), "PrincipalNotFound", wait);
    } catch (ResourceManagerException e) {
      if (e.code().equals("RoleAssignmentExists")) {
        return find(scope, roleId, principalId).orElseThrow(() -> e);
      }
      throw e;
    }
  }

  private static String name(String scope, String roleId, String principalId) {
    var content = String.join("|", scope, RoleDefinitions.key(roleId), principalId);
    var bytes = content.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(bytes).toString();
  }

  /** Finds the assignment of a role to a principal at exactly this scope. */
  public Optional<Resource> find(String scope, String roleId, String principalId) {
    return list(scope, principalId).stream()
        .filter(assignment -> scope.equalsIgnoreCase(scope(assignment)))
        .filter(assignment -> role(assignment).equals(RoleDefinitions.key(roleId)))
        .findFirst();
  }

  /**
   * Lists the assignments at a scope, above it, and under it.
   *
   * @param principalId the object id of the principal; null for all
   */
  public List<Resource> list(String scope, @Nullable String principalId) {
    return principalId == null
        ? resourceManager.list(scope + PATH, VERSION)
        : resourceManager.list(scope + PATH, VERSION, "principalId eq '" + principalId + "'");
  }

  /**
   * Deletes an assignment and returns whether it existed.
   *
   * @param id the resource id of the assignment
   */
  public boolean delete(String id) {
    if (!id.toLowerCase(Locale.ROOT).contains(PATH.toLowerCase(Locale.ROOT) + "/")) {
      throw new CommandException("--ids '" + id + "' must be the id of a role assignment");
    }
    return resourceManager.delete(id, VERSION);
  }

  static String scope(Resource assignment) {
    return assignment.textOr("", "properties", "scope");
  }

  static String principalId(Resource assignment) {
    return assignment.textOr("", "properties", "principalId");
  }

  /** Returns the key of the role of an assignment. */
  static String role(Resource assignment) {
    return RoleDefinitions.key(assignment.textOr("", "properties", "roleDefinitionId"));
  }
}
