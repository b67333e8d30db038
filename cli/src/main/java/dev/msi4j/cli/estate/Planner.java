package dev.msi4j.cli.estate;

import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.IsolationScope;
import dev.msi4j.ResourceId;
import dev.msi4j.cli.console.ErrorPrinter;
import dev.msi4j.cli.estate.Change.Action;
import dev.msi4j.cli.estate.Change.Property;
import dev.msi4j.federation.CredentialOutcome;
import dev.msi4j.federation.DesiredCredentials;
import dev.msi4j.federation.FederationClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares an estate with what exists. */
final class Planner {
  private final Estate estate;
  private final Inventory inventory;
  private final FederationClient federation;
  private final PlanOptions options;
  private final List<Change> changes = new ArrayList<>();
  private final Map<ResourceId, DesiredCredentials> credentials = new LinkedHashMap<>();
  private final Map<ResourceId, String> locations = new HashMap<>();
  private final Set<ResourceId> declaredGroups = new HashSet<>();
  private int unchanged;

  private Planner(
      Estate estate, Inventory inventory, FederationClient federation, PlanOptions options) {
    this.estate = estate;
    this.inventory = inventory;
    this.federation = federation;
    this.options = options;
    inventory.groups().values().forEach(each -> locations.put(each.id(), each.location()));
  }

  /** Returns the plan that reaches the estate. */
  static Plan plan(
      Estate estate, Inventory inventory, FederationClient federation, PlanOptions options) {
    return new Planner(estate, inventory, federation, options).plan();
  }

  private Plan plan() {
    estate.groups().forEach(this::group);
    var declared = new HashSet<ResourceId>();
    for (var each : estate.identities()) {
      declared.add(each.id());
      identity(each);
    }
    estate.grants().forEach(this::grant);
    inventory.identities().values().stream()
        .map(each -> Objects.requireNonNull(each.resourceId()))
        .filter(id -> !declared.contains(id) && declaredGroups.contains(group(id)))
        .forEach(this::undeclaredIdentity);
    return new Plan(changes, credentials, unchanged);
  }

  private void group(Estate.Group desired) {
    declaredGroups.add(desired.id());
    var existing = inventory.groups().get(desired.id());
    if (existing == null) {
      if (desired.location() == null) {
        var item = new Change.Group(desired.id(), "", Map.of());
        changes.add(Change.blocked(item, List.of(), "location must be given for a new group"));
        return;
      }
      locations.put(desired.id(), desired.location());
      var tags = orEmpty(desired.tags());
      changes.add(
          Change.of(
              Action.CREATE,
              new Change.Group(desired.id(), desired.location(), tags),
              Property.differences(
                  Stream.concat(
                      Stream.of(new Property("location", null, desired.location())),
                      Property.tags(Map.of(), tags)))));
      return;
    }
    var tags = desired.tags() == null ? existing.tags() : desired.tags();
    var item = new Change.Group(desired.id(), existing.location(), tags);
    if (isMoved(existing.location(), desired.location())) {
      changes.add(
          Change.blocked(
              item,
              List.of(new Property("location", existing.location(), desired.location())),
              "Azure cannot move a resource group: correct the location in the file"));
      return;
    }
    update(item, Property.differences(Property.tags(existing.tags(), tags)));
  }

  private void update(Change.Item item, List<Property> differences) {
    if (differences.isEmpty()) {
      unchanged++;
    } else {
      changes.add(Change.of(Action.UPDATE, item, differences));
    }
  }

  private void identity(Estate.Identity desired) {
    var existing = inventory.identities().get(desired.id());
    var current = existing == null ? null : kept(desired, existing);
    if (current == null && !isCreatable(desired, existing)) {
      return;
    }
    credentials(desired, current != null);
    roles(desired, current == null ? null : current.principalId());
    virtualMachines(desired, current != null);
  }

  /** Returns the existing identity; null if it has to be replaced or cannot be kept. */
  private @Nullable Identity kept(Estate.Identity desired, Identity existing) {
    String location = Objects.requireNonNullElse(existing.location(), "");
    if (isMoved(location, desired.location())) {
      return null;
    }
    var tags = desired.tags() == null ? existing.tags() : desired.tags();
    var scope =
        desired.isolationScope() == null ? existing.isolationScope() : desired.isolationScope();
    var body = existing.toBuilder().tags(tags);
    if (scope != null) {
      body.isolationScope(scope);
    }
    update(
        new Change.UserAssigned(desired.id(), body.build()),
        Property.differences(
            Stream.concat(
                Stream.of(
                    new Property("isolationScope", text(existing.isolationScope()), text(scope))),
                Property.tags(existing.tags(), tags))));
    return existing;
  }

  /** Adds the creation or the replacement of an identity, or the reason why it is not possible. */
  private boolean isCreatable(Estate.Identity desired, @Nullable Identity existing) {
    String before = existing == null ? null : existing.location();
    var groupLocation = locations.get(group(desired.id()));
    String location = desired.location() == null ? groupLocation : desired.location();
    var item = new Change.UserAssigned(desired.id(), null);
    if (groupLocation == null || location == null) {
      changes.add(
          Change.blocked(
              item,
              List.of(),
              "the resource group '"
                  + desired.id().resourceGroup()
                  + "' does not exist: declare it under resourceGroups"));
      return false;
    }
    var properties =
        Property.differences(
            Stream.concat(
                Stream.of(
                    new Property("location", before, location),
                    new Property("isolationScope", null, text(desired.isolationScope()))),
                Property.tags(Map.of(), orEmpty(desired.tags()))));
    if (existing != null && !options.replaces()) {
      changes.add(
          Change.blocked(
              item,
              properties,
              "Azure cannot move an identity: correct the location, or pass --replace to delete"
                  + " the identity and create another one with a new principal"));
      return false;
    }
    var body = Identity.builder().location(location).tags(orEmpty(desired.tags()));
    if (desired.isolationScope() != null) {
      body.isolationScope(desired.isolationScope());
    }
    // A virtual machine keeps the id of a deleted identity, and does not get the new principal.
    inventory
        .virtualMachinesOf(desired.id())
        .forEach(each ->
            changes.add(
                Change.of(Action.DELETE, new Change.Assignment(each, desired.id()), List.of())));
    if (existing != null) {
      rolesOf(existing).forEach(each -> changes.add(Change.of(Action.DELETE, each, List.of())));
    }
    changes.add(
        Change.of(
            existing == null ? Action.CREATE : Action.REPLACE,
            new Change.UserAssigned(desired.id(), body.build()),
            properties));
    return true;
  }

  private void credentials(Estate.Identity desired, boolean isKept) {
    if (desired.credentials() == null) {
      return;
    }
    var existing =
        isKept
            ? inventory.credentials().getOrDefault(desired.id(), List.of())
            : List.<FederatedIdentityCredential>of();
    var byName = new HashMap<String, FederatedIdentityCredential>();
    existing.forEach(each -> byName.put(key(each.name()), each));
    for (var outcome : federation.plan(desired.id(), desired.credentials(), existing).outcomes()) {
      credential(desired.credentials(), outcome, byName.remove(key(outcome.name())));
    }
    byName
        .values()
        .forEach(each ->
            changes.add(
                Change.of(
                    Action.UNDECLARED,
                    new Change.Credential(
                        desired.id(), Objects.requireNonNullElse(each.name(), "")),
                    properties(null, each))));
  }

  private void credential(
      DesiredCredentials desired,
      CredentialOutcome outcome,
      @Nullable FederatedIdentityCredential existing) {
    var item = new Change.Credential(outcome.identity(), outcome.name());
    var after = outcome.credential();
    switch (outcome.status()) {
      case CREATED -> changes.add(Change.of(Action.CREATE, item, properties(null, after)));
      case UPDATED -> changes.add(Change.of(Action.UPDATE, item, properties(existing, after)));
      case DELETED -> changes.add(Change.of(Action.DELETE, item, properties(existing, null)));
      case FAILED ->
          changes.add(
              Change.blocked(
                  item,
                  properties(null, after),
                  ErrorPrinter.oneLine(Objects.requireNonNull(outcome.failure()))));
      case UNCHANGED -> {
        unchanged++;
        return;
      }
    }
    credentials.put(outcome.identity(), desired);
  }

  private static List<Property> properties(
      @Nullable FederatedIdentityCredential before, @Nullable FederatedIdentityCredential after) {
    return Property.differences(
        Stream.of(
            new Property("issuer", issuer(before), issuer(after)),
            new Property("subject", subject(before), subject(after)),
            new Property("claimsMatchingExpression", expression(before), expression(after)),
            new Property("audiences", audiences(before), audiences(after))));
  }

  private static @Nullable String issuer(@Nullable FederatedIdentityCredential credential) {
    return credential == null ? null : credential.issuer();
  }

  private static @Nullable String subject(@Nullable FederatedIdentityCredential credential) {
    return credential == null ? null : credential.subject();
  }

  private static @Nullable String expression(@Nullable FederatedIdentityCredential credential) {
    var expression = credential == null ? null : credential.claimsMatchingExpression();
    return expression == null ? null : expression.value();
  }

  private static @Nullable String audiences(@Nullable FederatedIdentityCredential credential) {
    return credential == null ? null : String.join(" ", credential.audiences());
  }

  private void roles(Estate.Identity desired, @Nullable UUID principal) {
    if (desired.roles() == null) {
      return;
    }
    var principalId = principal == null ? null : principal.toString();
    var existing = new ArrayList<>(inventory.assignmentsOf(principalId));
    for (var role : desired.roles()) {
      role(desired.id(), principalId, "ServicePrincipal", role, existing);
    }
    var action = options.deletesOthers() ? Action.DELETE : Action.UNDECLARED;
    existing.forEach(each -> changes.add(Change.of(action, item(desired.id(), each), List.of())));
  }

  private void role(
      @Nullable ResourceId identity,
      @Nullable String principalId,
      String principalType,
      Estate.Role role,
      List<Inventory.Assignment> existing) {
    String roleId = inventory.roleNames().idOf(role.role());
    if (existing.removeIf(each -> each.is(roleId, role.scope()))) {
      unchanged++;
      return;
    }
    changes.add(
        Change.of(
            Action.CREATE,
            new Change.Role(
                identity,
                principalId,
                principalType,
                roleId,
                inventory.roleNames().nameOf(roleId),
                role.scope(),
                null),
            List.of()));
  }

  private Change.Role item(ResourceId identity, Inventory.Assignment existing) {
    return new Change.Role(
        identity,
        existing.principalId(),
        existing.principalType(),
        existing.roleId(),
        inventory.roleNames().nameOf(existing.roleId()),
        existing.scope(),
        existing.id());
  }

  private void grant(Estate.Grant grant) {
    role(
        null,
        grant.principalId(),
        grant.principalType(),
        grant.role(),
        new ArrayList<>(inventory.assignmentsOf(grant.principalId())));
  }

  private void virtualMachines(Estate.Identity desired, boolean isKept) {
    if (desired.virtualMachines() == null) {
      return;
    }
    var existing =
        new LinkedHashSet<>(isKept ? inventory.virtualMachinesOf(desired.id()) : List.of());
    for (var machine : desired.virtualMachines()) {
      var item = new Change.Assignment(machine, desired.id());
      if (existing.remove(machine)) {
        unchanged++;
      } else if (inventory.virtualMachines().containsKey(machine)) {
        changes.add(Change.of(Action.CREATE, item, List.of()));
      } else {
        changes.add(Change.blocked(item, List.of(), "the virtual machine does not exist"));
      }
    }
    var action = options.deletesOthers() ? Action.DELETE : Action.UNDECLARED;
    existing.forEach(each ->
        changes.add(Change.of(action, new Change.Assignment(each, desired.id()), List.of())));
  }

  private void undeclaredIdentity(ResourceId id) {
    var existing = Objects.requireNonNull(inventory.identities().get(id));
    if (options.deletesOthers()) {
      rolesOf(existing).forEach(each -> changes.add(Change.of(Action.DELETE, each, List.of())));
      inventory
          .virtualMachinesOf(id)
          .forEach(each ->
              changes.add(Change.of(Action.DELETE, new Change.Assignment(each, id), List.of())));
    }
    changes.add(
        Change.of(
            options.deletesOthers() ? Action.DELETE : Action.UNDECLARED,
            new Change.UserAssigned(id, null),
            Property.differences(
                Stream.concat(
                    Stream.of(new Property("location", existing.location(), null)),
                    Property.tags(existing.tags(), Map.of())))));
  }

  private Stream<Change.Role> rolesOf(Identity identity) {
    var principal = identity.principalId();
    return inventory.assignmentsOf(principal == null ? null : principal.toString()).stream()
        .map(each -> item(Objects.requireNonNull(identity.resourceId()), each));
  }

  /** Returns the resource group of an identity. */
  static ResourceId group(ResourceId identity) {
    return ResourceId.resourceGroup(
        Objects.requireNonNull(identity.subscriptionId()),
        Objects.requireNonNull(identity.resourceGroup()));
  }

  private static boolean isMoved(String before, @Nullable String after) {
    return after != null && !region(before).equals(region(after));
  }

  /** Returns the name of a region, which Azure also accepts as 'West Europe'. */
  private static String region(String location) {
    return location.replace(" ", "").toLowerCase(Locale.ROOT);
  }

  /** Azure reports no isolation as None or not at all. */
  private static @Nullable String text(@Nullable IsolationScope scope) {
    return scope == null || scope.equals(IsolationScope.NONE) ? null : scope.toString();
  }

  private static Map<String, String> orEmpty(@Nullable Map<String, String> tags) {
    return tags == null ? Map.of() : tags;
  }

  private static String key(@Nullable String name) {
    return String.valueOf(name).toLowerCase(Locale.ROOT);
  }
}
