package dev.msi4j.local.internal.providers.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmRefusal;
import dev.msi4j.local.internal.arm.JsonBody;
import dev.msi4j.local.internal.store.Documents;
import java.util.List;

/** Subnets: ranges of addresses within those of their virtual network. */
final class Subnets implements NetworkType {
  static final String TYPE = VirtualNetworks.TYPE + "/" + VirtualNetworks.SUBNETS;

  private static final String GROUP = "networkSecurityGroup";

  private final NetworkStore resources;
  private final Joins joins;
  private final Attachments attachments;

  Subnets(NetworkStore resources, Joins joins, Attachments attachments) {
    this.resources = resources;
    this.joins = joins;
    this.attachments = attachments;
  }

  @Override
  public String name() {
    return TYPE;
  }

  @Override
  public NetworkRow write(Documents documents, Write write) {
    var network = resources.get(documents, write.id().parent());
    var name = write.id().name();
    var others =
        resources.inside(documents, write.id().parent(), VirtualNetworks.SUBNETS).stream()
            .filter(sibling -> !sibling.name().equalsIgnoreCase(name))
            .map(Subnets::prefix)
            .toList();
    AddressSpace.of(network).check(name, prefix(write), others);
    return place(documents, write);
  }

  /** The row of a subnet whose prefix has been checked against those of the others. */
  NetworkRow place(Documents documents, Write write) {
    write
        .existing()
        .filter(row -> !prefix(row).equals(prefix(write)))
        .filter(row -> attachments.user(documents, row.id()).isPresent())
        .ifPresent(row -> {
          throw NetworkErrors.prefixInUse(prefix(row).toString(), row.name());
        });
    Joins.refuseOthers(write, write.properties(), "routeTable", "natGateway");
    var group =
        Joins.reference(write.properties(), GROUP)
            .map(id -> joins.join(documents, write, id, SecurityGroups.TYPE).id());
    var properties = write.copyOfProperties();
    properties.remove(List.of("provisioningState", "ipConfigurations", "purpose"));
    group.ifPresent(id -> properties.putObject(GROUP).put("id", id));
    var row = resources.row(write, properties);
    resources.use(documents, row.id(), group.stream().toList());
    return row;
  }

  /** The prefix that a write wants a subnet to have. */
  static Cidr prefix(Write write) {
    var properties = write.properties();
    var listed = properties.texts("addressPrefixes").orElse(List.of());
    if (listed.size() > 1) {
      throw NetworkErrors.invalidSubnet(
          write.id().name(), write.id().parent().name(), "it has more than one address prefix");
    }
    return properties
        .text("addressPrefix")
        .or(() -> listed.stream().findFirst())
        .map(text -> Cidr.parse(text, write.id().toString()))
        .orElseThrow(() -> missing(write.body(), write.id().toString()));
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
    attachments
        .user(documents, row.id())
        .ifPresent(user -> {
          throw NetworkErrors.subnetInUse(row.name(), user);
        });
  }

  @Override
  public ObjectNode properties(Documents documents, NetworkRow row) {
    var shown = row.properties().deepCopy();
    var configurations = attachments.configurations(documents, row.id());
    if (!configurations.isEmpty()) {
      var array = shown.putArray("ipConfigurations");
      configurations.forEach(configuration -> array.addObject().put("id", configuration.id()));
    }
    Defaults.array(shown, "delegations");
    Defaults.text(shown, "privateEndpointNetworkPolicies", "Disabled");
    Defaults.text(shown, "privateLinkServiceNetworkPolicies", "Enabled");
    return shown;
  }

  private static ArmRefusal missing(JsonBody body, String id) {
    return NetworkErrors.invalidRequestFormat(
        body.has("properties")
            ? "properties.addressPrefix of resource " + id + " is required."
            : "properties of resource " + id + " are required.");
  }
}
