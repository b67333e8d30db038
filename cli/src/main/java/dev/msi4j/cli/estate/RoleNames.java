package dev.msi4j.cli.estate;

import dev.msi4j.cli.azure.Resource;
import dev.msi4j.cli.console.CommandException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The role definitions of a subscription, by name and by GUID. Immutable. */
final class RoleNames {
  /** Without definitions, for an estate that manages no roles. */
  static final RoleNames NONE = of(List.of());

  private final Map<String, Set<String>> idsByName = new HashMap<>();
  private final Map<String, String> namesById = new HashMap<>();

  private RoleNames() {}

  /** Returns the names of role definitions. */
  static RoleNames of(List<Resource> definitions) {
    var names = new RoleNames();
    for (var definition : definitions) {
      String id = id(definition.id());
      String name = definition.textOr(id, "properties", "roleName");
      names.namesById.put(id, name);
      names
          .idsByName
          .computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new TreeSet<>())
          .add(id);
    }
    return names;
  }

  /** Returns the GUID at the end of the resource id of a role definition, in lower case. */
  static String id(String definition) {
    return definition.substring(definition.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the GUID of a role.
   *
   * @param role the name, the GUID or the resource id of the role definition
   */
  String idOf(String role) {
    if (namesById.containsKey(id(role))) {
      return id(role);
    }
    var ids = idsByName.getOrDefault(role.toLowerCase(Locale.ROOT), Set.of());
    if (ids.size() == 1) {
      return ids.iterator().next();
    }
    throw new CommandException(
        ids.isEmpty()
            ? "role '" + role + "' does not exist: 'msi role definitions' lists the roles"
            : "role '"
                + role
                + "' is the name of several role definitions: give one of the ids "
                + String.join(", ", ids));
  }

  /** Returns the name of a role, or its GUID if the name is unknown or not unique. */
  String nameOf(String id) {
    var name = namesById.get(id);
    return name == null
            || idsByName.getOrDefault(name.toLowerCase(Locale.ROOT), Set.of()).size() > 1
        ? id
        : name;
  }
}
