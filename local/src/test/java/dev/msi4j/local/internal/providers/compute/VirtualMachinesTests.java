package dev.msi4j.local.internal.providers.compute;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static dev.msi4j.local.internal.providers.compute.Fleet.COMPUTE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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

  private static LocalAzure azure;
  private static Fleet fleet;

  @BeforeAll
  static void start() {
    azure = TestAzure.start();
    fleet = Fleet.of(azure);
  }

  @AfterAll
  static void stop() {
    azure.close();
  }

  @Test
  void fillInWhatAClientNeedNotSay() {
    var answer = fleet.put("filled", WHOLE);

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
            fleet.arm.group("rg")
                + "/providers/Microsoft.Compute/disks/"
                + disk.path("name").asText());
    assertThat(properties.at("/storageProfile/dataDisks/0/name").asText())
        .isEqualTo("filled_DataDisk_3");
  }

  /** Clients such as "az vm update" read the profiles of a machine without a check. */
  @Test
  void haveAStorageAndANetworkProfileWhenNoneIsSet() {
    var created = fleet.create("bare");

    var disk = created.at("/properties/storageProfile/osDisk");
    assertThat(disk.path("osType").asText()).isEqualTo("Linux");
    assertThat(disk.path("name").asText()).startsWith("bare_OsDisk_1_");
    assertThat(disk.at("/managedDisk/id").asText()).contains("/disks/bare_OsDisk_1_");
    assertThat(created.at("/properties/storageProfile/dataDisks").isArray()).isTrue();
    assertThat(created.at("/properties/networkProfile/networkInterfaces").isArray()).isTrue();
    var before = fleet.get("bare");
    assertThat(json(fleet.put("bare", before.toString()))).isEqualTo(before);
    assertThat(json(fleet.patch("bare", "{}"))).isEqualTo(before);
  }

  @Test
  void takeTheSystemOfAnImageThatComesLater() {
    fleet.create("imaged");

    var answer =
        fleet.putProperties(
            "imaged",
            image("MicrosoftWindowsServer", "WindowsServer", "latest")
                .replace("\"s\"", "\"2022-datacenter\""));

    assertThat(json(answer).at("/properties/storageProfile/osDisk/osType").asText())
        .isEqualTo("Windows");
  }

  @Test
  void keepWhatTheyDoNotKnowButNoSecrets() {
    fleet.put("kept", WHOLE);

    var document = fleet.get("kept");

    assertThat(document.path("location").asText()).isEqualTo("eastus");
    assertThat(document.at("/zones/0").asText()).isEqualTo("2");
    assertThat(document.at("/plan/product").asText()).isEqualTo("q");
    assertThat(document.at("/tags/team").asText()).isEqualTo("core");
    assertThat(document.at("/properties/priority").asText()).isEqualTo("Spot");
    assertThat(document.at("/properties/somethingNew/a/1").asInt()).isEqualTo(2);
    assertThat(document.toString()).doesNotContain("Passw0rd", "c2VjcmV0");
  }

  @Test
  void areTheSameAfterBeingSentAgain() {
    fleet.put("again", WHOLE);
    var before = fleet.get("again");

    var answer = fleet.put("again", before.toString());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(json(answer)).isEqualTo(before);
  }

  @Test
  void keepTheirProfilesWhenAPutDoesNotSpeakOfThem() {
    fleet.put("put", WHOLE);

    var document = json(fleet.putProperties("put", "{\"licenseType\":\"RHEL_BYOS\"}"));

    assertThat(document.path("tags")).isEmpty();
    assertThat(document.at("/properties/licenseType").asText()).isEqualTo("RHEL_BYOS");
    assertThat(document.at("/properties").has("priority")).isFalse();
    assertThat(document.at("/properties/osProfile/computerName").asText()).isEqualTo("web");
  }

  @Test
  void changeOnlyWhatAPatchNames() {
    fleet.put("patched", WHOLE);

    var document =
        json(
            fleet.patch(
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
  void rejectToBecomeAnotherMachine(String property, String change) {
    var name = "fixed-" + property.replace('.', '-').toLowerCase(Locale.ROOT);
    fleet.put(name, WHOLE);

    var answer = fleet.patch(name, "{\"properties\":" + change.replace('\'', '"') + "}");

    assertThat(error(answer)).isEqualTo("409 PropertyChangeNotAllowed");
    assertThat(message(answer)).isEqualTo("Changing property '" + property + "' is not allowed.");
    assertThat(json(answer).at("/error/target").asText()).isEqualTo(property);
  }

  @Test
  void stayWhereTheyAre() {
    fleet.create("here");

    assertThat(error(fleet.put("here", "{\"location\":\"westus\"}")))
        .isEqualTo("409 InvalidResourceLocation");
    assertThat(error(fleet.patch("here", "{\"location\":\"westus\"}")))
        .isEqualTo("409 PropertyChangeNotAllowed");
    assertThat(error(fleet.put("nowhere", "{}"))).isEqualTo("400 LocationRequired");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic_A0", "Standard_G5", "Standard_M64-16ms", "Standard_NV12s_v3"})
  void haveSizesOfFamiliesThatAreNotListed(String size) {
    var answer =
        fleet.putProperties(
            size.toLowerCase(Locale.ROOT).replace('_', '-'),
            "{\"hardwareProfile\":{\"vmSize\":\"" + size + "\"}}");

    assertThat(answer.status()).isEqualTo(201);
  }

  @Test
  void haveASizeOfTheCatalogue() {
    var answer = fleet.putProperties("odd", "{\"hardwareProfile\":{\"vmSize\":\"Standard_Odd\"}}");

    assertThat(error(answer)).isEqualTo("400 InvalidParameter");
    assertThat(message(answer))
        .startsWith("The value Standard_Odd provided for the VM size is not valid. ")
        .contains("Standard_B1ls", "Standard_D2s_v5", "Standard_F72s_v2");
    assertThat(json(answer).at("/error/target").asText()).isEqualTo("vmSize");
    assertThat(error(fleet.arm.get(fleet.path("odd"), COMPUTE))).isEqualTo("404 ResourceNotFound");
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
  void rejectAProfileThatNoCallerCouldSignInWith(String profile, String target) {
    var answer =
        fleet.putProperties("refused", "{\"osProfile\":{" + profile.replace('\'', '"') + "}}");

    assertThat(error(answer)).isEqualTo("400 InvalidParameter");
    assertThat(json(answer).at("/error/target").asText()).isEqualTo(target);
    assertThat(message(answer)).doesNotContain("Passw0rd!", "Pa1!");
  }

  @Test
  void checkAProfileThatComesLater() {
    fleet.create("later");

    assertThat(error(fleet.patch("later", "{\"properties\":{\"osProfile\":{}}}")))
        .isEqualTo("400 InvalidParameter");
  }

  @Test
  void takeAKeyInsteadOfAPassword() {
    var answer =
        fleet.putProperties(
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
  void rejectDisksThatDoNotFit() {
    var many = "{\"lun\":0},{\"lun\":1},{\"lun\":2}";

    assertThat(error(fleet.putProperties("disks", disks("Standard_B1s", many))))
        .isEqualTo("409 OperationNotAllowed");
    assertThat(
            message(
                fleet.putProperties("disks", disks("Standard_DS1_v2", "{\"lun\":0},{\"lun\":0}"))))
        .isEqualTo("The LUN 0 is used by more than one data disk.");
    assertThat(message(fleet.putProperties("disks", disks("Standard_DS1_v2", "{}"))))
        .contains("dataDisk.lun");
    assertThat(message(fleet.putProperties("disks", disks("Standard_DS1_v2", "7"))))
        .contains("properties.storageProfile.dataDisks[0] must be an object");
  }

  @Test
  void rejectAPropertyOfTheWrongKind() {
    assertThat(message(fleet.putProperties("wrong", "{\"storageProfile\":{\"osDisk\":\"big\"}}")))
        .contains("properties.storageProfile.osDisk must be an object, not string");
    assertThat(message(fleet.putProperties("wrong", "{\"hardwareProfile\":7}")))
        .contains("properties.hardwareProfile must be an object, not number");
  }

  @Test
  void rejectANameThatIsNone() {
    assertThat(message(fleet.put("-x", "{\"location\":\"eastus\"}")))
        .contains("virtual machine name '-x'", "1 to 64");
  }

  @Test
  void takeAnyImageAndSayTheVersionIfTheyKnowIt() {
    var unknown =
        json(fleet.putProperties("img-a", image("Contoso", "Windows-ish", "latest")))
            .at("/properties/storageProfile");
    var exact =
        json(fleet.putProperties("img-b", image("Contoso", "thing", "7.1")))
            .at("/properties/storageProfile");

    assertThat(unknown.path("imageReference").has("exactVersion")).isFalse();
    assertThat(unknown.at("/osDisk/osType").asText()).isEqualTo("Windows");
    assertThat(unknown.at("/osDisk/diskSizeGB").asInt()).isEqualTo(127);
    assertThat(exact.at("/imageReference/exactVersion").asText()).isEqualTo("7.1");
    assertThat(exact.at("/osDisk/osType").asText()).isEqualTo("Linux");
  }

  @Test
  void showHowTheyFare() {
    fleet.put("viewed", WHOLE);

    var expanded =
        json(
            fleet.arm.send(
                "GET",
                fleet.path("viewed"),
                "api-version=" + COMPUTE + "&$expand=instanceView",
                ""));

    var view = expanded.at("/properties/instanceView");
    assertThat(view.path("statuses").findValuesAsText("code"))
        .containsExactly("ProvisioningState/succeeded", "PowerState/running");
    assertThat(view.at("/vmAgent/statuses/0/displayStatus").asText()).isEqualTo("Ready");
    assertThat(view.path("computerName").asText()).isEqualTo("web");
    assertThat(json(fleet.arm.get(fleet.path("viewed") + "/instanceView", COMPUTE)))
        .isEqualTo(view);
    assertThat(fleet.get("viewed").path("properties").has("instanceView")).isFalse();
    assertThat(
            error(
                fleet.arm.send(
                    "GET", fleet.path("viewed"), "api-version=" + COMPUTE + "&$expand=all", "")))
        .isEqualTo("400 InvalidParameter");
  }

  @Test
  void showTheUserDataOnlyWhenAsked() {
    fleet.putProperties("data", "{\"userData\":\"aGk=\"}");

    var expanded =
        fleet.arm.send(
            "GET", fleet.path("data"), "api-version=" + COMPUTE + "&$expand=userData", "");

    assertThat(fleet.get("data").path("properties").has("userData")).isFalse();
    assertThat(json(expanded).at("/properties/userData").asText()).isEqualTo("aGk=");
  }

  @Test
  void areListedPageByPage() {
    try (var small = TestAzure.builder().pageSize(2).start()) {
      var few = Fleet.of(small);
      for (var name : new String[] {"a", "b", "c"}) {
        few.create(name);
      }
      var path = few.arm.group("rg") + "/providers/Microsoft.Compute/virtualMachines";

      var first = json(few.arm.get(path, COMPUTE));
      var second = json(few.arm.follow(first.path("nextLink").asText()));

      assertThat(names(first)).containsExactly("a", "b");
      assertThat(names(second)).containsExactly("c");
      few.put("d", "{\"location\":\"westus\"}");
      var west = few.inRegion("virtualMachines").replace("eastus", "westus");
      assertThat(names(json(few.arm.get(west, COMPUTE)))).containsExactly("d");
      assertThat(
              json(few.arm.get(
                      few.arm.subscription() + "/providers/Microsoft.Compute/virtualMachines",
                      COMPUTE))
                  .path("value"))
          .hasSize(2);
    }
  }

  @Test
  void return404AfterDeletion() {
    fleet.create("brief");

    var deleted = fleet.arm.delete(fleet.path("brief"), COMPUTE);

    assertThat(deleted.status()).isEqualTo(202);
    assertThat(fleet.poll(deleted)).isEqualTo("Succeeded");
    assertThat(fleet.arm.follow(deleted.headers().first("Location").orElseThrow()).status())
        .isEqualTo(200);
    assertThat(error(fleet.arm.get(fleet.path("brief"), COMPUTE)))
        .isEqualTo("404 ResourceNotFound");
    assertThat(fleet.arm.delete(fleet.path("brief"), COMPUTE).status()).isEqualTo(204);
    assertThat(error(fleet.patch("brief", "{}"))).isEqualTo("404 ResourceNotFound");
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
