package dev.msi4j.local.internal.providers.management;

import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.Providers;
import dev.msi4j.local.internal.arm.Subscriptions;
import dev.msi4j.local.internal.arm.Subscriptions.Subscription;
import dev.msi4j.local.internal.rbac.ManagementGroup;
import dev.msi4j.local.internal.rbac.ManagementGroups;
import dev.msi4j.local.internal.rbac.RoleAssignment;
import dev.msi4j.local.internal.rbac.RoleAssignments;
import dev.msi4j.local.internal.rbac.Roles;
import dev.msi4j.local.internal.rbac.ScopeHierarchy;
import dev.msi4j.local.internal.runtime.ServerRuntime;
import dev.msi4j.local.internal.store.Documents;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Validates, saves and deletes management groups, and moves subscriptions between them.
 *
 * <p>The limits are those of "Management group limits" in <a
 * href="https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits">
 * Azure subscription and service limits</a>.
 */
final class ManagementGroupRules {
  private static final Pattern NAME = Pattern.compile("[\\w().-]{0,89}[\\w()-]");

  private static final int MAX_GROUPS = 10_000;

  /** The maximum number of levels below the root group. */
  private static final int MAX_LEVELS = 6;

  private static final int MAX_DISPLAY_NAME_LENGTH = 256;

  private final ManagementGroups groups;
  private final Subscriptions subscriptions;
  private final RoleAssignments assignments;
  private final Providers providers;
  private final ServerRuntime runtime;

  ManagementGroupRules(
      ManagementGroups groups,
      Subscriptions subscriptions,
      RoleAssignments assignments,
      Providers providers,
      ServerRuntime runtime) {
    this.groups = groups;
    this.subscriptions = subscriptions;
    this.assignments = assignments;
    this.providers = providers;
    this.runtime = runtime;
  }

  /**
   * A management group as a client requests it.
   *
   * @param displayName the display name; empty to keep it, or to use the name
   * @param parentId the id of the parent; empty to keep it, or to use the root group
   * @param caller the object id of the principal that sends the request
   */
  record RequestedGroup(
      String name, Optional<String> displayName, Optional<String> parentId, UUID caller) {}

  /** Checks the permissions for a move into a parent, and out of one if the child exists. */
  @FunctionalInterface
  interface MoveCheck {
    /**
     * Checks a move.
     *
     * @param child the id of the group or subscription that moves, or null if it is new
     * @param from the group that contains the child, or null if the child is new
     */
    void check(@Nullable String child, @Nullable ManagementGroup from, ManagementGroup to);
  }

  Optional<ManagementGroup> find(Documents documents, String name) {
    return groups.find(documents, name);
  }

  /** Returns a group; throws an exception if the group does not exist. */
  ManagementGroup get(Documents documents, String name) {
    return find(documents, name).orElseThrow(() -> ManagementErrors.groupNotFound(name));
  }

  List<ManagementGroup> all(Documents documents) {
    return groups.all(documents);
  }

  /** Returns the subscriptions in a group, without those in groups below. */
  List<Subscription> subscriptions(Documents documents, ManagementGroup group) {
    return subscriptions.list(documents).stream()
        .filter(each -> group.isNamed(groups.groupOf(documents, each.subscriptionId())))
        .toList();
  }

  /** Finds a subscription in a group. */
  Optional<Subscription> subscription(Documents documents, ManagementGroup group, String id) {
    return subscriptions
        .find(documents, id)
        .filter(each -> group.isNamed(groups.groupOf(documents, each.subscriptionId())));
  }

  /** Returns the groups from a group to the root. */
  List<ManagementGroup> chain(Documents documents, ManagementGroup group) {
    var chain = new ArrayList<ManagementGroup>();
    for (Optional<ManagementGroup> next = Optional.of(group); next.isPresent(); ) {
      var current = next.get();
      chain.add(current);
      next = parent(documents, current).filter(parent -> !chain.contains(parent));
    }
    return chain;
  }

  /** Returns the parent of a group; empty for the root group. */
  Optional<ManagementGroup> parent(Documents documents, ManagementGroup group) {
    return Optional.ofNullable(group.parent()).flatMap(name -> groups.find(documents, name));
  }

  /**
   * Creates or updates a group. The caller of a creation gets the role Owner at the new group.
   *
   * @param check checks the permissions for a move
   */
  ManagementGroup save(Documents documents, RequestedGroup requested, MoveCheck check) {
    check(requested);
    var existing = groups.find(documents, requested.name);
    var written =
        existing.isPresent()
            ? updated(documents, existing.get(), requested, check)
            : created(documents, requested, check);
    groups.save(documents, written);
    if (existing.isEmpty()) {
      assignOwner(documents, written, requested.caller.toString());
    }
    return written;
  }

  private ManagementGroup created(Documents documents, RequestedGroup requested, MoveCheck check) {
    var parent =
        requested
            .parentId
            .map(id -> requestedParent(documents, id))
            .orElseGet(() -> get(documents, groups.root()));
    check.check(null, null, parent);
    if (groups.all(documents).size() >= MAX_GROUPS) {
      throw ManagementErrors.tooMany(MAX_GROUPS);
    }
    checkLevels(documents, parent, 1);
    var name = requested.name;
    return written(name, requested.displayName.orElse(name), parent.name(), 1, requested.caller);
  }

  private ManagementGroup updated(
      Documents documents, ManagementGroup group, RequestedGroup requested, MoveCheck check) {
    var parent =
        requested
            .parentId
            .map(id -> requestedParent(documents, id))
            .filter(each -> !each.isNamed(group.parent()));
    if (parent.isPresent()) {
      checkMove(documents, group, parent.get(), check);
    }
    return written(
        group.name(),
        requested.displayName.orElse(group.displayName()),
        parent.map(ManagementGroup::name).orElse(group.parent()),
        group.version() + 1,
        requested.caller);
  }

  private void checkMove(
      Documents documents, ManagementGroup group, ManagementGroup parent, MoveCheck check) {
    if (group.isRoot()) {
      throw ManagementErrors.rootGroup("moved");
    }
    check.check(group.id(), parent(documents, group).orElse(null), parent);
    if (chain(documents, parent).stream().anyMatch(each -> each.isNamed(group.name()))) {
      throw ManagementErrors.cyclicParent(group, parent.name());
    }
    checkLevels(documents, parent, height(documents, group));
  }

  private ManagementGroup written(
      String name, String displayName, @Nullable String parent, int version, UUID caller) {
    return new ManagementGroup(
        name,
        displayName,
        parent,
        version,
        runtime.clock().instant().toString(),
        caller.toString());
  }

  private ManagementGroup requestedParent(Documents documents, String id) {
    var start = ManagementGroup.id("").length();
    if (!ScopeHierarchy.isInGroup(id) || !NAME.matcher(id.substring(start)).matches()) {
      throw ManagementErrors.invalidParent(id);
    }
    return groups
        .find(documents, id.substring(start))
        .orElseThrow(() -> ManagementErrors.parentNotFound(id));
  }

  /**
   * Checks the number of levels below the root group.
   *
   * @param height the number of levels that the parent gets
   */
  private void checkLevels(Documents documents, ManagementGroup parent, int height) {
    if (chain(documents, parent).size() - 1 + height > MAX_LEVELS) {
      throw ManagementErrors.tooDeep(parent.name(), MAX_LEVELS);
    }
  }

  /** Returns the number of levels of a group with the groups below. */
  private int height(Documents documents, ManagementGroup group) {
    var all = groups.all(documents);
    var height = 0;
    for (var level = List.of(group); !level.isEmpty(); height++) {
      var parents = level;
      level =
          all.stream()
              .filter(each -> parents.stream().anyMatch(one -> one.isNamed(each.parent())))
              .toList();
    }
    return height;
  }

  private static void check(RequestedGroup requested) {
    if (!NAME.matcher(requested.name).matches()) {
      throw ManagementErrors.invalidName(requested.name);
    }
    requested
        .displayName
        .map(String::length)
        .filter(length -> length > MAX_DISPLAY_NAME_LENGTH)
        .ifPresent(length -> {
          throw ManagementErrors.displayNameTooLong(length, MAX_DISPLAY_NAME_LENGTH);
        });
  }

  private void assignOwner(Documents documents, ManagementGroup group, String caller) {
    var now = runtime.clock().instant().toString();
    assignments.save(
        documents,
        new RoleAssignment(
            runtime.ids().get().toString(),
            group.id(),
            "/providers/Microsoft.Authorization/roleDefinitions/" + Roles.OWNER,
            caller,
            "ServicePrincipal",
            null,
            now,
            now,
            caller,
            caller,
            null));
  }

  /** Checks that a group can be deleted. */
  void checkDeletable(Documents documents, ManagementGroup group) {
    if (group.isRoot()) {
      throw ManagementErrors.rootGroup("deleted");
    }
    if (groups.all(documents).stream().anyMatch(each -> group.isNamed(each.parent()))
        || !subscriptions(documents, group).isEmpty()) {
      throw ManagementErrors.notEmpty(group);
    }
  }

  /**
   * Deletes a group with its role assignments.
   *
   * @param key the key of the group
   */
  void delete(Documents documents, String key) {
    var found = groups.find(documents, key.substring(key.lastIndexOf('/') + 1));
    found.ifPresent(group -> {
      checkDeletable(documents, group);
      providers.removeUnder(documents, group.key());
      groups.delete(documents, group);
    });
  }

  /** Moves a subscription to a group. */
  Subscription move(Documents documents, String subscription, ManagementGroup to, MoveCheck check) {
    var found =
        subscriptions
            .find(documents, subscription)
            .orElseThrow(() -> ArmErrors.subscriptionNotFound(subscription));
    var id = found.subscriptionId();
    check.check("/subscriptions/" + id, get(documents, groups.groupOf(documents, id)), to);
    groups.move(documents, id, to);
    return found;
  }

  /** Returns the root group. */
  ManagementGroup root(Documents documents) {
    return get(documents, groups.root());
  }

  /** Returns the groups below a group, at any depth. */
  List<ManagementGroup> below(Documents documents, ManagementGroup group) {
    var all = groups.all(documents);
    var found = new ArrayList<ManagementGroup>();
    var open = new ArrayDeque<ManagementGroup>(List.of(group));
    while (!open.isEmpty()) {
      var parent = open.remove();
      for (var each : all) {
        if (parent.isNamed(each.parent()) && !found.contains(each)) {
          found.add(each);
          open.add(each);
        }
      }
    }
    return found;
  }
}
