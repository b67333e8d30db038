package dev.msi4j.cli.vm.identity;

import dev.msi4j.cli.azure.Resource;
import dev.msi4j.cli.azure.ResourceManager;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Suggestions;
import dev.msi4j.cli.console.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and changes the identities of a virtual machine. */
final class VmIdentities {
  /** The name of the system-assigned identity on the command line, as in the Azure CLI. */
  static final String SYSTEM = "[system]";

  static final Table<Resource> TABLE =
      new Table<Resource>()
          .column("Name", Resource::name)
          .column("Type", identity -> identity.text("type"))
          .column("PrincipalId", identity -> identity.text("principalId"))
          .column("ClientId", identity -> identity.text("clientId"))
          .column("Id", Resource::id);

  private static final String VERSION = "2024-11-01";
  private static final String SYSTEM_ASSIGNED = "SystemAssigned";
  private static final String USER_ASSIGNED = "UserAssigned";

  private final ResourceManager resourceManager;
  private final String path;

  VmIdentities(ResourceManager resourceManager, String path) {
    this.resourceManager = resourceManager;
    this.path = path;
  }

  /** Returns the identities, one object each. */
  List<Resource> list() {
    return rows(resourceManager.get(path, VERSION));
  }

  /**
   * Assigns identities in addition to the existing ones.
   *
   * @param ids the resource ids of user-assigned identities
   */
  List<Resource> assign(boolean system, Collection<String> ids) {
    var existing = resourceManager.get(path, VERSION);
    boolean hasSystem = system || isSystemAssigned(existing);
    boolean hasUser = !ids.isEmpty() || !userAssigned(existing).isEmpty();
    var added = new LinkedHashMap<String, @Nullable Object>();
    ids.forEach(id -> added.put(id, Map.of()));
    return change(type(hasSystem, hasUser), added);
  }

  /**
   * Removes identities.
   *
   * @param references names or resource ids of assigned identities
   * @throws CommandException if an identity is not assigned
   */
  List<Resource> remove(boolean system, Collection<String> references) {
    var existing = resourceManager.get(path, VERSION);
    if (system && !isSystemAssigned(existing)) {
      throw new CommandException("the virtual machine has no system-assigned identity");
    }
    var remaining = new LinkedHashSet<>(userAssigned(existing));
    var removed = new LinkedHashMap<String, @Nullable Object>();
    for (var reference : references) {
      var id = assigned(reference, remaining);
      remaining.remove(id);
      removed.put(id, null);
    }
    if (remaining.isEmpty()) {
      // The type alone removes all user-assigned identities.
      removed.clear();
    }
    return change(type(isSystemAssigned(existing) && !system, !remaining.isEmpty()), removed);
  }

  /** Returns the assigned resource id of a name or resource id. */
  private static String assigned(String reference, Set<String> ids) {
    for (var id : ids) {
      if (id.equalsIgnoreCase(reference) || name(id).equalsIgnoreCase(reference)) {
        return id;
      }
    }
    throw new CommandException(
        "the identity '"
            + reference
            + "' is not assigned to the virtual machine"
            + Suggestions.of(reference, ids.stream().map(VmIdentities::name).toList()));
  }

  private List<Resource> change(String type, Map<String, @Nullable Object> identities) {
    var block = new LinkedHashMap<String, Object>();
    block.put("type", type);
    if (!identities.isEmpty()) {
      block.put("userAssignedIdentities", identities);
    }
    return rows(resourceManager.patch(path, VERSION, Map.of("identity", block)));
  }

  private static String type(boolean system, boolean user) {
    if (system) {
      return user ? SYSTEM_ASSIGNED + ", " + USER_ASSIGNED : SYSTEM_ASSIGNED;
    }
    return user ? USER_ASSIGNED : "None";
  }

  private static boolean isSystemAssigned(Resource machine) {
    return machine.textOr("", "identity", "type").contains(SYSTEM_ASSIGNED);
  }

  private static Set<String> userAssigned(Resource machine) {
    return machine.texts("identity", "userAssignedIdentities").keySet();
  }

  private static List<Resource> rows(Resource machine) {
    var rows = new ArrayList<Resource>();
    if (isSystemAssigned(machine)) {
      var row = new LinkedHashMap<String, Object>();
      row.put("name", SYSTEM);
      row.put("type", SYSTEM_ASSIGNED);
      row.put("principalId", machine.textOr("", "identity", "principalId"));
      row.put("tenantId", machine.textOr("", "identity", "tenantId"));
      rows.add(Resource.of(row));
    }
    for (var id : userAssigned(machine)) {
      var row = new LinkedHashMap<String, Object>();
      row.put("id", id);
      row.put("name", name(id));
      row.put("type", USER_ASSIGNED);
      for (var member : List.of("principalId", "clientId")) {
        row.put(member, machine.textOr("", "identity", "userAssignedIdentities", id, member));
      }
      rows.add(Resource.of(row));
    }
    return rows;
  }

  private static String name(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }
}
