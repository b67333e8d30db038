package dev.msi4j.cli.estate;

import dev.msi4j.cli.azure.Resource;
import dev.msi4j.cli.console.CommandException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The role definitions of a subscription, by name and by GUID. Immutable. */
public final class RoleNames {
  /** Without definitions, for an estate that manages no roles. */
  public static final RoleNames NONE = of(List.of());

  private final Map<String, Set<String>> idsByName = new HashMap<>();
  private final Map<String, RoleDefinition> byId = new HashMap<>();

  private RoleNames() {}

  /** Returns the names of role definitions. */
  public static RoleNames of(List<Resource> definitions) {
    var names = new RoleNames();
    for (var each : definitions) {
      var definition = RoleDefinition.of(each);
      names.byId.put(definition.id(), definition);
      names
          .idsByName
          .computeIfAbsent(definition.name().toLowerCase(Locale.ROOT), key -> new TreeSet<>())
          .add(definition.id());
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
  public String idOf(String role) {
    if (byId.containsKey(id(role))) {
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
  public String nameOf(String id) {
    var definition = byId.get(id);
    return definition == null
            || idsByName.getOrDefault(definition.name().toLowerCase(Locale.ROOT), Set.of()).size()
                > 1
        ? id
        : definition.name();
  }

  /** Returns the definition of a role; empty if the id is unknown. */
  public Optional<RoleDefinition> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Returns all definitions. */
  public Collection<RoleDefinition> definitions() {
    return Collections.unmodifiableCollection(byId.values());
  }
}
