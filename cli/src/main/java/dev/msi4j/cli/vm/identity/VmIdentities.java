package dev.msi4j.cli.vm.identity;

import dev.msi4j.cli.azure.Resource;
import dev.msi4j.cli.azure.ResourceManager;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Suggestions;
import dev.msi4j.cli.console.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads and changes the identities of a virtual machine. */
public final class VmIdentities {
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

  /**
   * Creates an instance for a virtual machine.
   *
   * @param path the resource id of the virtual machine
   */
  public VmIdentities(ResourceManager resourceManager, String path) {
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
    return change(existing, system || isSystemAssigned(existing), ids, List.of());
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
    var ids = userAssigned(existing);
    return change(
        existing,
        isSystemAssigned(existing) && !system,
        List.of(),
        references.stream().map(reference -> assigned(reference, ids)).toList());
  }

  /**
   * Assigns and removes user-assigned identities in one request, and keeps the other identities.
   *
   * @param added the resource ids of identities to assign
   * @param removed the resource ids of identities to remove; those not assigned are ignored
   */
  public void change(Collection<String> added, Collection<String> removed) {
    var existing = resourceManager.get(path, VERSION);
    var unused = change(existing, isSystemAssigned(existing), added, removed);
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

  private List<Resource> change(
      Resource existing, boolean system, Collection<String> added, Collection<String> removed) {
    var assigned = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    assigned.addAll(userAssigned(existing));
    var requested = new LinkedHashMap<String, @Nullable Object>();
    for (var id : removed) {
      if (assigned.remove(id)) {
        // Azure removes an identity whose value is null.
        requested.put(id, null);
      }
    }
    for (var id : added) {
      assigned.add(id);
      requested.put(id, Map.of());
    }
    var identity = new LinkedHashMap<String, Object>();
    identity.put("type", type(system, !assigned.isEmpty()));
    // The type alone removes all user-assigned identities.
    if (!assigned.isEmpty() && !requested.isEmpty()) {
      identity.put("userAssignedIdentities", requested);
    }
    return rows(resourceManager.patch(path, VERSION, Map.of("identity", identity)));
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
