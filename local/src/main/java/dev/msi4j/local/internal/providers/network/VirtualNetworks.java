package dev.msi4j.local.internal.providers.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.store.Documents;
import java.util.ArrayList;
import java.util.List;

/** The virtual networks with their address spaces and subnets. */
final class VirtualNetworks implements NetworkType {
  static final String TYPE = "virtualNetworks";

  /** The type of subnets within a virtual network. */
  static final String SUBNETS = "subnets";

  private static final String PEERINGS = "virtualNetworkPeerings";

  private final NetworkStore resources;
  private final Subnets subnets;
  private final InlineChildResources inlineChildResources;

  VirtualNetworks(NetworkStore resources, Subnets subnets) {
    this.resources = resources;
    this.subnets = subnets;
    inlineChildResources = new InlineChildResources(resources, subnets, SUBNETS);
  }

  @Override
  public String name() {
    return TYPE;
  }

  @Override
  public NetworkRow write(Documents documents, WriteRequest writeRequest) {
    var id = writeRequest.id();
    var space = AddressSpace.of(id.toString(), id.name(), writeRequest.properties());
    if (!writeRequest.properties().objects(PEERINGS).orElse(List.of()).isEmpty()) {
      throw NetworkErrors.invalidRequestFormat(
          "properties."
              + PEERINGS
              + " of resource "
              + id
              + " must be empty: this local Azure does not support peerings.");
    }
    var requested = inlineChildResources.read(documents, writeRequest);
    // A PUT request contains all subnets: missing ones are deleted unless they are in use.
    inlineChildResources.removeOthers(documents, id, requested);
    var prefixes = new ArrayList<Cidr>();
    for (var subnet : requested) {
      var prefix = Subnets.prefix(subnet);
      space.check(subnet.id().name(), prefix, prefixes);
      prefixes.add(prefix);
    }
    requested.forEach(subnet -> resources.save(documents, subnets.validatedRow(documents, subnet)));
    var properties = writeRequest.copyOfProperties();
    properties.remove(List.of(SUBNETS, PEERINGS, "provisioningState", "resourceGuid"));
    return resources.row(writeRequest, properties);
  }

  @Override
  public void checkUnused(Documents documents, NetworkRow row) {
    resources
        .children(documents, row.resourceId(), SUBNETS)
        .forEach(subnet -> subnets.checkUnused(documents, subnet));
  }

  @Override
  public ObjectNode properties(Documents documents, NetworkRow row) {
    var rendered = row.properties().deepCopy();
    rendered.put("resourceGuid", row.resourceGuid());
    rendered.set(SUBNETS, inlineChildResources.render(documents, row));
    rendered.putArray(PEERINGS);
    Defaults.flag(rendered, "enableDdosProtection", false);
    return rendered;
  }
}
