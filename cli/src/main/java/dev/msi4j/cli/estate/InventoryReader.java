package dev.msi4j.cli.estate;

import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.ResourceId;
import dev.msi4j.cli.azure.Parallel;
import dev.msi4j.cli.azure.Resource;
import dev.msi4j.cli.azure.ResourceManager;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Progress;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Reads what exists in a subscription, with several requests at a time. */
public final class InventoryReader {
  /** The API version of role assignments and role definitions. */
  static final String AUTHORIZATION_VERSION = "2022-04-01";

  /** The API version of virtual machines. */
  static final String COMPUTE_VERSION = "2024-07-01";

  private static final String AUTHORIZATION = "/providers/Microsoft.Authorization/";

  private final ManagedServiceIdentityClient client;
  private final Environment environment;
  private final ResourceManager azure;

  /**
   * @param environment shows the progress
   */
  public InventoryReader(ManagedServiceIdentityClient client, Environment environment) {
    this.client = client;
    this.environment = environment;
    this.azure = ResourceManager.of(client);
  }

  /** Reads what a plan for an estate needs. */
  Inventory forPlan(Estate estate, PlanOptions options) {
    var identities = identities();
    var managed =
        estate.identities().stream()
            .filter(each -> each.credentials() != null)
            .map(Estate.Identity::id)
            .filter(identities::containsKey)
            .toList();
    // Roles and assignments of a deleted identity are deleted, too.
    boolean deletes = options.deletesOthers() || options.replaces();
    return inventory(
        identities,
        managed,
        deletes || estate.managesRoles(),
        deletes || estate.managesVirtualMachines());
  }

  /** Reads everything that a file can declare. */
  Inventory all() {
    var identities = identities();
    return inventory(identities, identities.keySet(), true, true);
  }

  /** Reads who can use the identities, and what for: credentials and role assignments. */
  public Inventory access() {
    var identities = identities();
    return inventory(identities, identities.keySet(), true, false);
  }

  /** Reads who has which role, without the credentials of the identities. */
  public Inventory roles() {
    return inventory(identities(), List.of(), true, false);
  }

  /** Reads the resources that have managed identities. */
  public List<Host> hosts() {
    return azure.list(azure.subscription() + "/resources", ResourceManager.GROUPS_VERSION).stream()
        .filter(each -> each.value("identity") != null)
        .map(Host::of)
        .toList();
  }

  private Inventory inventory(
      Map<ResourceId, Identity> identities,
      Collection<ResourceId> withCredentials,
      boolean withRoles,
      boolean withVirtualMachines) {
    return new Inventory(
        groups(),
        identities,
        credentials(withCredentials),
        withRoles ? assignments() : List.of(),
        withRoles ? roleNames() : RoleNames.NONE,
        withVirtualMachines ? virtualMachines() : Map.of());
  }

  private Map<ResourceId, Inventory.Group> groups() {
    var groups = new LinkedHashMap<ResourceId, Inventory.Group>();
    for (var each :
        azure.list(azure.subscription() + "/resourceGroups", ResourceManager.GROUPS_VERSION)) {
      var id = ResourceId.parse(each.id());
      groups.put(id, new Inventory.Group(id, each.textOr("", "location"), each.texts("tags")));
    }
    return groups;
  }

  private Map<ResourceId, Identity> identities() {
    var identities = new LinkedHashMap<ResourceId, Identity>();
    client.userAssignedIdentities().listBySubscription().stream()
        .forEach(each -> identities.put(Objects.requireNonNull(each.resourceId()), each));
    return identities;
  }

  private Map<ResourceId, List<FederatedIdentityCredential>> credentials(
      Collection<ResourceId> identities) {
    var credentials = new ConcurrentHashMap<ResourceId, List<FederatedIdentityCredential>>();
    try (var progress = Progress.of(environment, identities.size())) {
      Parallel.forEach(
          identities,
          id -> {
            credentials.put(id, client.federatedIdentityCredentials().list(id).stream().toList());
            progress.step(() -> {});
          });
    }
    return credentials;
  }

  private List<Inventory.Assignment> assignments() {
    return azure
        .list(azure.subscription() + AUTHORIZATION + "roleAssignments", AUTHORIZATION_VERSION)
        .stream()
        .map(each ->
            new Inventory.Assignment(
                each.id(),
                each.textOr("", "properties", "principalId").toLowerCase(Locale.ROOT),
                each.textOr("", "properties", "principalType"),
                RoleNames.id(each.textOr("", "properties", "roleDefinitionId")),
                each.textOr("", "properties", "scope"),
                each.text("properties", "condition")))
        .toList();
  }

  /** Reads the role definitions of the subscription. */
  RoleNames roleNames() {
    return RoleNames.of(
        azure.list(
            azure.subscription() + AUTHORIZATION + "roleDefinitions", AUTHORIZATION_VERSION));
  }

  private Map<ResourceId, Set<ResourceId>> virtualMachines() {
    var machines = new LinkedHashMap<ResourceId, Set<ResourceId>>();
    azure
        .list(
            azure.subscription() + "/providers/Microsoft.Compute/virtualMachines", COMPUTE_VERSION)
        .forEach(each -> machines.put(ResourceId.parse(each.id()), identitiesOf(each)));
    return machines;
  }

  private static Set<ResourceId> identitiesOf(Resource machine) {
    return Host.of(machine).identities();
  }
}
