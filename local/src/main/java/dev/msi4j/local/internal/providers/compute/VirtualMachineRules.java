package dev.msi4j.local.internal.providers.compute;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.ManagedServiceIdentity;
import dev.msi4j.local.internal.arm.Providers;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.ResourceIdentities;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.json.MergePatch;
import dev.msi4j.local.internal.providers.compute.VirtualMachineRow.Content;
import dev.msi4j.local.internal.runtime.ServerRuntime;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Validates, stores and deletes virtual machines. */
final class VirtualMachineRules {
  /** The document kind of virtual machines. */
  static final String KIND = "microsoft.compute/virtualmachines";

  static final List<DocumentKind> DOCUMENT_KINDS = List.of(DocumentKind.object(KIND));

  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}]([\\p{L}\\p{N}._-]{0,62}[\\p{L}\\p{N}_])?");

  private final ResourceIdentities identities;
  private final VirtualMachineProperties properties;
  private final NetworkProfiles network;
  private final DiskRules disks;
  private final VirtualMachinePublisher publisher;
  private final Providers providers;
  private final Clock clock;
  private final Supplier<UUID> ids;

  VirtualMachineRules(
      ResourceIdentities identities,
      VirtualMachineProperties properties,
      NetworkProfiles network,
      DiskRules disks,
      VirtualMachinePublisher publisher,
      Providers providers,
      ServerRuntime runtime) {
    this.identities = identities;
    this.properties = properties;
    this.network = network;
    this.disks = disks;
    this.publisher = publisher;
    this.providers = providers;
    clock = runtime.clock();
    ids = runtime.ids();
  }

  /**
   * A virtual machine as a client requests it; null for members that are not set.
   *
   * @param others the other top-level members
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

  /** Starts to create a virtual machine, or to replace the mutable members of an existing one. */
  void createOrUpdate(
      Documents documents,
      ResourceId id,
      RequestedVirtualMachine requestedVirtualMachine,
      ArmRequest request) {
    var location =
        Optional.ofNullable(requestedVirtualMachine.location)
            .orElseThrow(ArmErrors::locationRequired);
    var target = new ResourceIdentities.Target(id, location, request);
    var existing = find(documents, id.key()).orElse(null);
    if (existing == null) {
      disks.attach(
          documents, save(documents, create(documents, target, requestedVirtualMachine)), null);
    } else {
      checkLocation(id, existing, location);
      var replaced = replace(documents, target, existing, requestedVirtualMachine);
      disks.attach(documents, save(documents, replaced), existing.properties());
    }
  }

  /** Starts to update the members that the request sets. */
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
    var target = new ResourceIdentities.Target(id, row.location(), request);
    var merged = properties.merge(id, row.properties(), requestedVirtualMachine.properties);
    network.check(documents, target, row, merged);
    var identity =
        requestedVirtualMachine.identity == null
            ? row.identity()
            : identities.merge(documents, target, row.identity(), requestedVirtualMachine.identity);
    var others = MergePatch.apply(row.others(), requestedVirtualMachine.others);
    var tags = requestedVirtualMachine.tags == null ? row.tags() : requestedVirtualMachine.tags;
    var updated = row.with(new Content(tags, identity, others, merged)).updating(now());
    disks.attach(documents, save(documents, updated), row.properties());
  }

  /** Replaces the tags, which the instance metadata shows as well. */
  void tag(Documents documents, VirtualMachineRow row, Map<String, String> tags) {
    save(documents, row.with(new Content(tags, row.identity(), row.others(), row.properties())));
  }

  /** Starts a power action. */
  VirtualMachineRow startAction(Documents documents, ResourceId id, PowerAction action) {
    var row = get(documents, id);
    checkNotDeleting(row, action.path());
    if (action.needsRunning() && !row.isRunning()) {
      throw ComputeErrors.machineNotRunning();
    }
    return save(documents, row.updating(now()));
  }

  /** Starts to delete a virtual machine; empty if it does not exist. */
  Optional<VirtualMachineRow> startDeleting(Documents documents, ResourceId id) {
    return find(documents, id.key()).map(row -> save(documents, row.deleting(now())));
  }

  /** Completes a write; a new virtual machine is running then. */
  void completeWrite(Documents documents, String key) {
    complete(documents, key, power -> power == null ? VirtualMachineRow.RUNNING : power);
  }

  /** Completes a power action. */
  void completeAction(Documents documents, String key, PowerAction action) {
    complete(documents, key, action::powerAfter);
  }

  /** Deletes a virtual machine with its extensions and its system-assigned identity. */
  void delete(Documents documents, String key) {
    find(documents, key)
        .ifPresent(row -> {
          providers.removeUnder(documents, key);
          release(documents, row);
          documents.delete(KIND, key);
        });
  }

  /** Releases the identities, disks, references and registry entry of a virtual machine. */
  void release(Documents documents, VirtualMachineRow row) {
    identities.release(documents, id(row), row.identity());
    network.release(documents, row);
    disks.release(documents, row);
    publisher.remove(documents, id(row));
  }

  /** Publishes a virtual machine again after one of its extensions has changed. */
  void republish(Documents documents, String key) {
    find(documents, key).ifPresent(row -> publisher.save(documents, row));
  }

  private VirtualMachineRow create(
      Documents documents,
      ResourceIdentities.Target target,
      RequestedVirtualMachine requestedVirtualMachine) {
    var id = target.id();
    if (!NAME.matcher(id.name()).matches()) {
      throw ArmErrors.invalidName(
          "virtual machine",
          id.name(),
          "it must have 1 to 64 letters, digits, underscores, hyphens and periods, start with a letter or"
              + " a digit, and not end in a period or a hyphen");
    }
    var created = properties.create(id, requestedVirtualMachine.properties);
    network.check(documents, target, null, created);
    var identity =
        requestedVirtualMachine.identity == null
            ? ManagedServiceIdentity.NONE
            : identities.replace(
                documents, target, ManagedServiceIdentity.NONE, requestedVirtualMachine.identity);
    var content =
        new Content(
            tags(requestedVirtualMachine), identity, others(requestedVirtualMachine), created);
    var vmId = ids.get().toString();
    return VirtualMachineRow.creating(
        id.toString(), id.name(), target.location(), content, vmId, now());
  }

  private VirtualMachineRow replace(
      Documents documents,
      ResourceIdentities.Target target,
      VirtualMachineRow row,
      RequestedVirtualMachine requestedVirtualMachine) {
    checkNotDeleting(row, "Create Or Update");
    var replaced =
        properties.replace(target.id(), row.properties(), requestedVirtualMachine.properties);
    network.check(documents, target, row, replaced);
    // The type None removes identities; a body without the member keeps them.
    var identity =
        requestedVirtualMachine.identity == null
            ? row.identity()
            : identities.replace(
                documents, target, row.identity(), requestedVirtualMachine.identity);
    return row.with(
            new Content(
                tags(requestedVirtualMachine), identity, others(requestedVirtualMachine), replaced))
        .updating(now());
  }

  private void complete(Documents documents, String key, Function<@Nullable String, String> power) {
    find(documents, key)
        .filter(row -> !row.isDeleting())
        .ifPresent(row -> save(documents, row.succeeded(power.apply(row.power()), now())));
  }

  private VirtualMachineRow save(Documents documents, VirtualMachineRow row) {
    documents.put(KIND, id(row).key(), Json.write(row));
    network.saveReferences(documents, row);
    publisher.save(documents, row);
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
