package dev.msi4j.local.internal.providers.network;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static dev.msi4j.local.internal.providers.network.NetworkFixture.created;
import static dev.msi4j.local.internal.providers.network.NetworkFixture.subnetJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VirtualNetworksTests {
  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Arm arm = Arm.signIn(azure);
  private static final NetworkFixture fixture = NetworkFixture.inNewGroup(arm, "rg");

  @Test
  void putCreatesNetworkWithSubnets() {
    var network =
        created(fixture.putNetwork("whole", "10.0.0.0/16", subnetJson("a", "10.0.1.0/24")));

    assertThat(network.path("id").asText()).isEqualTo(fixture.network("whole"));
    assertThat(network.path("type").asText()).isEqualTo("Microsoft.Network/virtualNetworks");
    assertThat(network.path("etag").asText()).startsWith("W/\"");
    var properties = network.path("properties");
    assertThat(properties.path("provisioningState").asText()).isEqualTo("Succeeded");
    assertThat(properties.path("resourceGuid").asText()).hasSize(36);
    var subnet = properties.path("subnets").path(0);
    assertThat(subnet.path("id").asText()).isEqualTo(fixture.subnet("whole", "a"));
    assertThat(subnet.path("properties").path("addressPrefix").asText()).isEqualTo("10.0.1.0/24");
    assertThat(fixture.get(fixture.subnet("whole", "a"))).isEqualTo(subnet);
  }

  @Test
  void putCreatesSubnetsOneByOne() {
    created(fixture.putNetwork("growing", "10.0.0.0/16"));

    created(fixture.put(fixture.subnet("growing", "a"), "{'addressPrefix':'10.0.0.0/24'}"));
    created(fixture.put(fixture.subnet("growing", "b"), "{'addressPrefixes':['10.0.1.0/24']}"));

    assertThat(
            json(arm.get(fixture.network("growing") + "/subnets", NetworkFixture.VERSION))
                .path("value")
                .findValuesAsText("name"))
        .containsExactly("a", "b");
    assertThat(fixture.properties(fixture.network("growing")).path("subnets")).hasSize(2);
    assertThat(fixture.delete(fixture.subnet("growing", "a")).status()).isEqualTo(202);
    assertThat(fixture.properties(fixture.network("growing")).path("subnets")).hasSize(1);
    assertThat(error(arm.get(fixture.subnet("growing", "a"), NetworkFixture.VERSION)))
        .isEqualTo("404 NotFound");
    assertThat(fixture.delete(fixture.subnet("growing", "a")).status()).isEqualTo(204);
  }

  @Test
  void secondPutReplacesSubnets() {
    created(fixture.putNetwork("replaced", "10.0.0.0/16", subnetJson("a", "10.0.1.0/24")));

    var answer = fixture.putNetwork("replaced", "10.0.0.0/8", subnetJson("b", "10.9.0.0/24"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(json(answer).path("properties").path("subnets").findValuesAsText("name"))
        .containsExactly("b");
    assertThat(error(arm.get(fixture.subnet("replaced", "a"), NetworkFixture.VERSION)))
        .isEqualTo("404 NotFound");
  }

  @Test
  void putOfNetworkSwapsPrefixesOfSubnets() {
    created(
        fixture.putNetwork(
            "swapping",
            "10.0.0.0/16",
            subnetJson("a", "10.0.1.0/24"),
            subnetJson("b", "10.0.2.0/24")));

    var swapped =
        fixture.putNetwork(
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
  void putRejectsInvalidPrefix(String prefix, String code) {
    var answer = fixture.putNetwork("unreadable", prefix);

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
  void putRejectsSubnetOutsideOrOverlapping(String prefix, String code) {
    fixture.putNetwork("bounded", "10.0.0.0/16", subnetJson("a", "10.0.1.0/24"));

    var answer = fixture.put(fixture.subnet("bounded", "b"), "{'addressPrefix':'" + prefix + "'}");

    assertThat(error(answer)).isEqualTo("400 " + code);
    assertThat(message(answer)).contains("'b'", "'bounded'");
  }

  @Test
  void putRejectsOverlappingAddressSpace() {
    var answer =
        fixture.put(
            fixture.network("overlapping"),
            "{'addressSpace':{'addressPrefixes':['10.0.0.0/16','10.0.4.0/24']}}");

    assertThat(error(answer)).isEqualTo("400 NetcfgInvalidVirtualNetworkSite");
    assertThat(message(answer)).contains("10.0.0.0/16", "10.0.4.0/24");
  }

  @Test
  void putRejectsMissingAddressSpaceNameOrLocation() {
    assertThat(error(fixture.put(fixture.network("none"), "{}")))
        .isEqualTo("400 InvalidRequestFormat");
    assertThat(message(fixture.put(fixture.network("none"), "{}")))
        .contains("properties.addressSpace.addressPrefixes");
    assertThat(error(fixture.putNetwork("-no", "10.0.0.0/16")))
        .isEqualTo("400 InvalidResourceName");
    assertThat(error(fixture.send(fixture.network("none"), "{}")))
        .isEqualTo("400 LocationRequired");
    assertThat(error(fixture.put(fixture.network("none"), "{'subnets':[{}]}")))
        .isEqualTo("400 InvalidRequestFormat");
  }

  @Test
  void putRejectsChangeOfLocation() {
    created(fixture.putNetwork("fixed", "10.0.0.0/16"));

    var answer =
        fixture.send(
            fixture.network("fixed"),
            "{'location':'westus','properties':{'addressSpace':{'addressPrefixes':['10.0.0.0/16']}}}");

    assertThat(error(answer)).isEqualTo("409 InvalidResourceLocation");
  }

  @Test
  void patchReplacesTags() {
    created(fixture.putNetwork("tagged", "10.0.0.0/16", subnetJson("a", "10.0.1.0/24")));

    var answer =
        arm.patch(
            fixture.network("tagged"), NetworkFixture.VERSION, "{\"tags\":{\"team\":\"core\"}}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(json(answer).path("tags").path("team").asText()).isEqualTo("core");
    assertThat(fixture.properties(fixture.network("tagged")).path("subnets")).hasSize(1);
  }

  @Test
  void listsByGroupAndSubscription() {
    var other = NetworkFixture.inNewGroup(arm, "listing");
    created(other.putNetwork("listed", "10.0.0.0/16", subnetJson("a", "10.0.1.0/24")));
    var type = "/providers/Microsoft.Network/virtualNetworks";

    var inGroup = json(arm.get(arm.group("listing") + type, NetworkFixture.VERSION));
    var inSubscription = json(arm.get(arm.subscription() + type, NetworkFixture.VERSION));

    assertThat(inGroup.path("value")).containsExactly(other.get(other.network("listed")));
    assertThat(inSubscription.path("value").findValuesAsText("id"))
        .contains(other.network("listed"));
  }

  @Test
  void getReturns404AfterDeletion() {
    created(fixture.putNetwork("deleted", "10.0.0.0/16", subnetJson("a", "10.0.1.0/24")));

    var answer = fixture.delete(fixture.network("deleted"));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.headers().first("Location")).isPresent();
    assertThat(
            json(arm.follow(answer.headers().first("Azure-AsyncOperation").orElseThrow()))
                .path("status")
                .asText())
        .isEqualTo("Succeeded");
    assertThat(error(arm.get(fixture.network("deleted"), NetworkFixture.VERSION)))
        .isEqualTo("404 ResourceNotFound");
    assertThat(error(arm.get(fixture.subnet("deleted", "a"), NetworkFixture.VERSION)))
        .isEqualTo("404 ParentResourceNotFound");
    assertThat(
            error(fixture.put(fixture.subnet("deleted", "a"), "{'addressPrefix':'10.0.1.0/24'}")))
        .isEqualTo("404 ParentResourceNotFound");
    assertThat(fixture.delete(fixture.network("deleted")).status()).isEqualTo(204);
  }

  @Test
  void groupDeletionDeletesNetwork() {
    var other = NetworkFixture.inNewGroup(arm, "leaving");
    created(other.putNetwork("inside", "10.0.0.0/16", subnetJson("a", "10.0.1.0/24")));
    created(other.putInterface("user", other.subnet("inside", "a"), ""));

    assertThat(arm.delete(arm.group("leaving"), "2021-04-01").status()).isEqualTo(202);
    arm.createGroup("leaving");

    assertThat(error(arm.get(other.network("inside"), NetworkFixture.VERSION)))
        .isEqualTo("404 ResourceNotFound");
    created(other.putNetwork("inside", "10.0.0.0/16", subnetJson("a", "10.0.1.0/24")));
    assertThat(other.delete(other.network("inside")).status()).isEqualTo(202);
  }
}
