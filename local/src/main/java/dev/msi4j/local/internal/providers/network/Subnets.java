package dev.msi4j.local.internal.providers.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmException;
import dev.msi4j.local.internal.arm.JsonBody;
import dev.msi4j.local.internal.store.Documents;
import java.util.List;

/** Subnets: ranges of addresses within those of their virtual network. */
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
        resources.inside(documents, writeRequest.id().parent(), VirtualNetworks.SUBNETS).stream()
            .filter(sibling -> !sibling.name().equalsIgnoreCase(name))
            .map(Subnets::prefix)
            .toList();
    AddressSpace.of(network).check(name, prefix(writeRequest), others);
    return place(documents, writeRequest);
  }

  /** The row of a subnet whose prefix has been checked against those of the others. */
  NetworkRow place(Documents documents, WriteRequest writeRequest) {
    writeRequest
        .existing()
        .filter(row -> !prefix(row).equals(prefix(writeRequest)))
        .filter(row -> attachmentIndex.user(documents, row.id()).isPresent())
        .ifPresent(row -> {
          throw NetworkErrors.prefixInUse(prefix(row).toString(), row.name());
        });
    LinkedScopeChecks.rejectOthers(
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
    resources.use(documents, row.id(), group.stream().toList());
    return row;
  }

  /** The prefix that a write wants a subnet to have. */
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

  /** The prefix that a subnet has. */
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
    var shown = row.properties().deepCopy();
    var configurations = attachmentIndex.configurations(documents, row.id());
    if (!configurations.isEmpty()) {
      var array = shown.putArray("ipConfigurations");
      configurations.forEach(configuration -> array.addObject().put("id", configuration.id()));
    }
    Defaults.array(shown, "delegations");
    Defaults.text(shown, "privateEndpointNetworkPolicies", "Disabled");
    Defaults.text(shown, "privateLinkServiceNetworkPolicies", "Enabled");
    return shown;
  }

  private static ArmException missing(JsonBody body, String id) {
    return NetworkErrors.invalidRequestFormat(
        body.has("properties")
            ? "properties.addressPrefix of resource " + id + " is required."
            : "properties of resource " + id + " are required.");
  }
}
