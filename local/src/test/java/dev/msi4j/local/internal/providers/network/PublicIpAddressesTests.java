package dev.msi4j.local.internal.providers.network;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static dev.msi4j.local.internal.providers.network.Net.created;
import static dev.msi4j.local.internal.providers.network.Net.publicReference;
import static dev.msi4j.local.internal.providers.network.Net.subnetJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PublicIpAddressesTests {
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
  void hasAStaticAddressAtOnceAndOfItsOwn() {
    var one = created(net.putPublicAddress("static-1", "Standard", "Static"));
    var two = created(net.putPublicAddress("static-2", "Basic", "Static"));

    assertThat(address(one)).startsWith("198.18.").isNotEqualTo(address(two));
    assertThat(one.path("sku").path("name").asText()).isEqualTo("Standard");
    assertThat(one.path("sku").path("tier").asText()).isEqualTo("Regional");
    assertThat(address(json(net.putPublicAddress("static-1", "Standard", "Static"))))
        .isEqualTo(address(one));
    assertThat(one.path("properties").path("idleTimeoutInMinutes").asInt()).isEqualTo(4);
  }

  @Test
  void hasNoDynamicAddressWhileNoMachineHasIt() {
    created(net.putNetwork("dynamic", "10.0.0.0/16", subnetJson("a", "10.0.0.0/24")));
    created(net.putPublicAddress("dynamic", "Basic", "Dynamic"));
    created(
        net.putInterface(
            "dynamic", net.subnet("dynamic", "a"), publicReference(net.publicAddress("dynamic"))));

    assertThat(net.properties(net.publicAddress("dynamic")).has("ipAddress")).isFalse();
    assertThat(net.properties(net.publicAddress("dynamic")).has("ipConfiguration")).isTrue();
  }

  @Test
  void isStaticWhenItIsStandard() {
    var answer = net.putPublicAddress("standard", "Standard", "Dynamic");

    assertThat(error(answer))
        .isEqualTo("400 StandardAndStandardV2SkuPublicIPAddressesMustBeStatic");
    created(net.putPublicAddress("standard", "Standard", "Static"));
    assertThat(error(net.putPublicAddress("standard", "Basic", "Static")))
        .isEqualTo("400 SkuCannotBeChangedOnUpdate");
  }

  @Test
  void staysStaticWhileItIsInUse() {
    created(net.putNetwork("used", "10.0.0.0/16", subnetJson("a", "10.0.0.0/24")));
    created(net.putPublicAddress("used", "Basic", "Static"));
    created(
        net.putInterface(
            "used", net.subnet("used", "a"), publicReference(net.publicAddress("used"))));

    assertThat(error(net.putPublicAddress("used", "Basic", "Dynamic")))
        .isEqualTo("400 PublicIPAddressInUseCannotUpdateToDynamic");
  }

  @Test
  void hasANameInDnsThatIsItsAlone() {
    var named = created(net.send(net.publicAddress("named"), body("eastus", "Shop-1")));

    assertThat(named.path("properties").path("dnsSettings").path("fqdn").asText())
        .isEqualTo("shop-1.eastus.cloudapp.azure.com");
    var taken = net.send(net.publicAddress("late"), body("eastus", "shop-1"));
    assertThat(error(taken)).isEqualTo("400 DnsRecordInUse");
    assertThat(message(taken)).contains("shop-1.eastus.cloudapp.azure.com");
    created(net.send(net.publicAddress("elsewhere"), body("westus", "shop-1")));
    assertThat(net.send(net.publicAddress("named"), body("eastus", "shop-1")).status())
        .isEqualTo(200);
    assertThat(error(net.send(net.publicAddress("late"), body("eastus", "-no"))))
        .isEqualTo("400 InvalidDomainNameLabel");

    net.delete(net.publicAddress("named"));

    created(net.send(net.publicAddress("late"), body("eastus", "shop-1")));
  }

  @Test
  void keepsItsZones() {
    var body =
        "{'location':'eastus','zones':['1','2'],'sku':{'name':'Standard'},"
            + "'properties':{'publicIPAllocationMethod':'Static'}}";

    var made = created(net.send(net.publicAddress("zoned"), body));

    assertThat(made.path("zones")).hasToString("[\"1\",\"2\"]");
  }

  @Test
  void namesWhatIsWrong() {
    var path = net.publicAddress("wrong");

    assertThat(message(net.put(path, "{'publicIPAllocationMethod':'Fixed'}")))
        .contains("publicIPAllocationMethod is 'Fixed'", "Static, Dynamic");
    assertThat(message(net.put(path, "{'idleTimeoutInMinutes':31}")))
        .contains("idleTimeoutInMinutes is 31", "4 to 30");
    assertThat(error(net.put(path, "{'publicIPAddressVersion':'IPv6'}")))
        .isEqualTo("400 IPv6NotSupported");
  }

  @Test
  void givesItsAddressBackWithItsGroup() {
    var other = Net.inNewGroup(arm, "leaving");
    created(other.send(other.publicAddress("leaving"), body("eastus", "leaving")));

    arm.delete(arm.group("leaving"), "2021-04-01");

    created(net.send(net.publicAddress("following"), body("eastus", "leaving")));
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
