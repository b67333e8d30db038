package dev.msi4j.cli.role;

import dev.msi4j.cli.azure.Resource;
import dev.msi4j.cli.azure.ResourceManager;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Suggestions;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds role definitions by name or id. */
public final class RoleDefinitions {
  static final String VERSION = "2022-04-01";

  private static final String PATH = "/providers/Microsoft.Authorization/roleDefinitions";

  private final ResourceManager resourceManager;

  public RoleDefinitions(ResourceManager resourceManager) {
    this.resourceManager = resourceManager;
  }

  /**
   * Returns the resource id of a role.
   *
   * @param role a name such as {@code Reader}, a GUID, or a resource id
   * @param scope the path at which the role can be assigned
   * @throws CommandException if no role has this name
   */
  public String id(String role, String scope) {
    if (role.startsWith("/")) {
      return role;
    }
    if (AssigneeOptions.GUID.matcher(role).matches()) {
      return resourceManager.subscription() + PATH + "/" + role;
    }
    var found = list(scope, role);
    if (found.isEmpty()) {
      var names = list(scope, null).stream().map(RoleDefinitions::name).toList();
      throw new CommandException(
          "there is no role '" + role + "' at " + scope + Suggestions.of(role, names));
    }
    return found.get(0).id();
  }

  /**
   * Lists role definitions.
   *
   * @param scope the path at which the roles can be assigned
   * @param name the name of the role; null for all
   */
  public List<Resource> list(String scope, @Nullable String name) {
    return name == null
        ? resourceManager.list(scope + PATH, VERSION)
        : resourceManager.list(
            scope + PATH, VERSION, "roleName eq '" + name.replace("'", "''") + "'");
  }

  /** Returns the names of all roles of the subscription by their keys. */
  Map<String, String> names() {
    var names = new HashMap<String, String>();
    list(resourceManager.subscription(), null)
        .forEach(definition -> names.put(key(definition.id()), name(definition)));
    return names;
  }

  /** Returns the key of a role: the last segment of its id, which is the same at each scope. */
  static String key(String id) {
    return id.substring(id.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }

  static String name(Resource definition) {
    return definition.textOr("", "properties", "roleName");
  }
}
