package dev.msi4j.local.internal.providers.compute;

import dev.msi4j.local.internal.arm.ApiVersions;
import dev.msi4j.local.internal.arm.GenericResource;
import dev.msi4j.local.internal.arm.LongRunningOperations;
import dev.msi4j.local.internal.arm.OperationStatusEndpoints;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.ProviderContext;
import dev.msi4j.local.internal.arm.ResourceIdentities;
import dev.msi4j.local.internal.arm.ResourceProvider;
import dev.msi4j.local.internal.arm.ResourceReferences;
import dev.msi4j.local.internal.arm.VirtualMachineRegistry;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.DocumentKinds;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Microsoft.Compute provider: virtual machines, extensions, disks, and catalogs of sizes and
 * images.
 */
public final class ComputeProvider implements ResourceProvider {
  private static final String NAMESPACE = "Microsoft.Compute";

  /** The versions listed to clients; any version is accepted, because the responses are equal. */
  private static final ApiVersions VERSIONS =
      ApiVersions.any(
          "2026-03-01", "2025-04-01", "2024-11-01", "2023-07-01", "2022-11-01", "2022-08-01");

  /** The kinds of documents that this package stores. */
  public static final List<DocumentKind> DOCUMENT_KINDS =
      DocumentKinds.union(
          List.of(
              VirtualMachineRules.DOCUMENT_KINDS,
              ExtensionRow.DOCUMENT_KINDS,
              DiskRules.DOCUMENT_KINDS));

  private final VirtualMachineRules machines;
  private final ExtensionRules extensions;
  private final DiskRules disks;
  private final OperationStatusEndpoints statuses;
  private final VirtualMachines machineOperations;
  private final VirtualMachineLists machineLists;
  private final PowerActions powerActions;
  private final Extensions extensionOperations;
  private final Disks diskOperations;
  private final SizeLists sizeLists;
  private final ImageLists imageLists;
  private final ExtensionImages extensionImages;

  public ComputeProvider(
      ProviderContext context,
      ResourceIdentities identities,
      ResourceReferences resourceReferences,
      VirtualMachineRegistry virtualMachineRegistry) {
    var store = context.runtime().store();
    var clock = context.runtime().clock();
    var ids = context.runtime().ids();
    var longRunningOperations = context.longRunningOperations();
    var providers = context.providers();
    var sizes = new Sizes();
    var images = new Images();
    var storage = new StorageProfiles(images, ids);
    disks = new DiskRules(context.runtime(), providers);
    machines =
        new VirtualMachineRules(
            identities,
            new VirtualMachineProperties(sizes, storage),
            new NetworkProfiles(resourceReferences),
            disks,
            new VirtualMachinePublisher(virtualMachineRegistry, new InstanceMetadata(storage)),
            providers,
            context.runtime());
    extensions = new ExtensionRules(machines, storage, providers, clock);
    statuses = new OperationStatusEndpoints(longRunningOperations, NAMESPACE);
    var views = new InstanceViews(storage);
    machineOperations =
        new VirtualMachines(store, longRunningOperations, statuses, machines, views, sizes);
    machineLists = new VirtualMachineLists(context.paging());
    powerActions = new PowerActions(store, longRunningOperations, statuses, machines);
    extensionOperations = new Extensions(store, longRunningOperations, statuses, extensions);
    diskOperations = new Disks(store, context.paging(), longRunningOperations, statuses, disks);
    sizeLists = new SizeLists(sizes);
    extensionImages = new ExtensionImages();
    imageLists = new ImageLists(images, extensionImages);
  }

  @Override
  public String namespace() {
    return NAMESPACE;
  }

  @Override
  public String displayName() {
    return "Microsoft Compute";
  }

  @Override
  public ApiVersions versions() {
    return VERSIONS;
  }

  @Override
  public void declare(Operations.OperationsBuilder operations) {
    machineOperations.declare(operations);
    machineLists.declare(operations);
    powerActions.declare(operations);
    extensionOperations.declare(operations);
    diskOperations.declare(operations);
    sizeLists.declare(operations);
    imageLists.declare(operations);
    extensionImages.declare(operations);
    statuses.declare(operations);
  }

  @Override
  public Map<String, LongRunningOperations.Effect> effects() {
    var effects = new HashMap<String, LongRunningOperations.Effect>();
    effects.put(VirtualMachines.WRITE, machines::completeWrite);
    effects.put(VirtualMachines.DELETE, machines::delete);
    effects.put(Extensions.WRITE, extensions::completeWrite);
    effects.put(Extensions.DELETE, extensions::delete);
    effects.put(Disks.WRITE, disks::completeWrite);
    effects.put(Disks.DELETE, disks::delete);
    for (var action : PowerAction.values()) {
      effects.put(
          action.effect(),
          (documents, target) -> machines.completeAction(documents, target, action));
    }
    return effects;
  }

  @Override
  public Optional<GenericResource> describe(Entry resource) {
    return switch (resource.kind()) {
      case VirtualMachineRules.KIND ->
          Optional.of(Json.read(resource.body(), VirtualMachineRow.class).toGenericResource());
      case ExtensionRow.KIND ->
          Optional.of(Json.read(resource.body(), ExtensionRow.class).toGenericResource());
      case DiskRules.KIND ->
          Optional.of(Json.read(resource.body(), DiskRow.class).toGenericResource());
      default -> Optional.empty();
    };
  }

  @Override
  public void tag(Documents documents, Entry resource, Map<String, String> tags) {
    if (resource.kind().equals(VirtualMachineRules.KIND)) {
      machines.tag(documents, Json.read(resource.body(), VirtualMachineRow.class), tags);
    } else {
      ResourceProvider.super.tag(documents, resource, tags);
    }
  }

  @Override
  public void onRemoved(Documents documents, Entry resource) {
    if (resource.kind().equals(VirtualMachineRules.KIND)) {
      machines.release(documents, Json.read(resource.body(), VirtualMachineRow.class));
    }
  }
}
