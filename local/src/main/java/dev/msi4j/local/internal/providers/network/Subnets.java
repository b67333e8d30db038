package dev.msi4j.local.internal.providers.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmException;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.store.Documents;
import java.util.List;

/** The subnets of virtual networks. */
final class Subnets implements NetworkType {
  static final String TYPE = VirtualNetworks.TYPE + "/" + VirtualNetworks.SUBNETS;

  private static final String GROUP = "networkSecurityGroup";

  private final NetworkStore resources;
  private final LinkedScopeChecks linkedScopeChecks;
  private final AttachmentIndex attachmentIndex;

  Subnets(
      NetworkStore resources,
      LinkedScopeChecks linkedScopeChecks,
      AttachmentIndex attachmentIndex) {
    this.resources = resources;
    this.linkedScopeChecks = linkedScopeChecks;
    this.attachmentIndex = attachmentIndex;
  }

  @Override
  public String name() {
    return TYPE;
  }

  @Override
  public NetworkRow write(Documents documents, WriteRequest writeRequest) {
    var network = resources.get(documents, writeRequest.id().parent());
    var name = writeRequest.id().name();
    var others =
        resources.children(documents, writeRequest.id().parent(), VirtualNetworks.SUBNETS).stream()
            .filter(sibling -> !sibling.name().equalsIgnoreCase(name))
            .map(Subnets::prefix)
            .toList();
    AddressSpace.of(network).check(name, prefix(writeRequest), others);
    return validatedRow(documents, writeRequest);
  }

  /** Returns the row of a subnet whose prefix is already checked against the other subnets. */
  NetworkRow validatedRow(Documents documents, WriteRequest writeRequest) {
    writeRequest
        .existing()
        .filter(row -> !prefix(row).equals(prefix(writeRequest)))
        .filter(row -> attachmentIndex.user(documents, row.id()).isPresent())
        .ifPresent(row -> {
          throw NetworkErrors.prefixInUse(prefix(row).toString(), row.name());
        });
    LinkedScopeChecks.rejectUnsupported(
        writeRequest, writeRequest.properties(), "routeTable", "natGateway");
    var group =
        LinkedScopeChecks.reference(writeRequest.properties(), GROUP)
            .map(id ->
                linkedScopeChecks
                    .join(documents, writeRequest, id, NetworkSecurityGroups.TYPE)
                    .id());
    var properties = writeRequest.copyOfProperties();
    properties.remove(List.of("provisioningState", "ipConfigurations", "purpose"));
    group.ifPresent(id -> properties.putObject(GROUP).put("id", id));
    var row = resources.row(writeRequest, properties);
    resources.saveReferences(documents, row.id(), group.stream().toList());
    return row;
  }

  /** Returns the requested address prefix. */
  static Cidr prefix(WriteRequest writeRequest) {
    var properties = writeRequest.properties();
    var listed = properties.texts("addressPrefixes").orElse(List.of());
    if (listed.size() > 1) {
      throw NetworkErrors.invalidSubnet(
          writeRequest.id().name(),
          writeRequest.id().parent().name(),
          "it has more than one address prefix");
    }
    return properties
        .text("addressPrefix")
        .or(() -> listed.stream().findFirst())
        .map(text -> Cidr.parse(text, writeRequest.id().toString()))
        .orElseThrow(() -> missing(writeRequest.body(), writeRequest.id().toString()));
  }

  /** Returns the address prefix of a stored subnet. */
  static Cidr prefix(NetworkRow row) {
    var single = row.properties().path("addressPrefix");
    var text =
        single.isMissingNode() || single.isNull()
            ? row.properties().path("addressPrefixes").path(0)
            : single;
    return Cidr.parse(text.asText(), row.id());
  }

  @Override
  public void checkUnused(Documents documents, NetworkRow row) {
    attachmentIndex
        .user(documents, row.id())
        .ifPresent(user -> {
          throw NetworkErrors.subnetInUse(row.name(), user);
        });
  }

  @Override
  public ObjectNode properties(Documents documents, NetworkRow row) {
    var rendered = row.properties().deepCopy();
    var configurations = attachmentIndex.configurations(documents, row.id());
    if (!configurations.isEmpty()) {
      var array = rendered.putArray("ipConfigurations");
      configurations.forEach(configuration -> array.addObject().put("id", configuration.id()));
    }
    Defaults.array(rendered, "delegations");
    Defaults.text(rendered, "privateEndpointNetworkPolicies", "Disabled");
    Defaults.text(rendered, "privateLinkServiceNetworkPolicies", "Enabled");
    return rendered;
  }

  private static ArmException missing(JsonBody body, String id) {
    return NetworkErrors.invalidRequestFormat(
        body.has("properties")
            ? "properties.addressPrefix of resource " + id + " is required."
            : "properties of resource " + id + " are required.");
  }
}
