package dev.msi4j.cli.estate;

import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.ResourceId;
import dev.msi4j.cli.azure.Parallel;
import dev.msi4j.cli.azure.ResourceManager;
import dev.msi4j.cli.azure.ResourceManagerException;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.vm.identity.VmIdentities;
import dev.msi4j.federation.CredentialOutcome;
import dev.msi4j.federation.CredentialStatus;
import dev.msi4j.federation.DesiredCredentials;
import dev.msi4j.federation.FederationClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes the changes of a plan, in the order of their dependencies and several at a time. A failure
 * stops only the changes that depend on it.
 */
final class Applier {
  private static final String INTERRUPTED = "interrupted";
  private static final String ASSIGNMENT_EXISTS = "RoleAssignmentExists";

  private final ManagedServiceIdentityClient client;
  private final ResourceManager azure;
  private final FederationClient federation;
  private final Consumer<Outcome> listener;
  private final Map<ResourceId, String> principals = new ConcurrentHashMap<>();
  private final Set<ResourceId> failed = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  /**
   * @param listener receives one outcome at a time, on any thread
   */
  Applier(
      ManagedServiceIdentityClient client,
      FederationClient federation,
      Consumer<Outcome> listener) {
    this.client = client;
    this.azure = ResourceManager.of(client);
    this.federation = federation;
    this.listener = listener;
  }

  /** Stops after the requests that are being sent; another application continues. */
  void stop() {
    stopped = true;
  }

  /** Makes the changes of a plan. */
  void apply(Plan plan) {
    reportBlocked(plan);
    each(plan, Change.Group.class, false, this::writeGroup);
    each(plan, Change.Role.class, true, this::deleteRole);
    virtualMachines(plan, true);
    each(plan, Change.UserAssigned.class, false, this::writeIdentity);
    each(plan, Change.UserAssigned.class, true, this::deleteIdentity);
    credentials(plan);
    each(plan, Change.Role.class, false, this::createRole);
    virtualMachines(plan, false);
  }

  /** Credentials are reported when the federation client returns their errors. */
  private void reportBlocked(Plan plan) {
    plan.changes().stream()
        .filter(each -> each.action() == Change.Action.BLOCKED)
        .filter(each -> !(each.item() instanceof Change.Credential))
        .forEach(each -> {
          dependency(each.item()).markIn(failed);
          report(Outcome.failed(each, Objects.requireNonNull(each.note())));
        });
  }

  private <T extends Change.Item> void each(
      Plan plan, Class<T> kind, boolean deletions, Consumer<T> write) {
    var changes =
        plan.changes(kind)
            .filter(each -> (each.action() == Change.Action.DELETE) == deletions)
            .toList();
    Parallel.forEach(
        changes, change -> attempt(change, () -> write.accept(kind.cast(change.item()))));
  }

  private void attempt(Change change, Runnable write) {
    var dependency = dependency(change.item());
    if (stopped) {
      report(Outcome.skipped(change, INTERRUPTED));
      return;
    }
    var missing = dependency.firstOf(failed);
    if (missing != null) {
      dependency.markIn(failed);
      report(Outcome.skipped(change, "'" + missing.name() + "' failed"));
      return;
    }
    try {
      if (change.action() == Change.Action.REPLACE
          && change.item() instanceof Change.UserAssigned replaced) {
        deleteIdentity(replaced);
      }
      write.run();
      report(Outcome.done(change));
    } catch (RuntimeException e) {
      dependency.markIn(failed);
      report(Outcome.failed(change, e));
    }
  }

  /**
   * The resources of a change.
   *
   * @param id the resource that the change writes; null if other changes do not depend on it
   * @param needs the resources that must exist
   */
  private record Dependency(@Nullable ResourceId id, List<ResourceId> needs) {
    @Nullable ResourceId firstOf(Set<ResourceId> missing) {
      return needs.stream().filter(missing::contains).findFirst().orElse(null);
    }

    void markIn(Set<ResourceId> missing) {
      if (id != null) {
        missing.add(id);
      }
    }
  }

  private static Dependency dependency(Change.Item item) {
    if (item instanceof Change.Group group) {
      return new Dependency(group.id(), List.of());
    }
    if (item instanceof Change.UserAssigned identity) {
      return new Dependency(identity.id(), List.of(Planner.group(identity.id())));
    }
    if (item instanceof Change.Role role && role.assignment() == null && role.identity() != null) {
      return new Dependency(null, List.of(role.identity()));
    }
    return item instanceof Change.Assignment assignment
        ? new Dependency(null, List.of(assignment.identity()))
        : new Dependency(null, List.of());
  }

  private void writeGroup(Change.Group group) {
    var body = new LinkedHashMap<String, Object>();
    body.put("location", group.location());
    body.put("tags", group.tags());
    var unused = azure.put(group.id().toString(), ResourceManager.GROUPS_VERSION, body);
  }

  private void writeIdentity(Change.UserAssigned identity) {
    var written =
        client
            .userAssignedIdentities()
            .createOrUpdate(identity.id(), Objects.requireNonNull(identity.body()));
    var principal = written.principalId();
    if (principal != null) {
      principals.put(identity.id(), principal.toString());
    }
  }

  private void deleteIdentity(Change.UserAssigned identity) {
    var unused = client.userAssignedIdentities().delete(identity.id());
  }

  private void credentials(Plan plan) {
    var planned =
        plan.changes().stream()
            .filter(each -> each.item() instanceof Change.Credential)
            .filter(each -> each.action() != Change.Action.UNDECLARED)
            .collect(
                Collectors.toMap(
                    each -> key((Change.Credential) each.item()),
                    Function.identity(),
                    (one, other) -> one,
                    LinkedHashMap::new));
    var pending = new LinkedHashMap<>(planned);
    var desired = new LinkedHashMap<ResourceId, DesiredCredentials>();
    plan.credentials()
        .forEach((id, credentials) -> {
          if (!failed.contains(id)) {
            desired.put(id, credentials);
          }
        });
    if (!stopped && !desired.isEmpty()) {
      reconcile(desired, planned, pending);
    }
    pending
        .values()
        .forEach(change ->
            report(Outcome.skipped(change, skipReason((Change.Credential) change.item()))));
  }

  private String skipReason(Change.Credential credential) {
    return failed.contains(credential.identity())
        ? "'" + credential.identity().name() + "' failed"
        : INTERRUPTED;
  }

  private void reconcile(
      Map<ResourceId, DesiredCredentials> desired,
      Map<String, Change> planned,
      Map<String, Change> pending) {
    Consumer<CredentialOutcome> reporter =
        outcome -> {
          var item = new Change.Credential(outcome.identity(), outcome.name());
          pending.remove(key(item));
          if (outcome.status() != CredentialStatus.UNCHANGED) {
            report(outcome(outcome, planned.get(key(item)), item));
          }
          if (stopped) {
            throw new CommandException(INTERRUPTED);
          }
        };
    try {
      var unused = federation.reconcileAll(desired, reporter);
    } catch (CommandException e) {
      if (!stopped) {
        throw e;
      }
    }
  }

  private static Outcome outcome(
      CredentialOutcome outcome, @Nullable Change planned, Change.Credential item) {
    var action =
        switch (outcome.status()) {
          case CREATED -> Change.Action.CREATE;
          case UPDATED, UNCHANGED -> Change.Action.UPDATE;
          case DELETED -> Change.Action.DELETE;
          case FAILED -> Change.Action.BLOCKED;
        };
    var properties = planned == null ? List.<Change.Property>of() : planned.properties();
    var change = Change.of(action, item, properties);
    var failure = outcome.failure();
    return failure == null ? Outcome.done(change) : Outcome.failed(change, failure);
  }

  private static String key(Change.Credential credential) {
    return credential.name().toLowerCase(Locale.ROOT);
  }

  private void createRole(Change.Role role) {
    String principal =
        role.identity() == null
            ? role.principalId()
            : principals.getOrDefault(role.identity(), role.principalId());
    var properties = new LinkedHashMap<String, Object>();
    properties.put(
        "roleDefinitionId",
        azure.subscription()
            + "/providers/Microsoft.Authorization/roleDefinitions/"
            + role.roleId());
    properties.put("principalId", principal);
    // With the type, Azure accepts a principal that is not yet replicated.
    properties.put("principalType", role.principalType());
    // The same name for the same role, so that a repeated request does not create another one.
    String text = (principal + " " + role.roleId() + " " + role.scope()).toLowerCase(Locale.ROOT);
    var name = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    String path = role.scope() + "/providers/Microsoft.Authorization/roleAssignments/" + name;
    try {
      var unused =
          azure.put(path, InventoryReader.AUTHORIZATION_VERSION, Map.of("properties", properties));
    } catch (ResourceManagerException e) {
      if (!e.code().equals(ASSIGNMENT_EXISTS)) {
        throw e;
      }
    }
  }

  private void deleteRole(Change.Role role) {
    var unused =
        azure.delete(
            Objects.requireNonNull(role.assignment()), InventoryReader.AUTHORIZATION_VERSION);
  }

  /** Changes each virtual machine with one request, because Azure rejects concurrent ones. */
  private void virtualMachines(Plan plan, boolean deletions) {
    var byMachine =
        plan.changes(Change.Assignment.class)
            .filter(each -> (each.action() == Change.Action.DELETE) == deletions)
            .collect(
                Collectors.groupingBy(
                    each -> ((Change.Assignment) each.item()).virtualMachine(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    Parallel.forEach(byMachine.entrySet(), each -> virtualMachine(each.getKey(), each.getValue()));
  }

  private void virtualMachine(ResourceId machine, List<Change> changes) {
    var possible = new ArrayList<Change>();
    for (var change : changes) {
      var missing = dependency(change.item()).firstOf(failed);
      if (stopped) {
        report(Outcome.skipped(change, INTERRUPTED));
      } else if (missing != null) {
        report(Outcome.skipped(change, "'" + missing.name() + "' failed"));
      } else {
        possible.add(change);
      }
    }
    if (possible.isEmpty()) {
      return;
    }
    try {
      new VmIdentities(azure, machine.toString())
          .change(identities(possible, false), identities(possible, true));
      possible.forEach(change -> report(Outcome.done(change)));
    } catch (RuntimeException e) {
      possible.forEach(change -> report(Outcome.failed(change, e)));
    }
  }

  /** Returns the ids of the identities to remove, or of those to assign. */
  private static List<String> identities(List<Change> changes, boolean removed) {
    return changes.stream()
        .filter(change -> (change.action() == Change.Action.DELETE) == removed)
        .map(change -> ((Change.Assignment) change.item()).identity().toString())
        .toList();
  }

  private synchronized void report(Outcome outcome) {
    listener.accept(outcome);
  }
}
