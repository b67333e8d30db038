package dev.msi4j.local.internal.providers.compute;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static dev.msi4j.local.internal.providers.compute.VirtualMachineFixture.COMPUTE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.http.Response;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The catalogs of images, sizes and extensions. */
class CatalogListsTests {
  private static final String UBUNTU =
      "publishers/Canonical/artifacttypes/vmimage/offers/0001-com-ubuntu-server-jammy/skus";
  private static final String JAMMY = UBUNTU + "/22_04-lts-gen2/versions";
  private static final String TOKENS =
      "publishers/Microsoft.ManagedIdentity/artifacttypes/vmextension/types";

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final VirtualMachineFixture fixture = VirtualMachineFixture.of(azure);

  @Test
  void listsPublishersOffersSkusAndVersions() {
    assertThat(list("publishers").findValuesAsText("name"))
        .contains("Canonical", "Debian", "MicrosoftWindowsServer", "Microsoft.ManagedIdentity");
    assertThat(list("publishers/canonical/artifacttypes/vmimage/offers").findValuesAsText("name"))
        .contains("UbuntuServer", "ubuntu-24_04-lts");
    assertThat(list(UBUNTU).findValuesAsText("name")).contains("22_04-lts", "22_04-lts-gen2");
    assertThat(list(JAMMY).get(0).path("id").asText())
        .endsWith("/22_04-lts-gen2/versions/22.04.202505160");
    assertThat(list(JAMMY).get(0).path("location").asText()).isEqualTo("eastus");
  }

  @Test
  void versionListSupportsOrderTopAndExpand() {
    var newest = list(JAMMY, "&$top=1&$orderby=name desc");
    var expanded = list(JAMMY, "&$top=2&$expand=properties");

    assertThat(newest.findValuesAsText("name")).containsExactly("22.04.202510020");
    assertThat(newest.get(0).has("properties")).isFalse();
    assertThat(expanded.findValuesAsText("name"))
        .containsSequence("22.04.202505160")
        .hasSizeGreaterThanOrEqualTo(2);
    assertThat(expanded.get(0).at("/properties/hyperVGeneration").asText()).isEqualTo("V2");
    assertThat(error(send(JAMMY, "&$top=none"))).isEqualTo("400 InvalidTopParameter");
  }

  @Test
  void versionReturnsImageProperties() {
    var properties = list(JAMMY + "/22.04.202510020").path("properties");

    assertThat(properties.path("hyperVGeneration").asText()).isEqualTo("V2");
    assertThat(properties.path("architecture").asText()).isEqualTo("x64");
    assertThat(properties.at("/osDiskImage/operatingSystem").asText()).isEqualTo("Linux");
    assertThat(properties.path("features").findValuesAsText("name")).contains("SecurityType");
  }

  @Test
  void missingImageReturns404() {
    assertThat(error(send("publishers/Unknown/artifacttypes/vmimage/offers", "")))
        .isEqualTo("404 NotFound");
    assertThat(message(send(JAMMY + "/1.2.3", ""))).isEqualTo("Artifact: VMImage was not found.");
    assertThat(
            error(
                fixture.arm.get(
                    fixture.inRegion("publishers").replace("eastus", "atlantis"), COMPUTE)))
        .isEqualTo("400 LocationNotAvailableForResourceType");
  }

  @Test
  void managedIdentityExtensionHasVersions() {
    assertThat(list(TOKENS).findValuesAsText("name"))
        .containsExactly("ManagedIdentityExtensionForLinux", "ManagedIdentityExtensionForWindows");
    var version = TOKENS + "/ManagedIdentityExtensionForWindows/versions";
    assertThat(list(version).findValuesAsText("name")).containsExactly("1.0.0.0");
    assertThat(list(version + "/1.0.0.0").at("/properties/operatingSystem").asText())
        .isEqualTo("Windows");
    assertThat(message(send(TOKENS + "/Other/versions", "")))
        .isEqualTo("Artifact: VMExtension was not found.");
  }

  @ParameterizedTest
  @CsvSource({
    "Microsoft.Azure.Extensions, CustomScript, Linux",
    "Microsoft.Compute, CustomScriptExtension, Windows",
    "microsoft.azure.activedirectory, aadsshloginforlinux, Linux",
    "Microsoft.Azure.Monitor, AzureMonitorLinuxAgent, Linux",
    "Microsoft.Azure.KeyVault, KeyVaultForWindows, Windows",
  })
  void commonExtensionsHaveVersions(String publisher, String type, String os) {
    var types = "publishers/" + publisher + "/artifacttypes/vmextension/types";

    var versions = list(types + "/" + type + "/versions").findValuesAsText("name");

    assertThat(list("publishers").findValuesAsText("name"))
        .isSorted()
        .doesNotHaveDuplicates()
        .anyMatch(publisher::equalsIgnoreCase);
    assertThat(list(types).findValuesAsText("name")).anyMatch(type::equalsIgnoreCase);
    assertThat(versions).isNotEmpty().doesNotHaveDuplicates();
    var latest = versions.get(versions.size() - 1);
    assertThat(
            list(types + "/" + type + "/versions/" + latest)
                .at("/properties/operatingSystem")
                .asText())
        .isEqualTo(os);
    assertThat(message(send("publishers/Unknown/artifacttypes/vmextension/types", "")))
        .isEqualTo("Artifact: Publisher was not found.");
  }

  @Test
  void sizeListsOfRegionAndVirtualMachineAreEqual() {
    fixture.create("sized");

    var sizes = list("vmSizes").path("value");
    var machine = json(fixture.arm.get(fixture.path("sized") + "/vmSizes", COMPUTE)).path("value");

    assertThat(machine).isEqualTo(sizes);
    assertThat(sizes.findValuesAsText("name")).doesNotHaveDuplicates().contains("Standard_D4s_v3");
    var small = sizes.get(sizes.findValuesAsText("name").indexOf("Standard_DS1_v2"));
    assertThat(small)
        .hasToString(
            "{\"name\":\"Standard_DS1_v2\",\"numberOfCores\":1,\"osDiskSizeInMB\":1047552,"
                + "\"resourceDiskSizeInMB\":7168,\"memoryInMB\":3584,\"maxDataDiskCount\":4}");
  }

  @Test
  void skusContainLocationsAndCapabilities() {
    var path = fixture.arm.subscription() + "/providers/Microsoft.Compute/skus";

    var skus =
        json(fixture.arm.send(
                "GET", path, "api-version=2021-07-01&$filter=location eq 'West Europe'", ""))
            .path("value");

    var sku =
        StreamSupport.stream(skus.spliterator(), false)
            .filter(found -> found.path("name").asText().equals("Standard_D2s_v5"))
            .findFirst()
            .orElseThrow();
    assertThat(sku.path("resourceType").asText()).isEqualTo("virtualMachines");
    assertThat(sku.path("size").asText()).isEqualTo("D2s_v5");
    assertThat(sku.path("locations")).hasToString("[\"westeurope\"]");
    assertThat(sku.path("capabilities").toString())
        .contains(
            "{\"name\":\"vCPUs\",\"value\":\"2\"}", "{\"name\":\"MemoryGB\",\"value\":\"8\"}");
    assertThat(error(fixture.arm.send("GET", path, "api-version=2021-07-01&$filter=size", "")))
        .isEqualTo("400 InvalidFilterInQueryString");
  }

  @Test
  void imageAliasesNeedNoAuthentication() {
    var aliases =
        json(fixture.arm.anonymous().send("GET", "/aliases.json", "", ""))
            .at("/outputs/aliases/value");

    assertThat(aliases.at("/Linux/Ubuntu2204/offer").asText())
        .isEqualTo("0001-com-ubuntu-server-jammy");
    assertThat(aliases.at("/Linux/UbuntuLTS/version").asText()).isEqualTo("latest");
    assertThat(aliases.at("/Windows/Win2022Datacenter/architecture").asText()).isEqualTo("x64");
  }

  private static JsonNode list(String path) {
    return list(path, "");
  }

  private static JsonNode list(String path, String query) {
    return json(send(path, query));
  }

  private static Response send(String path, String query) {
    return fixture.arm.send("GET", fixture.inRegion(path), "api-version=" + COMPUTE + query, "");
  }
}
