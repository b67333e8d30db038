package dev.msi4j.cli.role;

import dev.msi4j.cli.azure.ResourceManager;
import picocli.CommandLine.Option;

/** Options that name a role and the scope of its assignment. */
final class RoleOptions {
  @Option(
      names = "--role",
      paramLabel = "ROLE",
      required = true,
      description = "Name or id of the role")
  private String role = "";

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      required = true,
      description = "Resource id, or the name of a resource group")
  private String scope = "";

  /** Returns the role as the user named it. */
  String role() {
    return role;
  }

  /** Returns the path of the scope. */
  String path(ResourceManager resourceManager) {
    return Scopes.path(resourceManager, scope);
  }

  /** Returns the resource id of the role at the scope. */
  String roleId(ResourceManager resourceManager) {
    return new RoleDefinitions(resourceManager).id(role, path(resourceManager));
  }
}
