package dev.msi4j.local.internal.providers.network;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static dev.msi4j.local.internal.providers.network.NetworkFixture.created;
import static dev.msi4j.local.internal.providers.network.NetworkFixture.publicReference;
import static dev.msi4j.local.internal.providers.network.NetworkFixture.subnetJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class PublicIpAddressesTests {
  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Arm arm = Arm.signIn(azure);
  private static final NetworkFixture fixture = NetworkFixture.inNewGroup(arm, "rg");

  @Test
  void putAllocatesUniqueStaticAddress() {
    var one = created(fixture.putPublicAddress("static-1", "Standard", "Static"));
    var two = created(fixture.putPublicAddress("static-2", "Basic", "Static"));

    assertThat(address(one)).startsWith("198.18.").isNotEqualTo(address(two));
    assertThat(one.path("sku").path("name").asText()).isEqualTo("Standard");
    assertThat(one.path("sku").path("tier").asText()).isEqualTo("Regional");
    assertThat(address(json(fixture.putPublicAddress("static-1", "Standard", "Static"))))
        .isEqualTo(address(one));
    assertThat(one.path("properties").path("idleTimeoutInMinutes").asInt()).isEqualTo(4);
  }

  @Test
  void getOmitsDynamicAddressWhileNotAttached() {
    created(fixture.putNetwork("dynamic", "10.0.0.0/16", subnetJson("a", "10.0.0.0/24")));
    created(fixture.putPublicAddress("dynamic", "Basic", "Dynamic"));
    created(
        fixture.putInterface(
            "dynamic",
            fixture.subnet("dynamic", "a"),
            publicReference(fixture.publicAddress("dynamic"))));

    assertThat(fixture.properties(fixture.publicAddress("dynamic")).has("ipAddress")).isFalse();
    assertThat(fixture.properties(fixture.publicAddress("dynamic")).has("ipConfiguration"))
        .isTrue();
  }

  @Test
  void putRejectsDynamicStandardAddress() {
    var answer = fixture.putPublicAddress("standard", "Standard", "Dynamic");

    assertThat(error(answer))
        .isEqualTo("400 StandardAndStandardV2SkuPublicIPAddressesMustBeStatic");
    created(fixture.putPublicAddress("standard", "Standard", "Static"));
    assertThat(error(fixture.putPublicAddress("standard", "Basic", "Static")))
        .isEqualTo("400 SkuCannotBeChangedOnUpdate");
  }

  @Test
  void putRejectsDynamicAllocationWhileInUse() {
    created(fixture.putNetwork("used", "10.0.0.0/16", subnetJson("a", "10.0.0.0/24")));
    created(fixture.putPublicAddress("used", "Basic", "Static"));
    created(
        fixture.putInterface(
            "used", fixture.subnet("used", "a"), publicReference(fixture.publicAddress("used"))));

    assertThat(error(fixture.putPublicAddress("used", "Basic", "Dynamic")))
        .isEqualTo("400 PublicIPAddressInUseCannotUpdateToDynamic");
  }

  @Test
  void putReservesUniqueDnsName() {
    var named = created(fixture.send(fixture.publicAddress("named"), body("eastus", "Shop-1")));

    assertThat(named.path("properties").path("dnsSettings").path("fqdn").asText())
        .isEqualTo("shop-1.eastus.cloudapp.azure.com");
    var taken = fixture.send(fixture.publicAddress("late"), body("eastus", "shop-1"));
    assertThat(error(taken)).isEqualTo("400 DnsRecordInUse");
    assertThat(message(taken)).contains("shop-1.eastus.cloudapp.azure.com");
    created(fixture.send(fixture.publicAddress("elsewhere"), body("westus", "shop-1")));
    assertThat(fixture.send(fixture.publicAddress("named"), body("eastus", "shop-1")).status())
        .isEqualTo(200);
    assertThat(error(fixture.send(fixture.publicAddress("late"), body("eastus", "-no"))))
        .isEqualTo("400 InvalidDomainNameLabel");

    fixture.delete(fixture.publicAddress("named"));

    created(fixture.send(fixture.publicAddress("late"), body("eastus", "shop-1")));
  }

  @Test
  void putKeepsZones() {
    var body =
        "{'location':'eastus','zones':['1','2'],'sku':{'name':'Standard'},"
            + "'properties':{'publicIPAllocationMethod':'Static'}}";

    var made = created(fixture.send(fixture.publicAddress("zoned"), body));

    assertThat(made.path("zones")).hasToString("[\"1\",\"2\"]");
  }

  @Test
  void putRejectsInvalidValues() {
    var path = fixture.publicAddress("wrong");

    assertThat(message(fixture.put(path, "{'publicIPAllocationMethod':'Fixed'}")))
        .contains("publicIPAllocationMethod is 'Fixed'", "Static, Dynamic");
    assertThat(message(fixture.put(path, "{'idleTimeoutInMinutes':31}")))
        .contains("idleTimeoutInMinutes is 31", "4 to 30");
    assertThat(error(fixture.put(path, "{'publicIPAddressVersion':'IPv6'}")))
        .isEqualTo("400 IPv6NotSupported");
  }

  @Test
  void groupDeletionReleasesAddress() {
    var other = NetworkFixture.inNewGroup(arm, "leaving");
    created(other.send(other.publicAddress("leaving"), body("eastus", "leaving")));

    arm.delete(arm.group("leaving"), "2021-04-01");

    created(fixture.send(fixture.publicAddress("following"), body("eastus", "leaving")));
  }

  private static String body(String location, String label) {
    return "{'location':'"
        + location
        + "','properties':{'publicIPAllocationMethod':'Static','dnsSettings':{'domainNameLabel':'"
        + label
        + "'}}}";
  }

  private static String address(JsonNode publicAddress) {
    return publicAddress.path("properties").path("ipAddress").asText();
  }
}
