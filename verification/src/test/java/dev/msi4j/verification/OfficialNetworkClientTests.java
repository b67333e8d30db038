package dev.msi4j.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.management.Region;
import com.azure.core.management.exception.ManagementException;
import com.azure.resourcemanager.network.NetworkManager;
import com.azure.resourcemanager.network.models.IpAllocationMethod;
import com.azure.resourcemanager.network.models.Network;
import com.azure.resourcemanager.network.models.NetworkInterface;
import com.azure.resourcemanager.network.models.NetworkSecurityGroup;
import com.azure.resourcemanager.network.models.PublicIPSkuType;
import com.azure.resourcemanager.network.models.PublicIpAddress;
import com.azure.resourcemanager.network.models.SecurityRuleAccess;
import com.azure.resourcemanager.network.models.SecurityRuleProtocol;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests Microsoft's client of Microsoft.Network against the local Azure. */
class OfficialNetworkClientTests {
  private static final String GROUP = "network";

  /** Each poll takes the client one second, so one poll is enough to test waiting. */
  @AutoClose
  private static final LocalAzure azure =
      TestAzure.builder()
          .longRunningOperationPolls("Microsoft.Network/virtualNetworks/write", 1)
          .start();

  private static final Clients clients = new Clients(azure);
  private static final NetworkManager network = clients.network();

  @BeforeAll
  static void createGroup() {
    clients.createGroup(GROUP);
  }

  @Test
  void networksAreCreatedChangedListedAndDeleted() {
    var created = createNetwork("life");

    assertThat(created.subnets()).containsOnlyKeys("front", "back");
    assertThat(created.innerModel().provisioningState()).hasToString("Succeeded");
    var updated = created.update().withoutSubnet("back").withTag("team", "core").apply();
    assertThat(updated.subnets()).containsOnlyKeys("front");
    assertThat(updated.updateTags().withTag("b", "2").applyTags().tags())
        .containsOnlyKeys("team", "b");
    assertThat(network.networks().listByResourceGroup(GROUP))
        .extracting(Network::name)
        .contains("life");
    assertThat(network.networks().list()).extracting(Network::id).contains(created.id());
    network.networks().deleteById(created.id());
    assertThatThrownBy(() -> network.networks().getById(created.id()))
        .isInstanceOfSatisfying(
            ManagementException.class,
            exception -> assertThat(exception.getValue().getCode()).isEqualTo("ResourceNotFound"));
  }

  @Test
  void publicAddressesAreCreatedChangedListedAndDeleted() {
    var created = createPublicAddress("public", "msi4j-public");

    assertThat(created.ipAddress()).startsWith("198.18.");
    assertThat(created.fqdn()).isEqualTo("msi4j-public.eastus.cloudapp.azure.com");
    assertThat(created.sku()).isEqualTo(PublicIPSkuType.STANDARD);
    assertThat(created.ipAllocationMethod()).isEqualTo(IpAllocationMethod.STATIC);
    assertThat(created.hasAssignedNetworkInterface()).isFalse();
    var updated = created.update().withIdleTimeoutInMinutes(10).withTag("a", "1").apply();
    assertThat(updated.idleTimeoutInMinutes()).isEqualTo(10);
    assertThat(updated.ipAddress()).isEqualTo(created.ipAddress());
    assertThat(network.publicIpAddresses().listByResourceGroup(GROUP))
        .extracting(PublicIpAddress::name)
        .contains("public");
    network.publicIpAddresses().deleteById(created.id());
    assertThat(network.publicIpAddresses().list())
        .extracting(PublicIpAddress::name)
        .doesNotContain("public");
  }

  @Test
  void securityGroupsAreCreatedChangedListedAndDeleted() {
    var created = createSecurityGroup("guard");

    assertThat(created.defaultSecurityRules()).hasSize(6);
    var rule = created.securityRules().get("ssh");
    assertThat(rule.access()).isEqualTo(SecurityRuleAccess.ALLOW);
    assertThat(rule.protocol()).isEqualTo(SecurityRuleProtocol.TCP);
    assertThat(rule.destinationPortRange()).isEqualTo("22");
    assertThat(rule.priority()).isEqualTo(100);
    var updated =
        created
            .update()
            .withoutRule("ssh")
            .defineRule("out")
            .denyOutbound()
            .fromAnyAddress()
            .fromAnyPort()
            .toAddress("10.0.0.0/8")
            .toPortRanges("80", "8000-8080")
            .withAnyProtocol()
            .withPriority(200)
            .attach()
            .apply();
    assertThat(updated.securityRules()).containsOnlyKeys("out");
    assertThat(network.networkSecurityGroups().listByResourceGroup(GROUP))
        .extracting(NetworkSecurityGroup::name)
        .contains("guard");
    network.networkSecurityGroups().deleteById(created.id());
    assertThat(network.networkSecurityGroups().list())
        .extracting(NetworkSecurityGroup::name)
        .doesNotContain("guard");
  }

  @Test
  void interfacesAreCreatedChangedListedAndDeleted() {
    var address = createPublicAddress("nic", "msi4j-nic");
    var group = createSecurityGroup("nic");
    var created =
        network
            .networkInterfaces()
            .define("nic")
            .withRegion(Region.US_EAST)
            .withExistingResourceGroup(GROUP)
            .withExistingPrimaryNetwork(createNetwork("nic"))
            .withSubnet("front")
            .withPrimaryPrivateIPAddressDynamic()
            .withExistingPrimaryPublicIPAddress(address)
            .withExistingNetworkSecurityGroup(group)
            .create();

    assertThat(created.primaryPrivateIP()).isEqualTo("10.0.0.4");
    assertThat(created.primaryIPConfiguration().getPublicIpAddress().ipAddress())
        .isEqualTo(address.ipAddress());
    assertThat(created.primaryIPConfiguration().getNetwork().name()).isEqualTo("nic");
    assertThat(created.getNetworkSecurityGroup().networkInterfaceIds())
        .containsExactly(created.id());
    assertThat(created.virtualMachineId()).isNull();
    assertThat(address.refresh().getAssignedNetworkInterfaceIPConfiguration().parent().id())
        .isEqualTo(created.id());
    assertThat(
            network
                .networks()
                .getByResourceGroup(GROUP, "nic")
                .subnets()
                .get("front")
                .listNetworkInterfaceIPConfigurations())
        .hasSize(1);
    var updated =
        created
            .update()
            .withPrimaryPrivateIPAddressStatic("10.0.0.77")
            .withoutPrimaryPublicIPAddress()
            .apply();
    assertThat(updated.primaryPrivateIP()).isEqualTo("10.0.0.77");
    assertThat(address.refresh().hasAssignedNetworkInterface()).isFalse();
    assertThat(network.networkInterfaces().listByResourceGroup(GROUP))
        .extracting(NetworkInterface::name)
        .contains("nic");
    network.networkInterfaces().deleteById(created.id());
    assertThat(network.networkInterfaces().list()).isEmpty();
    network.networks().deleteByResourceGroup(GROUP, "nic");
  }

  @Test
  void errorsContainConflictingResource() {
    createNetwork("in-use");

    assertThatThrownBy(() ->
            network
                .networks()
                .getByResourceGroup(GROUP, "in-use")
                .update()
                .withSubnet("overlapping", "10.0.0.128/25")
                .apply())
        .isInstanceOfSatisfying(
            ManagementException.class,
            exception -> {
              assertThat(exception.getValue().getCode()).isEqualTo("NetcfgSubnetRangesOverlap");
              assertThat(exception.getValue().getMessage()).contains("'overlapping'");
            });
  }

  private static Network createNetwork(String name) {
    return network
        .networks()
        .define(name)
        .withRegion(Region.US_EAST)
        .withExistingResourceGroup(GROUP)
        .withAddressSpace("10.0.0.0/16")
        .withSubnet("front", "10.0.0.0/24")
        .withSubnet("back", "10.0.1.0/24")
        .create();
  }

  private static PublicIpAddress createPublicAddress(String name, String label) {
    return network
        .publicIpAddresses()
        .define(name)
        .withRegion(Region.US_EAST)
        .withExistingResourceGroup(GROUP)
        .withSku(PublicIPSkuType.STANDARD)
        .withStaticIP()
        .withLeafDomainLabel(label)
        .create();
  }

  private static NetworkSecurityGroup createSecurityGroup(String name) {
    return network
        .networkSecurityGroups()
        .define(name)
        .withRegion(Region.US_EAST)
        .withExistingResourceGroup(GROUP)
        .defineRule("ssh")
        .allowInbound()
        .fromAnyAddress()
        .fromAnyPort()
        .toAnyAddress()
        .toPort(22)
        .withProtocol(SecurityRuleProtocol.TCP)
        .withPriority(100)
        .attach()
        .create();
  }
}
