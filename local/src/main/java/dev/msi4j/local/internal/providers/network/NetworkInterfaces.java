package dev.msi4j.local.internal.providers.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.JsonShape;
import dev.msi4j.local.internal.arm.VirtualMachineRegistry.VirtualMachine;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Documents;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/** The network interfaces, which connect virtual machines to subnets. */
final class NetworkInterfaces implements NetworkType {
  static final String TYPE = "networkInterfaces";

  private static final String CONFIGURATIONS = "ipConfigurations";
  private static final String GROUP = "networkSecurityGroup";
  private static final List<String> DNS_LISTS = List.of("dnsServers", "appliedDnsServers");

  /** The vendor prefix of the MAC addresses in Azure. */
  private static final String VENDOR = "00-0D-3A";

  /** The types of the properties that are stored as sent. */
  private static final JsonShape SHAPE =
      JsonShape.of(
          """
          {
            "properties": {
              "enableIPForwarding": true, "enableAcceleratedNetworking": true,
              "disableTcpStateTracking": true, "nicType": "", "auxiliaryMode": "",
              "auxiliarySku": "", "workloadType": "",
              "dnsSettings": {"dnsServers": [""], "internalDnsNameLabel": ""}
            }
          }
          """);

  private final NetworkStore resources;
  private final LinkedScopeChecks linkedScopeChecks;
  private final AttachmentIndex attachmentIndex;
  private final IpConfigurations configurations;

  NetworkInterfaces(
      NetworkStore resources,
      LinkedScopeChecks linkedScopeChecks,
      AttachmentIndex attachmentIndex) {
    this.resources = resources;
    this.linkedScopeChecks = linkedScopeChecks;
    this.attachmentIndex = attachmentIndex;
    configurations = new IpConfigurations(linkedScopeChecks, attachmentIndex);
  }

  @Override
  public String name() {
    return TYPE;
  }

  @Override
  public NetworkRow write(Documents documents, WriteRequest writeRequest) {
    SHAPE.check(writeRequest.body());
    var resolved = configurations.resolve(documents, writeRequest);
    var group =
        LinkedScopeChecks.reference(writeRequest.properties(), GROUP)
            .map(id ->
                linkedScopeChecks
                    .join(documents, writeRequest, id, NetworkSecurityGroups.TYPE)
                    .id());
    var properties = writeRequest.copyOfProperties();
    properties.remove(
        List.of(
            GROUP,
            "provisioningState",
            "resourceGuid",
            "virtualMachine",
            "macAddress",
            "primary",
            "hostedWorkloads",
            "tapConfigurations"));
    properties.set(CONFIGURATIONS, resolved.array());
    group.ifPresent(id -> properties.putObject(GROUP).put("id", id));
    var row = resources.row(writeRequest, properties);
    var uses = new LinkedHashSet<>(resolved.uses());
    group.ifPresent(uses::add);
    resources.saveReferences(documents, row.id(), uses);
    return row;
  }

  @Override
  public void checkUnused(Documents documents, NetworkRow row) {
    resources.users(documents, row.id()).stream()
        .findFirst()
        .ifPresent(user -> {
          var machine =
              attachmentIndex.machine(documents, row).map(VirtualMachine::id).orElse(user);
          throw NetworkErrors.interfaceInUse(row.id(), machine);
        });
  }

  @Override
  public ObjectNode properties(Documents documents, NetworkRow row) {
    var rendered = row.properties().deepCopy();
    rendered.put("resourceGuid", row.resourceGuid());
    var array = rendered.putArray(CONFIGURATIONS);
    IpConfiguration.of(row).forEach(configuration -> array.add(configuration.json()));
    rendered.set("dnsSettings", dnsSettings(row));
    Defaults.flag(rendered, "enableAcceleratedNetworking", false);
    Defaults.flag(rendered, "enableIPForwarding", false);
    rendered.put("vnetEncryptionSupported", false);
    Defaults.text(rendered, "nicType", "Standard");
    Defaults.text(rendered, "auxiliaryMode", "None");
    Defaults.text(rendered, "auxiliarySku", "None");
    rendered.putArray("hostedWorkloads");
    rendered.putArray("tapConfigurations");
    attachmentIndex
        .machine(documents, row)
        .ifPresent(machine -> {
          rendered.putObject("virtualMachine").put("id", machine.id());
          rendered.put("macAddress", macAddress(row));
          rendered.put("primary", isPrimary(machine, row));
        });
    return rendered;
  }

  private static ObjectNode dnsSettings(NetworkRow row) {
    var rendered = Json.object();
    if (row.properties().path("dnsSettings") instanceof ObjectNode sent) {
      rendered.setAll(sent);
    }
    DNS_LISTS.forEach(list -> Defaults.array(rendered, list));
    var zone = row.resourceGuid().replace("-", "").substring(0, 26);
    rendered.put("internalDomainNameSuffix", zone + ".bx.internal.cloudapp.net");
    return rendered;
  }

  /** Returns the MAC address, which is derived from the GUID and thus unique and stable. */
  private static String macAddress(NetworkRow row) {
    var digits = row.resourceGuid().replace("-", "").toUpperCase(Locale.ROOT);
    return VENDOR
        + "-"
        + digits.substring(0, 2)
        + "-"
        + digits.substring(2, 4)
        + "-"
        + digits.substring(4, 6);
  }

  private static boolean isPrimary(VirtualMachine machine, NetworkRow row) {
    return !machine.interfaces().isEmpty()
        && machine.interfaces().get(0).equalsIgnoreCase(row.id());
  }
}
