package dev.msi4j.local.internal.providers.network;

import dev.msi4j.local.internal.arm.ApiVersions;
import dev.msi4j.local.internal.arm.GenericResource;
import dev.msi4j.local.internal.arm.LongRunningOperations;
import dev.msi4j.local.internal.arm.OperationStatusEndpoints;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.ProviderContext;
import dev.msi4j.local.internal.arm.Providers;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.ResourceProvider;
import dev.msi4j.local.internal.arm.ResourceReferences;
import dev.msi4j.local.internal.arm.VirtualMachineRegistry;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.DocumentKinds;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Microsoft.Network provider: virtual networks with subnets, public IP addresses, network
 * interfaces, and network security groups with rules.
 */
public final class NetworkProvider implements ResourceProvider {
  /** The versions listed to clients; any version is accepted, because the responses are equal. */
  private static final ApiVersions VERSIONS =
      ApiVersions.any(
          "2025-05-01",
          "2025-03-01",
          "2024-07-01",
          "2024-05-01",
          "2023-11-01",
          "2023-05-01",
          "2022-11-01",
          "2022-07-01",
          "2022-01-01");

  /** The kinds of documents that this package stores. */
  public static final List<DocumentKind> DOCUMENT_KINDS =
      DocumentKinds.union(
          List.of(
              NetworkStore.DOCUMENT_KINDS,
              AddressPool.DOCUMENT_KINDS,
              PublicIpAddresses.DOCUMENT_KINDS));

  private final Providers providers;
  private final NetworkStore resources;
  private final List<NetworkType> types;
  private final List<NetworkOperations> operations;
  private final List<ChildOperations> childOperations;
  private final OperationStatusEndpoints statuses;

  public NetworkProvider(
      ProviderContext context,
      ResourceReferences resourceReferences,
      VirtualMachineRegistry virtualMachineRegistry) {
    var runtime = context.runtime();
    var store = runtime.store();
    var paging = context.paging();
    var longRunningOperations = context.longRunningOperations();
    providers = context.providers();
    resources = new NetworkStore(resourceReferences, runtime.clock(), runtime.ids());
    var linkedScopeChecks = new LinkedScopeChecks(resources);
    var attachmentIndex = new AttachmentIndex(resources, virtualMachineRegistry);
    var subnets = new Subnets(resources, linkedScopeChecks, attachmentIndex);
    var rules = new SecurityRules(resources);
    var regional =
        List.of(
            new VirtualNetworks(resources, subnets),
            new NetworkSecurityGroups(resources, rules),
            new PublicIpAddresses(resources, attachmentIndex, new AddressPool()),
            new NetworkInterfaces(resources, linkedScopeChecks, attachmentIndex));
    var children = List.of(subnets, rules);
    types = Stream.concat(regional.stream(), children.stream()).toList();
    statuses = new OperationStatusEndpoints(longRunningOperations, NetworkStore.NAMESPACE);
    operations =
        regional.stream()
            .map(type ->
                new NetworkOperations(
                    type, store, paging, longRunningOperations, statuses, resources))
            .toList();
    childOperations =
        children.stream()
            .map(type ->
                new ChildOperations(
                    type, store, paging, longRunningOperations, statuses, resources))
            .toList();
  }

  @Override
  public String namespace() {
    return NetworkStore.NAMESPACE;
  }

  @Override
  public String displayName() {
    return "Microsoft Network";
  }

  @Override
  public ApiVersions versions() {
    return VERSIONS;
  }

  @Override
  public void declare(Operations.OperationsBuilder declarations) {
    operations.forEach(type -> type.declare(declarations));
    childOperations.forEach(type -> type.declare(declarations));
    statuses.declare(declarations);
  }

  @Override
  public Map<String, LongRunningOperations.Effect> effects() {
    return Map.of(
        NetworkWrites.WRITE, this::completeWrite, NetworkWrites.DELETE, this::completeDeletion);
  }

  @Override
  public Optional<GenericResource> describe(Entry resource) {
    return type(resource.kind()).flatMap(type -> NetworkStore.read(resource).toGenericResource());
  }

  @Override
  public void onRemoved(Documents documents, Entry resource) {
    type(resource.kind())
        .ifPresent(type -> resources.release(documents, type, NetworkStore.read(resource)));
  }

  private void completeWrite(Documents documents, String key) {
    ResourceId.parse(key)
        .flatMap(id -> resources.find(documents, id))
        .ifPresent(row -> resources.save(documents, row.writeCompleted()));
  }

  /** Deletes a resource with its children, unless it was deleted or created again meanwhile. */
  private void completeDeletion(Documents documents, String key) {
    ResourceId.parse(key)
        .flatMap(id -> resources.find(documents, id))
        .filter(NetworkRow::deleting)
        .ifPresent(row -> {
          providers.removeUnder(documents, key);
          var type = type(row.resourceId().kind()).orElseThrow();
          resources.remove(documents, type, row);
        });
  }

  private Optional<NetworkType> type(String kind) {
    return types.stream()
        .filter(type -> kind.equalsIgnoreCase(NetworkStore.NAMESPACE + "/" + type.name()))
        .findFirst();
  }
}
