package dev.msi4j.local.internal.providers.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.ManagedServiceIdentity;
import dev.msi4j.local.internal.arm.Providers;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.ResourceIdentities;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.providers.compute.VirtualMachineRow.Content;
import dev.msi4j.local.internal.store.Documents;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of virtual machines. */
final class VirtualMachineRules {
  /** The kind under which the store keeps virtual machines. */
  static final String KIND = "microsoft.compute/virtualmachines";

  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}]([\\p{L}\\p{N}._-]{0,62}[\\p{L}\\p{N}_])?");

  private final ResourceIdentities identities;
  private final VirtualMachineProperties properties;
  private final NetworkProfiles network;
  private final VirtualMachinePublisher register;
  private final Providers providers;
  private final Clock clock;
  private final Supplier<UUID> ids;

  VirtualMachineRules(
      ResourceIdentities identities,
      VirtualMachineProperties properties,
      NetworkProfiles network,
      VirtualMachinePublisher register,
      Providers providers,
      Clock clock,
      Supplier<UUID> ids) {
    this.identities = identities;
    this.properties = properties;
    this.network = network;
    this.register = register;
    this.providers = providers;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * What a client asks a machine to be; null where it does not say.
   *
   * @param others members beside those named here
   */
  record RequestedVirtualMachine(
      @Nullable String location,
      @Nullable Map<String, String> tags,
      ResourceIdentities.@Nullable RequestedIdentities identity,
      ObjectNode others,
      ObjectNode properties) {}

  /** Returns the action that a caller needs on an identity to assign it to a virtual machine. */
  String assignAction() {
    return identities.assignAction();
  }

  VirtualMachineRow get(Documents documents, ResourceId id) {
    return find(documents, id.key()).orElseThrow(() -> ArmErrors.resourceNotFound(id));
  }

  Optional<VirtualMachineRow> find(Documents documents, String key) {
    return documents.get(KIND, key).map(body -> Json.read(body, VirtualMachineRow.class));
  }

  /** Begins to make a machine, or to replace what may change of the one that is there. */
  void createOrUpdate(
      Documents documents,
      ResourceId id,
      RequestedVirtualMachine requestedVirtualMachine,
      ArmRequest request) {
    var location =
        Optional.ofNullable(requestedVirtualMachine.location)
            .orElseThrow(ArmErrors::locationRequired);
    var host = new ResourceIdentities.Target(id, location, request);
    var existing = find(documents, id.key()).orElse(null);
    if (existing == null) {
      save(documents, create(documents, host, requestedVirtualMachine));
    } else {
      checkLocation(id, existing, location);
      save(documents, replace(documents, host, existing, requestedVirtualMachine));
    }
  }

  /** Begins to change what the client names, and nothing else. */
  void update(
      Documents documents,
      ResourceId id,
      RequestedVirtualMachine requestedVirtualMachine,
      ArmRequest request) {
    var row = get(documents, id);
    checkNotDeleting(row, "Update");
    if (requestedVirtualMachine.location != null
        && !requestedVirtualMachine.location.equals(row.location())) {
      throw ComputeErrors.propertyChangeNotAllowed("location");
    }
    var host = new ResourceIdentities.Target(id, row.location(), request);
    var merged = properties.merged(id, row.properties(), requestedVirtualMachine.properties);
    network.check(documents, host, row, merged);
    var identity =
        requestedVirtualMachine.identity == null
            ? row.identity()
            : identities.merge(documents, host, row.identity(), requestedVirtualMachine.identity);
    var others = MergePatch.apply(row.others(), requestedVirtualMachine.others);
    var tags = requestedVirtualMachine.tags == null ? row.tags() : requestedVirtualMachine.tags;
    save(documents, row.with(new Content(tags, identity, others, merged)).updating(now()));
  }

  /** Begins something that changes how a machine runs. */
  VirtualMachineRow act(Documents documents, ResourceId id, PowerAction action) {
    var row = get(documents, id);
    checkNotDeleting(row, action.path());
    if (action.needsRunning() && !row.isRunning()) {
      throw ComputeErrors.machineNotRunning();
    }
    return save(documents, row.updating(now()));
  }

  /** Begins to delete a machine; empty if there is none. */
  Optional<VirtualMachineRow> startDeleting(Documents documents, ResourceId id) {
    return find(documents, id.key()).map(row -> save(documents, row.deleting(now())));
  }

  /** A write has come to its end: a machine that was being created runs now. */
  void written(Documents documents, String key) {
    settle(documents, key, power -> power == null ? VirtualMachineRow.RUNNING : power);
  }

  /** An action has come to its end. */
  void acted(Documents documents, String key, PowerAction action) {
    settle(documents, key, action::end);
  }

  /** Removes a machine and all in it; its own identity dies with it. */
  void delete(Documents documents, String key) {
    find(documents, key)
        .ifPresent(row -> {
          providers.removeUnder(documents, key);
          release(documents, row);
          documents.delete(KIND, key);
        });
  }

  /** Takes what a machine that is going away has beside itself. */
  void release(Documents documents, VirtualMachineRow row) {
    identities.release(documents, id(row), row.identity());
    network.release(documents, row);
    register.remove(documents, id(row));
  }

  /** Lets others know how a machine is, after something in it has changed. */
  void changed(Documents documents, String key) {
    find(documents, key).ifPresent(row -> register.save(documents, row));
  }

  private VirtualMachineRow create(
      Documents documents,
      ResourceIdentities.Target host,
      RequestedVirtualMachine requestedVirtualMachine) {
    var id = host.id();
    if (!NAME.matcher(id.name()).matches()) {
      throw ArmErrors.invalidName(
          "virtual machine",
          id.name(),
          "it must have 1 to 64 letters, digits, underscores, hyphens and periods, start with a letter or"
              + " a digit, and not end in a period or a hyphen");
    }
    var made = properties.created(id, requestedVirtualMachine.properties);
    network.check(documents, host, null, made);
    var identity =
        requestedVirtualMachine.identity == null
            ? ManagedServiceIdentity.NONE
            : identities.replace(
                documents, host, ManagedServiceIdentity.NONE, requestedVirtualMachine.identity);
    var content =
        new Content(tags(requestedVirtualMachine), identity, others(requestedVirtualMachine), made);
    var machineId = ids.get().toString();
    return VirtualMachineRow.creating(
        id.toString(), id.name(), host.location(), content, machineId, now());
  }

  private VirtualMachineRow replace(
      Documents documents,
      ResourceIdentities.Target host,
      VirtualMachineRow row,
      RequestedVirtualMachine requestedVirtualMachine) {
    checkNotDeleting(row, "Create Or Update");
    var replaced =
        properties.replaced(host.id(), row.properties(), requestedVirtualMachine.properties);
    network.check(documents, host, row, replaced);
    // None takes identities away; a body that does not speak of them leaves them.
    var identity =
        requestedVirtualMachine.identity == null
            ? row.identity()
            : identities.replace(documents, host, row.identity(), requestedVirtualMachine.identity);
    return row.with(
            new Content(
                tags(requestedVirtualMachine), identity, others(requestedVirtualMachine), replaced))
        .updating(now());
  }

  private void settle(Documents documents, String key, Function<@Nullable String, String> power) {
    find(documents, key)
        .filter(row -> !row.isDeleting())
        .ifPresent(row -> save(documents, row.succeeded(power.apply(row.power()), now())));
  }

  private VirtualMachineRow save(Documents documents, VirtualMachineRow row) {
    documents.put(KIND, id(row).key(), Json.write(row));
    network.use(documents, row);
    register.save(documents, row);
    return row;
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private static Map<String, String> tags(RequestedVirtualMachine requestedVirtualMachine) {
    return requestedVirtualMachine.tags == null ? Map.of() : requestedVirtualMachine.tags;
  }

  private static ObjectNode others(RequestedVirtualMachine requestedVirtualMachine) {
    return MergePatch.apply(Json.object(), requestedVirtualMachine.others);
  }

  private static ResourceId id(VirtualMachineRow row) {
    return ResourceId.parse(row.id()).orElseThrow();
  }

  private static void checkLocation(ResourceId id, VirtualMachineRow row, String location) {
    if (!row.location().equals(location)) {
      throw ArmErrors.invalidResourceLocation(id, row.location(), location);
    }
  }

  private static void checkNotDeleting(VirtualMachineRow row, String operation) {
    if (row.isDeleting()) {
      throw ComputeErrors.machineBeingDeleted(row.name(), operation);
    }
  }
}
