package dev.msi4j.local.internal.providers.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.JsonShape;
import dev.msi4j.local.internal.arm.VirtualMachineRegistry.VirtualMachine;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Documents;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/** Network interfaces: what a machine is in a subnet with. */
final class NetworkInterfaces implements NetworkType {
  static final String TYPE = "networkInterfaces";

  private static final String CONFIGURATIONS = "ipConfigurations";
  private static final String GROUP = "networkSecurityGroup";
  private static final List<String> DNS_LISTS = List.of("dnsServers", "appliedDnsServers");

  /** The vendor's part of the addresses of Azure's machines. */
  private static final String VENDOR = "00-0D-3A";

  /** The members that are kept as sent. */
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
    var placed = configurations.place(documents, writeRequest);
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
    properties.set(CONFIGURATIONS, placed.array());
    group.ifPresent(id -> properties.putObject(GROUP).put("id", id));
    var row = resources.row(writeRequest, properties);
    var uses = new LinkedHashSet<>(placed.uses());
    group.ifPresent(uses::add);
    resources.use(documents, row.id(), uses);
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
    var shown = row.properties().deepCopy();
    shown.put("resourceGuid", row.resourceGuid());
    var array = shown.putArray(CONFIGURATIONS);
    IpConfiguration.of(row).forEach(configuration -> array.add(configuration.json()));
    shown.set("dnsSettings", dnsSettings(row));
    Defaults.flag(shown, "enableAcceleratedNetworking", false);
    Defaults.flag(shown, "enableIPForwarding", false);
    shown.put("vnetEncryptionSupported", false);
    Defaults.text(shown, "nicType", "Standard");
    Defaults.text(shown, "auxiliaryMode", "None");
    Defaults.text(shown, "auxiliarySku", "None");
    shown.putArray("hostedWorkloads");
    shown.putArray("tapConfigurations");
    attachmentIndex
        .machine(documents, row)
        .ifPresent(machine -> {
          shown.putObject("virtualMachine").put("id", machine.id());
          shown.put("macAddress", macAddress(row));
          shown.put("primary", isFirst(machine, row));
        });
    return shown;
  }

  private static ObjectNode dnsSettings(NetworkRow row) {
    var shown = Json.object();
    if (row.properties().path("dnsSettings") instanceof ObjectNode sent) {
      shown.setAll(sent);
    }
    DNS_LISTS.forEach(list -> Defaults.array(shown, list));
    var zone = row.resourceGuid().replace("-", "").substring(0, 26);
    shown.put("internalDomainNameSuffix", zone + ".bx.internal.cloudapp.net");
    return shown;
  }

  /** The same for as long as the interface is there, and another for each. */
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

  private static boolean isFirst(VirtualMachine machine, NetworkRow row) {
    return !machine.interfaces().isEmpty()
        && machine.interfaces().get(0).equalsIgnoreCase(row.id());
  }
}
