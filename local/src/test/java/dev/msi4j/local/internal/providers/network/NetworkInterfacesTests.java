package dev.msi4j.local.internal.providers.network;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static dev.msi4j.local.internal.providers.network.Net.configuration;
import static dev.msi4j.local.internal.providers.network.Net.created;
import static dev.msi4j.local.internal.providers.network.Net.privateAddress;
import static dev.msi4j.local.internal.providers.network.Net.publicReference;
import static dev.msi4j.local.internal.providers.network.Net.staticAddress;
import static dev.msi4j.local.internal.providers.network.Net.subnetJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.http.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkInterfacesTests {
  private static LocalAzure azure;
  private static Arm arm;
  private static Net net;

  @BeforeAll
  static void start() {
    azure = TestAzure.start();
    arm = Arm.signIn(azure);
    net = Net.inNewGroup(arm, "rg");
  }

  @AfterAll
  static void stop() {
    azure.close();
  }

  @Test
  void takesTheFirstFreeAddressOfItsSubnet() {
    var subnet = network("dynamic", "10.0.0.0/29");

    assertThat(privateAddress(created(net.putInterface("dynamic-1", subnet, ""))))
        .isEqualTo("10.0.0.4");
    assertThat(privateAddress(created(net.putInterface("dynamic-2", subnet, ""))))
        .isEqualTo("10.0.0.5");
    created(net.putInterface("dynamic-3", subnet, ""));
    var full = net.putInterface("dynamic-4", subnet, "");
    assertThat(error(full)).isEqualTo("400 SubnetIsFull");
    assertThat(message(full)).contains("Subnet a ", "10.0.0.0/29");

    net.delete(net.networkInterface("dynamic-1"));

    assertThat(privateAddress(created(net.putInterface("dynamic-4", subnet, ""))))
        .isEqualTo("10.0.0.4");
  }

  @Test
  void keepsItsAddressWhenItIsWrittenAgain() {
    var subnet = network("kept", "10.0.0.0/24");
    created(net.putInterface("kept-1", subnet, ""));
    created(net.putInterface("kept-2", subnet, ""));
    net.delete(net.networkInterface("kept-1"));

    var again = net.putInterface("kept-2", subnet, ",'primary':true");

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
  void checksAnAddressThatIsAskedFor(String address, String code) {
    var subnet = network("asked", "10.0.0.0/24");
    net.putInterface("asked-1", subnet, staticAddress("10.0.0.9"));

    var answer = net.putInterface("asked-2", subnet, staticAddress(address));

    assertThat(error(answer)).isEqualTo("400 " + code);
    assertThat(message(answer)).contains(address);
  }

  @Test
  void givesAStaticAddressBeforeDynamicOnes() {
    var subnet = network("mixed", "10.0.0.0/24");

    var both =
        net.put(
            net.networkInterface("mixed"),
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
  void isSeenByItsSubnetAndItsPublicAddress() {
    var subnet = network("seen", "10.0.0.0/24");
    created(net.putPublicAddress("seen", "Standard", "Static"));

    var made =
        created(net.putInterface("seen", subnet, publicReference(net.publicAddress("seen"))));

    var configuration = made.path("properties").path("ipConfigurations").path(0);
    assertThat(configuration.path("id").asText())
        .isEqualTo(net.networkInterface("seen") + "/ipConfigurations/one");
    assertThat(net.properties(subnet).path("ipConfigurations").path(0).path("id"))
        .isEqualTo(configuration.path("id"));
    assertThat(net.properties(net.publicAddress("seen")).path("ipConfiguration").path("id"))
        .isEqualTo(configuration.path("id"));
    assertThat(made.path("properties").has("virtualMachine")).isFalse();
    assertThat(made.path("properties").has("macAddress")).isFalse();
  }

  @Test
  void keepsWhatItUsesFromBeingDeleted() {
    var subnet = network("held", "10.0.0.0/24");
    created(net.putPublicAddress("held", "Standard", "Static"));
    created(net.put(net.securityGroup("held"), "{}"));
    created(
        net.put(
            net.networkInterface("held"),
            "{'networkSecurityGroup':{'id':'"
                + net.securityGroup("held")
                + "'},'ipConfigurations':["
                + configuration("one", subnet, publicReference(net.publicAddress("held")))
                + "]}"));

    assertThat(error(net.delete(subnet))).isEqualTo("400 InUseSubnetCannotBeDeleted");
    assertThat(message(net.delete(subnet)))
        .contains(
            "Subnet a is in use by " + net.networkInterface("held") + "/ipConfigurations/one");
    assertThat(error(net.delete(net.network("held")))).isEqualTo("400 InUseSubnetCannotBeDeleted");
    assertThat(error(net.putNetwork("held", "10.0.0.0/16")))
        .isEqualTo("400 InUseSubnetCannotBeDeleted");
    assertThat(error(net.putNetwork("held", "10.0.0.0/16", subnetJson("a", "10.0.9.0/24"))))
        .isEqualTo("400 InUsePrefixCannotBeDeleted");
    assertThat(error(net.putNetwork("held", "10.9.0.0/16", subnetJson("a", "10.0.0.0/24"))))
        .isEqualTo("400 NetcfgSubnetRangeOutsideVnet");
    assertThat(error(net.delete(net.publicAddress("held"))))
        .isEqualTo("400 PublicIPAddressCannotBeDeleted");
    assertThat(error(net.delete(net.securityGroup("held"))))
        .isEqualTo("400 InUseNetworkSecurityGroupCannotBeDeleted");
    assertThat(message(net.delete(net.securityGroup("held"))))
        .contains(net.networkInterface("held"));

    assertThat(net.delete(net.networkInterface("held")).status()).isEqualTo(202);

    assertThat(net.delete(net.network("held")).status()).isEqualTo(202);
    assertThat(net.delete(net.publicAddress("held")).status()).isEqualTo(202);
    assertThat(net.delete(net.securityGroup("held")).status()).isEqualTo(202);
  }

  @Test
  void givesBackWhatAWriteNoLongerNames() {
    var subnet = network("released", "10.0.0.0/24");
    created(net.putPublicAddress("released", "Standard", "Static"));
    created(net.putInterface("released", subnet, publicReference(net.publicAddress("released"))));

    assertThat(net.putInterface("released", subnet, "").status()).isEqualTo(200);

    assertThat(net.properties(net.publicAddress("released")).has("ipConfiguration")).isFalse();
    assertThat(net.delete(net.publicAddress("released")).status()).isEqualTo(202);
  }

  @Test
  void takesNullForNothing() {
    var subnet = network("nothing", "10.0.0.0/24");

    var made =
        created(
            net.put(
                net.networkInterface("nothing"),
                "{'networkSecurityGroup':null,'ipConfigurations':["
                    + configuration("one", subnet, ",'publicIPAddress':null")
                    + "]}"));

    assertThat(made.findValues("networkSecurityGroup")).isEmpty();
    assertThat(made.findValues("publicIPAddress")).isEmpty();
  }

  @Test
  void rejectsAPublicAddressThatIsInUse() {
    var subnet = network("shared", "10.0.0.0/24");
    created(net.putPublicAddress("shared", "Standard", "Static"));
    var reference = publicReference(net.publicAddress("shared"));
    created(net.putInterface("shared-1", subnet, reference));

    var other = net.putInterface("shared-2", subnet, reference);
    var twice =
        net.put(
            net.networkInterface("shared-1"),
            "{'ipConfigurations':["
                + configuration("one", subnet, reference)
                + ","
                + configuration("two", subnet, reference)
                + "]}");

    assertThat(error(other)).isEqualTo("400 PublicIPAddressInUse");
    assertThat(message(other)).contains(net.networkInterface("shared-1"));
    assertThat(error(twice)).isEqualTo("400 PublicIPReferencedByMultipleIPConfigs");
  }

  @Test
  void refersOnlyToExistingResourcesInItsRegion() {
    var subnet = network("referred", "10.0.0.0/24");
    created(
        net.send(
            net.network("far"),
            "{'location':'westus','properties':{'addressSpace':{'addressPrefixes':['10.0.0.0/16']},"
                + "'subnets':["
                + subnetJson("a", "10.0.0.0/24")
                + "]}}"));

    var missing = net.putInterface("referring", net.subnet("referred", "no"), "");

    assertThat(error(missing)).isEqualTo("400 InvalidResourceReference");
    assertThat(message(missing))
        .startsWith(
            "Resource "
                + net.subnet("referred", "no")
                + " referenced by resource "
                + net.networkInterface("referring")
                + " was not found.");
    assertThat(error(net.putInterface("referring", net.network("referred"), "")))
        .isEqualTo("400 InvalidResourceReference");
    assertThat(error(net.putInterface("referring", net.subnet("far", "a"), "")))
        .isEqualTo("400 InvalidResourceReference");
    assertThat(error(net.putInterface("referring", subnet, publicReference(subnet))))
        .isEqualTo("400 InvalidResourceReference");
    assertThat(error(arm.get(net.networkInterface("referring"), Net.VERSION)))
        .isEqualTo("404 ResourceNotFound");
  }

  @Test
  void wantsConfigurationsThatFitTogether() {
    var subnet = network("fitting", "10.0.0.0/24");
    created(net.put(net.subnet("fitting", "b"), "{'addressPrefix':'10.0.1.0/24'}"));
    var one = configuration("one", subnet, ",'primary':true");

    assertThat(message(configured("[]"))).contains("there must be one or more");
    assertThat(message(configured("[" + one + "," + one + "]"))).contains("'one' is there twice");
    assertThat(
            message(
                configured(
                    "[" + one + "," + configuration("two", subnet, ",'primary':true") + "]")))
        .contains("only one can be primary");
    assertThat(message(configured("[{'name':'one','properties':{}}]"))).contains("needs a subnet");
    assertThat(
            error(
                configured(
                    "[" + one + "," + configuration("two", net.subnet("fitting", "b"), "") + "]")))
        .isEqualTo("400 IpConfigurationsOnSameNicCannotUseDifferentSubnets");
    assertThat(
            message(
                configured(
                    "["
                        + configuration("one", subnet, ",'privateIPAllocationMethod':'Static'")
                        + "]")))
        .contains("needs a privateIPAddress");
  }

  private static Response configured(String configurations) {
    return net.put(net.networkInterface("fitting"), "{'ipConfigurations':" + configurations + "}");
  }

  /** The id of the one subnet of a new network; the same when it is there already. */
  private static String network(String name, String subnetPrefix) {
    assertThat(net.putNetwork(name, "10.0.0.0/16", subnetJson("a", subnetPrefix)).status())
        .isIn(200, 201);
    return net.subnet(name, "a");
  }
}
