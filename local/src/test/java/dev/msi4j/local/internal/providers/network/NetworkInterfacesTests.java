package dev.msi4j.local.internal.providers.network;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static dev.msi4j.local.internal.providers.network.NetworkFixture.configuration;
import static dev.msi4j.local.internal.providers.network.NetworkFixture.created;
import static dev.msi4j.local.internal.providers.network.NetworkFixture.privateAddress;
import static dev.msi4j.local.internal.providers.network.NetworkFixture.publicReference;
import static dev.msi4j.local.internal.providers.network.NetworkFixture.staticAddress;
import static dev.msi4j.local.internal.providers.network.NetworkFixture.subnetJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.http.Response;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkInterfacesTests {
  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Arm arm = Arm.signIn(azure);
  private static final NetworkFixture fixture = NetworkFixture.inNewGroup(arm, "rg");

  @Test
  void putAllocatesFirstFreeAddressOfSubnet() {
    var subnet = network("dynamic", "10.0.0.0/29");

    assertThat(privateAddress(created(fixture.putInterface("dynamic-1", subnet, ""))))
        .isEqualTo("10.0.0.4");
    assertThat(privateAddress(created(fixture.putInterface("dynamic-2", subnet, ""))))
        .isEqualTo("10.0.0.5");
    created(fixture.putInterface("dynamic-3", subnet, ""));
    var full = fixture.putInterface("dynamic-4", subnet, "");
    assertThat(error(full)).isEqualTo("400 SubnetIsFull");
    assertThat(message(full)).contains("Subnet a ", "10.0.0.0/29");

    fixture.delete(fixture.networkInterface("dynamic-1"));

    assertThat(privateAddress(created(fixture.putInterface("dynamic-4", subnet, ""))))
        .isEqualTo("10.0.0.4");
  }

  @Test
  void secondPutKeepsAddress() {
    var subnet = network("kept", "10.0.0.0/24");
    created(fixture.putInterface("kept-1", subnet, ""));
    created(fixture.putInterface("kept-2", subnet, ""));
    fixture.delete(fixture.networkInterface("kept-1"));

    var again = fixture.putInterface("kept-2", subnet, ",'primary':true");

    assertThat(again.status()).isEqualTo(200);
    assertThat(privateAddress(json(again))).isEqualTo("10.0.0.5");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.1.4, PrivateIPAddressNotInSubnet",
    "10.0.0.0, PrivateIPAddressInReservedRange",
    "10.0.0.3, PrivateIPAddressInReservedRange",
    "10.0.0.255, PrivateIPAddressInReservedRange",
    "10.0.0.9, PrivateIPAddressIsAllocated",
    "10.0.0, InvalidIPAddressFormat",
    "fd00::4, IPv6NotSupported"
  })
  void putRejectsInvalidStaticAddress(String address, String code) {
    var subnet = network("asked", "10.0.0.0/24");
    fixture.putInterface("asked-1", subnet, staticAddress("10.0.0.9"));

    var answer = fixture.putInterface("asked-2", subnet, staticAddress(address));

    assertThat(error(answer)).isEqualTo("400 " + code);
    assertThat(message(answer)).contains(address);
  }

  @Test
  void putAllocatesStaticAddressBeforeDynamicOnes() {
    var subnet = network("mixed", "10.0.0.0/24");

    var both =
        fixture.put(
            fixture.networkInterface("mixed"),
            "{'ipConfigurations':["
                + configuration("dynamic", subnet, "")
                + ","
                + configuration("static", subnet, staticAddress("10.0.0.4"))
                + "]}");

    assertThat(created(both).findValuesAsText("privateIPAddress"))
        .containsExactly("10.0.0.5", "10.0.0.4");
    assertThat(json(both).findValuesAsText("primary")).containsExactly("true", "false");
  }

  @Test
  void subnetAndPublicAddressReturnIpConfiguration() {
    var subnet = network("seen", "10.0.0.0/24");
    created(fixture.putPublicAddress("seen", "Standard", "Static"));

    var made =
        created(
            fixture.putInterface("seen", subnet, publicReference(fixture.publicAddress("seen"))));

    var configuration = made.path("properties").path("ipConfigurations").path(0);
    assertThat(configuration.path("id").asText())
        .isEqualTo(fixture.networkInterface("seen") + "/ipConfigurations/one");
    assertThat(fixture.properties(subnet).path("ipConfigurations").path(0).path("id"))
        .isEqualTo(configuration.path("id"));
    assertThat(fixture.properties(fixture.publicAddress("seen")).path("ipConfiguration").path("id"))
        .isEqualTo(configuration.path("id"));
    assertThat(made.path("properties").has("virtualMachine")).isFalse();
    assertThat(made.path("properties").has("macAddress")).isFalse();
  }

  @Test
  void deleteRejectsResourcesThatInterfaceUses() {
    var subnet = network("held", "10.0.0.0/24");
    created(fixture.putPublicAddress("held", "Standard", "Static"));
    created(fixture.put(fixture.securityGroup("held"), "{}"));
    created(
        fixture.put(
            fixture.networkInterface("held"),
            "{'networkSecurityGroup':{'id':'"
                + fixture.securityGroup("held")
                + "'},'ipConfigurations':["
                + configuration("one", subnet, publicReference(fixture.publicAddress("held")))
                + "]}"));

    assertThat(error(fixture.delete(subnet))).isEqualTo("400 InUseSubnetCannotBeDeleted");
    assertThat(message(fixture.delete(subnet)))
        .contains(
            "Subnet a is in use by " + fixture.networkInterface("held") + "/ipConfigurations/one");
    assertThat(error(fixture.delete(fixture.network("held"))))
        .isEqualTo("400 InUseSubnetCannotBeDeleted");
    assertThat(error(fixture.putNetwork("held", "10.0.0.0/16")))
        .isEqualTo("400 InUseSubnetCannotBeDeleted");
    assertThat(error(fixture.putNetwork("held", "10.0.0.0/16", subnetJson("a", "10.0.9.0/24"))))
        .isEqualTo("400 InUsePrefixCannotBeDeleted");
    assertThat(error(fixture.putNetwork("held", "10.9.0.0/16", subnetJson("a", "10.0.0.0/24"))))
        .isEqualTo("400 NetcfgSubnetRangeOutsideVnet");
    assertThat(error(fixture.delete(fixture.publicAddress("held"))))
        .isEqualTo("400 PublicIPAddressCannotBeDeleted");
    assertThat(error(fixture.delete(fixture.securityGroup("held"))))
        .isEqualTo("400 InUseNetworkSecurityGroupCannotBeDeleted");
    assertThat(message(fixture.delete(fixture.securityGroup("held"))))
        .contains(fixture.networkInterface("held"));

    assertThat(fixture.delete(fixture.networkInterface("held")).status()).isEqualTo(202);

    assertThat(fixture.delete(fixture.network("held")).status()).isEqualTo(202);
    assertThat(fixture.delete(fixture.publicAddress("held")).status()).isEqualTo(202);
    assertThat(fixture.delete(fixture.securityGroup("held")).status()).isEqualTo(202);
  }

  @Test
  void putReleasesResourcesItNoLongerNames() {
    var subnet = network("released", "10.0.0.0/24");
    created(fixture.putPublicAddress("released", "Standard", "Static"));
    created(
        fixture.putInterface(
            "released", subnet, publicReference(fixture.publicAddress("released"))));

    assertThat(fixture.putInterface("released", subnet, "").status()).isEqualTo(200);

    assertThat(fixture.properties(fixture.publicAddress("released")).has("ipConfiguration"))
        .isFalse();
    assertThat(fixture.delete(fixture.publicAddress("released")).status()).isEqualTo(202);
  }

  @Test
  void putTreatsNullAsMissing() {
    var subnet = network("nothing", "10.0.0.0/24");

    var made =
        created(
            fixture.put(
                fixture.networkInterface("nothing"),
                "{'networkSecurityGroup':null,'ipConfigurations':["
                    + configuration("one", subnet, ",'publicIPAddress':null")
                    + "]}"));

    assertThat(made.findValues("networkSecurityGroup")).isEmpty();
    assertThat(made.findValues("publicIPAddress")).isEmpty();
  }

  @Test
  void putRejectsPublicAddressInUse() {
    var subnet = network("shared", "10.0.0.0/24");
    created(fixture.putPublicAddress("shared", "Standard", "Static"));
    var reference = publicReference(fixture.publicAddress("shared"));
    created(fixture.putInterface("shared-1", subnet, reference));

    var other = fixture.putInterface("shared-2", subnet, reference);
    var twice =
        fixture.put(
            fixture.networkInterface("shared-1"),
            "{'ipConfigurations':["
                + configuration("one", subnet, reference)
                + ","
                + configuration("two", subnet, reference)
                + "]}");

    assertThat(error(other)).isEqualTo("400 PublicIPAddressInUse");
    assertThat(message(other)).contains(fixture.networkInterface("shared-1"));
    assertThat(error(twice)).isEqualTo("400 PublicIPReferencedByMultipleIPConfigs");
  }

  @Test
  void putRejectsMissingOrRemoteReferences() {
    var subnet = network("referred", "10.0.0.0/24");
    created(
        fixture.send(
            fixture.network("far"),
            "{'location':'westus','properties':{'addressSpace':{'addressPrefixes':['10.0.0.0/16']},"
                + "'subnets':["
                + subnetJson("a", "10.0.0.0/24")
                + "]}}"));

    var missing = fixture.putInterface("referring", fixture.subnet("referred", "no"), "");

    assertThat(error(missing)).isEqualTo("400 InvalidResourceReference");
    assertThat(message(missing))
        .startsWith(
            "Resource "
                + fixture.subnet("referred", "no")
                + " referenced by resource "
                + fixture.networkInterface("referring")
                + " was not found.");
    assertThat(error(fixture.putInterface("referring", fixture.network("referred"), "")))
        .isEqualTo("400 InvalidResourceReference");
    assertThat(error(fixture.putInterface("referring", fixture.subnet("far", "a"), "")))
        .isEqualTo("400 InvalidResourceReference");
    assertThat(error(fixture.putInterface("referring", subnet, publicReference(subnet))))
        .isEqualTo("400 InvalidResourceReference");
    assertThat(error(arm.get(fixture.networkInterface("referring"), NetworkFixture.VERSION)))
        .isEqualTo("404 ResourceNotFound");
  }

  @Test
  void putRejectsContradictingIpConfigurations() {
    var subnet = network("fitting", "10.0.0.0/24");
    created(fixture.put(fixture.subnet("fitting", "b"), "{'addressPrefix':'10.0.1.0/24'}"));
    var one = configuration("one", subnet, ",'primary':true");

    assertThat(message(configured("[]"))).contains("at least one is required");
    assertThat(message(configured("[" + one + "," + one + "]")))
        .contains("'one' is contained more than once");
    assertThat(
            message(
                configured(
                    "[" + one + "," + configuration("two", subnet, ",'primary':true") + "]")))
        .contains("only one can be primary");
    assertThat(message(configured("[{'name':'one','properties':{}}]")))
        .contains("must have a subnet");
    assertThat(
            error(
                configured(
                    "["
                        + one
                        + ","
                        + configuration("two", fixture.subnet("fitting", "b"), "")
                        + "]")))
        .isEqualTo("400 IpConfigurationsOnSameNicCannotUseDifferentSubnets");
    assertThat(
            message(
                configured(
                    "["
                        + configuration("one", subnet, ",'privateIPAllocationMethod':'Static'")
                        + "]")))
        .contains("must have a privateIPAddress");
  }

  private static Response configured(String configurations) {
    return fixture.put(
        fixture.networkInterface("fitting"), "{'ipConfigurations':" + configurations + "}");
  }

  /** Creates a network if it does not exist and returns the id of its subnet. */
  private static String network(String name, String subnetPrefix) {
    assertThat(fixture.putNetwork(name, "10.0.0.0/16", subnetJson("a", subnetPrefix)).status())
        .isIn(200, 201);
    return fixture.subnet(name, "a");
  }
}
