package dev.msi4j.local.internal.providers.network;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static dev.msi4j.local.internal.providers.network.Net.created;
import static dev.msi4j.local.internal.providers.network.Net.subnetJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VirtualNetworksTests {
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
  void isMadeWithItsSubnets() {
    var network = created(net.putNetwork("whole", "10.0.0.0/16", subnetJson("a", "10.0.1.0/24")));

    assertThat(network.path("id").asText()).isEqualTo(net.network("whole"));
    assertThat(network.path("type").asText()).isEqualTo("Microsoft.Network/virtualNetworks");
    assertThat(network.path("etag").asText()).startsWith("W/\"");
    var properties = network.path("properties");
    assertThat(properties.path("provisioningState").asText()).isEqualTo("Succeeded");
    assertThat(properties.path("resourceGuid").asText()).hasSize(36);
    var subnet = properties.path("subnets").path(0);
    assertThat(subnet.path("id").asText()).isEqualTo(net.subnet("whole", "a"));
    assertThat(subnet.path("properties").path("addressPrefix").asText()).isEqualTo("10.0.1.0/24");
    assertThat(net.get(net.subnet("whole", "a"))).isEqualTo(subnet);
  }

  @Test
  void takesSubnetsOneByOne() {
    created(net.putNetwork("growing", "10.0.0.0/16"));

    created(net.put(net.subnet("growing", "a"), "{'addressPrefix':'10.0.0.0/24'}"));
    created(net.put(net.subnet("growing", "b"), "{'addressPrefixes':['10.0.1.0/24']}"));

    assertThat(
            json(arm.get(net.network("growing") + "/subnets", Net.VERSION))
                .path("value")
                .findValuesAsText("name"))
        .containsExactly("a", "b");
    assertThat(net.properties(net.network("growing")).path("subnets")).hasSize(2);
    assertThat(net.delete(net.subnet("growing", "a")).status()).isEqualTo(202);
    assertThat(net.properties(net.network("growing")).path("subnets")).hasSize(1);
    assertThat(error(arm.get(net.subnet("growing", "a"), Net.VERSION))).isEqualTo("404 NotFound");
    assertThat(net.delete(net.subnet("growing", "a")).status()).isEqualTo(204);
  }

  @Test
  void isReplacedAsAWholeBySecondWrite() {
    created(net.putNetwork("replaced", "10.0.0.0/16", subnetJson("a", "10.0.1.0/24")));

    var answer = net.putNetwork("replaced", "10.0.0.0/8", subnetJson("b", "10.9.0.0/24"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(json(answer).path("properties").path("subnets").findValuesAsText("name"))
        .containsExactly("b");
    assertThat(error(arm.get(net.subnet("replaced", "a"), Net.VERSION))).isEqualTo("404 NotFound");
  }

  @Test
  void letsSubnetsSwapTheirPrefixes() {
    created(
        net.putNetwork(
            "swapping",
            "10.0.0.0/16",
            subnetJson("a", "10.0.1.0/24"),
            subnetJson("b", "10.0.2.0/24")));

    var swapped =
        net.putNetwork(
            "swapping",
            "10.0.0.0/16",
            subnetJson("a", "10.0.2.0/24"),
            subnetJson("b", "10.0.1.0/24"));

    assertThat(json(swapped).path("properties").path("subnets").findValuesAsText("addressPrefix"))
        .containsExactly("10.0.2.0/24", "10.0.1.0/24");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0, InvalidAddressPrefixFormat",
    "10.0.0.0/33, InvalidAddressPrefixFormat",
    "10.0.0.256/24, InvalidAddressPrefixFormat",
    "10.0.0.1/24, InvalidCIDRNotation",
    "fd00::/48, IPv6NotSupported"
  })
  void wantsPrefixesInCidrNotation(String prefix, String code) {
    var answer = net.putNetwork("unreadable", prefix);

    assertThat(error(answer)).isEqualTo("400 " + code);
    assertThat(message(answer)).contains(prefix);
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.0.0/24, NetcfgSubnetRangeOutsideVnet",
    "10.0.0.0/8, NetcfgSubnetRangeOutsideVnet",
    "10.0.1.128/25, NetcfgSubnetRangesOverlap",
    "10.0.0.0/16, NetcfgSubnetRangesOverlap",
    "10.0.2.0/30, NetcfgInvalidSubnet"
  })
  void wantsSubnetsWithinItsPrefixesAndApart(String prefix, String code) {
    net.putNetwork("bounded", "10.0.0.0/16", subnetJson("a", "10.0.1.0/24"));

    var answer = net.put(net.subnet("bounded", "b"), "{'addressPrefix':'" + prefix + "'}");

    assertThat(error(answer)).isEqualTo("400 " + code);
    assertThat(message(answer)).contains("'b'", "'bounded'");
  }

  @Test
  void wantsItsOwnPrefixesApart() {
    var answer =
        net.put(
            net.network("overlapping"),
            "{'addressSpace':{'addressPrefixes':['10.0.0.0/16','10.0.4.0/24']}}");

    assertThat(error(answer)).isEqualTo("400 NetcfgInvalidVirtualNetworkSite");
    assertThat(message(answer)).contains("10.0.0.0/16", "10.0.4.0/24");
  }

  @Test
  void wantsAnAddressSpaceANameAndARegion() {
    assertThat(error(net.put(net.network("none"), "{}"))).isEqualTo("400 InvalidRequestFormat");
    assertThat(message(net.put(net.network("none"), "{}")))
        .contains("properties.addressSpace.addressPrefixes");
    assertThat(error(net.putNetwork("-no", "10.0.0.0/16"))).isEqualTo("400 InvalidResourceName");
    assertThat(error(net.send(net.network("none"), "{}"))).isEqualTo("400 LocationRequired");
    assertThat(error(net.put(net.network("none"), "{'subnets':[{}]}")))
        .isEqualTo("400 InvalidRequestFormat");
  }

  @Test
  void doesNotMove() {
    created(net.putNetwork("fixed", "10.0.0.0/16"));

    var answer =
        net.send(
            net.network("fixed"),
            "{'location':'westus','properties':{'addressSpace':{'addressPrefixes':['10.0.0.0/16']}}}");

    assertThat(error(answer)).isEqualTo("409 InvalidResourceLocation");
  }

  @Test
  void changesItsTagsByPatch() {
    created(net.putNetwork("tagged", "10.0.0.0/16", subnetJson("a", "10.0.1.0/24")));

    var answer = arm.patch(net.network("tagged"), Net.VERSION, "{\"tags\":{\"team\":\"core\"}}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(json(answer).path("tags").path("team").asText()).isEqualTo("core");
    assertThat(net.properties(net.network("tagged")).path("subnets")).hasSize(1);
  }

  @Test
  void isListedInItsGroupAndItsSubscription() {
    var other = Net.inNewGroup(arm, "listing");
    created(other.putNetwork("listed", "10.0.0.0/16", subnetJson("a", "10.0.1.0/24")));
    var type = "/providers/Microsoft.Network/virtualNetworks";

    var inGroup = json(arm.get(arm.group("listing") + type, Net.VERSION));
    var inSubscription = json(arm.get(arm.subscription() + type, Net.VERSION));

    assertThat(inGroup.path("value")).containsExactly(other.get(other.network("listed")));
    assertThat(inSubscription.path("value").findValuesAsText("id"))
        .contains(other.network("listed"));
  }

  @Test
  void doesNotExistAfterItsDeletion() {
    created(net.putNetwork("gone", "10.0.0.0/16", subnetJson("a", "10.0.1.0/24")));

    var answer = net.delete(net.network("gone"));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.headers().first("Location")).isPresent();
    assertThat(
            json(arm.follow(answer.headers().first("Azure-AsyncOperation").orElseThrow()))
                .path("status")
                .asText())
        .isEqualTo("Succeeded");
    assertThat(error(arm.get(net.network("gone"), Net.VERSION))).isEqualTo("404 ResourceNotFound");
    assertThat(error(arm.get(net.subnet("gone", "a"), Net.VERSION)))
        .isEqualTo("404 ParentResourceNotFound");
    assertThat(error(net.put(net.subnet("gone", "a"), "{'addressPrefix':'10.0.1.0/24'}")))
        .isEqualTo("404 ParentResourceNotFound");
    assertThat(net.delete(net.network("gone")).status()).isEqualTo(204);
  }

  @Test
  void goesWithItsGroup() {
    var other = Net.inNewGroup(arm, "leaving");
    created(other.putNetwork("inside", "10.0.0.0/16", subnetJson("a", "10.0.1.0/24")));
    created(other.putInterface("user", other.subnet("inside", "a"), ""));

    assertThat(arm.delete(arm.group("leaving"), "2021-04-01").status()).isEqualTo(202);
    arm.createGroup("leaving");

    assertThat(error(arm.get(other.network("inside"), Net.VERSION)))
        .isEqualTo("404 ResourceNotFound");
    created(other.putNetwork("inside", "10.0.0.0/16", subnetJson("a", "10.0.1.0/24")));
    assertThat(other.delete(other.network("inside")).status()).isEqualTo(202);
  }
}
