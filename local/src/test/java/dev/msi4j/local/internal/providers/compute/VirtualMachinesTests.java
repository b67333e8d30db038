package dev.msi4j.local.internal.providers.compute;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static dev.msi4j.local.internal.providers.compute.VirtualMachineFixture.COMPUTE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VirtualMachinesTests {
  private static final String WHOLE =
      """
      {
        "location": "East US",
        "tags": {"team": "core"},
        "zones": ["2"],
        "plan": {"name": "p", "product": "q", "publisher": "r"},
        "properties": {
          "hardwareProfile": {"vmSize": "standard_ds1_V2"},
          "osProfile": {
            "computerName": "web", "adminUsername": "azureuser",
            "adminPassword": "Passw0rd!Passw0rd", "customData": "c2VjcmV0"
          },
          "storageProfile": {
            "imageReference": {
              "publisher": "Canonical", "offer": "UbuntuServer", "sku": "16.04.0-LTS",
              "version": "latest"
            },
            "osDisk": {
              "createOption": "fromImage", "name": null,
              "managedDisk": {"storageAccountType": null}
            },
            "dataDisks": [{"lun": 3, "createOption": "empty", "diskSizeGB": 8}]
          },
          "priority": "Spot",
          "somethingNew": {"a": [1, 2]}
        }
      }
      """;

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final VirtualMachineFixture fixture = VirtualMachineFixture.of(azure);

  @Test
  void putSetsDefaults() {
    var answer = fixture.put("filled", WHOLE);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.headers().first("Azure-AsyncOperation")).isEmpty();
    var properties = json(answer).path("properties");
    assertThat(properties.path("provisioningState").asText()).isEqualTo("Succeeded");
    assertThat(properties.path("vmId").asText()).hasSize(36);
    assertThat(properties.at("/hardwareProfile/vmSize").asText()).isEqualTo("Standard_DS1_v2");
    assertThat(properties.at("/storageProfile/imageReference/exactVersion").asText())
        .isEqualTo("16.04.202109280");
    var disk = properties.at("/storageProfile/osDisk");
    assertThat(disk.path("name").asText()).startsWith("filled_OsDisk_1_");
    assertThat(disk.path("createOption").asText()).isEqualTo("FromImage");
    assertThat(disk.path("osType").asText()).isEqualTo("Linux");
    assertThat(disk.path("diskSizeGB").asInt()).isEqualTo(30);
    assertThat(disk.at("/managedDisk/storageAccountType").asText()).isEqualTo("Premium_LRS");
    assertThat(disk.at("/managedDisk/id").asText())
        .isEqualTo(
            fixture.arm.group("rg")
                + "/providers/Microsoft.Compute/disks/"
                + disk.path("name").asText());
    assertThat(properties.at("/storageProfile/dataDisks/0/name").asText())
        .isEqualTo("filled_DataDisk_3");
  }

  /** Clients such as "az vm update" read the profiles of a machine without a check. */
  @Test
  void putWithoutProfilesReturnsStorageAndNetworkProfile() {
    var created = fixture.create("bare");

    var disk = created.at("/properties/storageProfile/osDisk");
    assertThat(disk.path("osType").asText()).isEqualTo("Linux");
    assertThat(disk.path("name").asText()).startsWith("bare_OsDisk_1_");
    assertThat(disk.at("/managedDisk/id").asText()).contains("/disks/bare_OsDisk_1_");
    assertThat(created.at("/properties/storageProfile/dataDisks").isArray()).isTrue();
    assertThat(created.at("/properties/networkProfile/networkInterfaces").isArray()).isTrue();
    var before = fixture.get("bare");
    assertThat(json(fixture.put("bare", before.toString()))).isEqualTo(before);
    assertThat(json(fixture.patch("bare", "{}"))).isEqualTo(before);
  }

  @Test
  void patchWithImageSetsOperatingSystem() {
    fixture.create("imaged");

    var answer =
        fixture.putProperties(
            "imaged",
            image("MicrosoftWindowsServer", "WindowsServer", "latest")
                .replace("\"s\"", "\"2022-datacenter\""));

    assertThat(json(answer).at("/properties/storageProfile/osDisk/osType").asText())
        .isEqualTo("Windows");
  }

  @Test
  void putKeepsUnknownPropertiesAndDropsSecrets() {
    fixture.put("kept", WHOLE);

    var document = fixture.get("kept");

    assertThat(document.path("location").asText()).isEqualTo("eastus");
    assertThat(document.at("/zones/0").asText()).isEqualTo("2");
    assertThat(document.at("/plan/product").asText()).isEqualTo("q");
    assertThat(document.at("/tags/team").asText()).isEqualTo("core");
    assertThat(document.at("/properties/priority").asText()).isEqualTo("Spot");
    assertThat(document.at("/properties/somethingNew/a/1").asInt()).isEqualTo(2);
    assertThat(document.toString()).doesNotContain("Passw0rd", "c2VjcmV0");
  }

  @Test
  void putOfReturnedBodyChangesNothing() {
    fixture.put("again", WHOLE);
    var before = fixture.get("again");

    var answer = fixture.put("again", before.toString());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(json(answer)).isEqualTo(before);
  }

  @Test
  void putWithoutProfilesKeepsProfiles() {
    fixture.put("put", WHOLE);

    var document = json(fixture.putProperties("put", "{\"licenseType\":\"RHEL_BYOS\"}"));

    assertThat(document.path("tags")).isEmpty();
    assertThat(document.at("/properties/licenseType").asText()).isEqualTo("RHEL_BYOS");
    assertThat(document.at("/properties").has("priority")).isFalse();
    assertThat(document.at("/properties/osProfile/computerName").asText()).isEqualTo("web");
  }

  @Test
  void patchChangesOnlyNamedProperties() {
    fixture.put("patched", WHOLE);

    var document =
        json(
            fixture.patch(
                "patched",
                """
                {
                  "tags": {"team": "other"}, "plan": null,
                  "properties": {
                    "hardwareProfile": {"vmSize": "Standard_B2s"}, "priority": null,
                    "diagnosticsProfile": {"bootDiagnostics": {"enabled": true}}
                  }
                }
                """));

    assertThat(document.at("/tags/team").asText()).isEqualTo("other");
    assertThat(document.at("/zones/0").asText()).isEqualTo("2");
    assertThat(document.has("plan")).isFalse();
    assertThat(document.at("/properties/hardwareProfile/vmSize").asText())
        .isEqualTo("Standard_B2s");
    assertThat(document.at("/properties").has("priority")).isFalse();
    assertThat(document.at("/properties/diagnosticsProfile/bootDiagnostics/enabled").asBoolean())
        .isTrue();
    assertThat(document.at("/properties/osProfile/adminUsername").asText()).isEqualTo("azureuser");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "osProfile.computerName  | {'osProfile':{'computerName':'other'}}",
        "osProfile.adminUsername | {'osProfile':{'adminUsername':'other'}}",
        "imageReference          | {'storageProfile':{'imageReference':{'sku':'18.04-LTS'}}}",
        "osDisk.createOption     | {'storageProfile':{'osDisk':{'createOption':'Attach'}}}",
      })
  void patchRejectsChangeOfImmutableProperty(String property, String change) {
    var name = "fixed-" + property.replace('.', '-').toLowerCase(Locale.ROOT);
    fixture.put(name, WHOLE);

    var answer = fixture.patch(name, "{\"properties\":" + change.replace('\'', '"') + "}");

    assertThat(error(answer)).isEqualTo("409 PropertyChangeNotAllowed");
    assertThat(message(answer)).isEqualTo("Changing property '" + property + "' is not allowed.");
    assertThat(json(answer).at("/error/target").asText()).isEqualTo(property);
  }

  @Test
  void writesRejectChangeOfLocation() {
    fixture.create("here");

    assertThat(error(fixture.put("here", "{\"location\":\"westus\"}")))
        .isEqualTo("409 InvalidResourceLocation");
    assertThat(error(fixture.patch("here", "{\"location\":\"westus\"}")))
        .isEqualTo("409 PropertyChangeNotAllowed");
    assertThat(error(fixture.put("nowhere", "{}"))).isEqualTo("400 LocationRequired");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic_A0", "Standard_G5", "Standard_M64-16ms", "Standard_NV12s_v3"})
  void putAcceptsSizeOutsideOfCatalog(String size) {
    var answer =
        fixture.putProperties(
            size.toLowerCase(Locale.ROOT).replace('_', '-'),
            "{\"hardwareProfile\":{\"vmSize\":\"" + size + "\"}}");

    assertThat(answer.status()).isEqualTo(201);
  }

  @Test
  void putRejectsInvalidSize() {
    var answer =
        fixture.putProperties("odd", "{\"hardwareProfile\":{\"vmSize\":\"Standard_Odd\"}}");

    assertThat(error(answer)).isEqualTo("400 InvalidParameter");
    assertThat(message(answer))
        .startsWith("The value Standard_Odd provided for the VM size is not valid. ")
        .contains("Standard_B1ls", "Standard_D2s_v5", "Standard_F72s_v2");
    assertThat(json(answer).at("/error/target").asText()).isEqualTo("vmSize");
    assertThat(error(fixture.arm.get(fixture.path("odd"), COMPUTE)))
        .isEqualTo("404 ResourceNotFound");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'adminUsername':'azureuser','adminPassword':'Passw0rd!'       | osProfile.computerName",
        "'computerName':'a','adminPassword':'Passw0rd!'                | osProfile.adminUsername",
        "'computerName':'a','adminUsername':'azureuser'                | osProfile.adminPassword",
        "'computerName':'a b','adminUsername':'u1','adminPassword':'Passw0rd!' | computerName",
        "'computerName':'a','adminUsername':'Admin','adminPassword':'Passw0rd!' | adminUsername",
        "'computerName':'a','adminUsername':'u1','adminPassword':'password'   | adminPassword",
        "'computerName':'a','adminUsername':'u1','adminPassword':'Pa1!'       | adminPassword",
        "'computerName':'1234567890123456','adminUsername':'u1','adminPassword':'Passw0rd!',"
            + "'windowsConfiguration':{}                                      | computerName",
        "'computerName':'a','adminUsername':'u1',"
            + "'linuxConfiguration':{'disablePasswordAuthentication':true}    | linuxConfiguration",
      })
  void putRejectsInvalidOsProfile(String profile, String target) {
    var answer =
        fixture.putProperties("rejected", "{\"osProfile\":{" + profile.replace('\'', '"') + "}}");

    assertThat(error(answer)).isEqualTo("400 InvalidParameter");
    assertThat(json(answer).at("/error/target").asText()).isEqualTo(target);
    assertThat(message(answer)).doesNotContain("Passw0rd!", "Pa1!");
  }

  @Test
  void patchValidatesAddedOsProfile() {
    fixture.create("later");

    assertThat(error(fixture.patch("later", "{\"properties\":{\"osProfile\":{}}}")))
        .isEqualTo("400 InvalidParameter");
  }

  @Test
  void putAcceptsSshKeyInsteadOfPassword() {
    var answer =
        fixture.putProperties(
            "keyed",
            """
            {
              "osProfile": {
                "computerName": "keyed", "adminUsername": "azureuser",
                "linuxConfiguration": {
                  "disablePasswordAuthentication": true,
                  "ssh": {"publicKeys": [{"path": "/home/azureuser/.ssh", "keyData": "ssh-rsa A"}]}
                }
              }
            }
            """);

    assertThat(answer.status()).isEqualTo(201);
  }

  @Test
  void putRejectsInvalidDataDisks() {
    var many = "{\"lun\":0},{\"lun\":1},{\"lun\":2}";

    assertThat(error(fixture.putProperties("disks", disks("Standard_B1s", many))))
        .isEqualTo("409 OperationNotAllowed");
    assertThat(
            message(
                fixture.putProperties(
                    "disks", disks("Standard_DS1_v2", "{\"lun\":0},{\"lun\":0}"))))
        .isEqualTo("The LUN 0 is used by more than one data disk.");
    assertThat(message(fixture.putProperties("disks", disks("Standard_DS1_v2", "{}"))))
        .contains("dataDisk.lun");
    assertThat(message(fixture.putProperties("disks", disks("Standard_DS1_v2", "7"))))
        .contains("properties.storageProfile.dataDisks[0] must be an object");
  }

  @Test
  void putRejectsPropertyOfWrongType() {
    assertThat(message(fixture.putProperties("wrong", "{\"storageProfile\":{\"osDisk\":\"big\"}}")))
        .contains("properties.storageProfile.osDisk must be an object, not string");
    assertThat(message(fixture.putProperties("wrong", "{\"hardwareProfile\":7}")))
        .contains("properties.hardwareProfile must be an object, not number");
  }

  @Test
  void putRejectsInvalidName() {
    assertThat(message(fixture.put("-x", "{\"location\":\"eastus\"}")))
        .contains("virtual machine name '-x'", "1 to 64");
  }

  @Test
  void putAcceptsAnyImageAndReturnsExactVersionIfKnown() {
    var unknown =
        json(fixture.putProperties("img-a", image("Contoso", "Windows-ish", "latest")))
            .at("/properties/storageProfile");
    var exact =
        json(fixture.putProperties("img-b", image("Contoso", "thing", "7.1")))
            .at("/properties/storageProfile");

    assertThat(unknown.path("imageReference").has("exactVersion")).isFalse();
    assertThat(unknown.at("/osDisk/osType").asText()).isEqualTo("Windows");
    assertThat(unknown.at("/osDisk/diskSizeGB").asInt()).isEqualTo(127);
    assertThat(exact.at("/imageReference/exactVersion").asText()).isEqualTo("7.1");
    assertThat(exact.at("/osDisk/osType").asText()).isEqualTo("Linux");
  }

  @Test
  void instanceViewReturnsStatuses() {
    fixture.put("viewed", WHOLE);

    var expanded =
        json(
            fixture.arm.send(
                "GET",
                fixture.path("viewed"),
                "api-version=" + COMPUTE + "&$expand=instanceView",
                ""));

    var view = expanded.at("/properties/instanceView");
    assertThat(view.path("statuses").findValuesAsText("code"))
        .containsExactly("ProvisioningState/succeeded", "PowerState/running");
    assertThat(view.at("/vmAgent/statuses/0/displayStatus").asText()).isEqualTo("Ready");
    assertThat(view.path("computerName").asText()).isEqualTo("web");
    assertThat(json(fixture.arm.get(fixture.path("viewed") + "/instanceView", COMPUTE)))
        .isEqualTo(view);
    assertThat(fixture.get("viewed").path("properties").has("instanceView")).isFalse();
    assertThat(
            error(
                fixture.arm.send(
                    "GET", fixture.path("viewed"), "api-version=" + COMPUTE + "&$expand=all", "")))
        .isEqualTo("400 InvalidParameter");
  }

  @Test
  void getReturnsUserDataOnlyWithExpand() {
    fixture.putProperties("data", "{\"userData\":\"aGk=\"}");

    var expanded =
        fixture.arm.send(
            "GET", fixture.path("data"), "api-version=" + COMPUTE + "&$expand=userData", "");

    assertThat(fixture.get("data").path("properties").has("userData")).isFalse();
    assertThat(json(expanded).at("/properties/userData").asText()).isEqualTo("aGk=");
  }

  @Test
  void listReturnsPages() {
    try (var small = TestAzure.builder().pageSize(2).start()) {
      var slowFixture = VirtualMachineFixture.of(small);
      for (var name : new String[] {"a", "b", "c"}) {
        slowFixture.create(name);
      }
      var path = slowFixture.arm.group("rg") + "/providers/Microsoft.Compute/virtualMachines";

      var first = json(slowFixture.arm.get(path, COMPUTE));
      var second = json(slowFixture.arm.follow(first.path("nextLink").asText()));

      assertThat(names(first)).containsExactly("a", "b");
      assertThat(names(second)).containsExactly("c");
      slowFixture.put("d", "{\"location\":\"westus\"}");
      var west = slowFixture.inRegion("virtualMachines").replace("eastus", "westus");
      assertThat(names(json(slowFixture.arm.get(west, COMPUTE)))).containsExactly("d");
      assertThat(
              json(slowFixture.arm.get(
                      slowFixture.arm.subscription()
                          + "/providers/Microsoft.Compute/virtualMachines",
                      COMPUTE))
                  .path("value"))
          .hasSize(2);
    }
  }

  @Test
  void getReturns404AfterDeletion() {
    fixture.create("brief");

    var deleted = fixture.arm.delete(fixture.path("brief"), COMPUTE);

    assertThat(deleted.status()).isEqualTo(202);
    assertThat(fixture.poll(deleted)).isEqualTo("Succeeded");
    assertThat(fixture.arm.follow(deleted.headers().first("Location").orElseThrow()).status())
        .isEqualTo(200);
    assertThat(error(fixture.arm.get(fixture.path("brief"), COMPUTE)))
        .isEqualTo("404 ResourceNotFound");
    assertThat(fixture.arm.delete(fixture.path("brief"), COMPUTE).status()).isEqualTo(204);
    assertThat(error(fixture.patch("brief", "{}"))).isEqualTo("404 ResourceNotFound");
  }

  private static List<String> names(JsonNode list) {
    var names = new ArrayList<String>();
    list.path("value").forEach(item -> names.add(item.path("name").asText()));
    return names;
  }

  private static String disks(String size, String disks) {
    return "{\"hardwareProfile\":{\"vmSize\":\""
        + size
        + "\"},\"storageProfile\":{\"dataDisks\":["
        + disks
        + "]}}";
  }

  private static String image(String publisher, String offer, String version) {
    return "{\"storageProfile\":{\"imageReference\":{\"publisher\":\""
        + publisher
        + "\",\"offer\":\""
        + offer
        + "\",\"sku\":\"s\",\"version\":\""
        + version
        + "\"}}}";
  }
}
