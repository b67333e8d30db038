package dev.msi4j.local.internal.providers.compute;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.http.Response;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DisksTests {
  private static final String DISKS = "2023-04-02";
  private static final String MACHINES = "2024-03-01";

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Arm arm = Arm.signIn(azure);

  @BeforeAll
  static void createGroup() {
    arm.createGroup("rg");
  }

  @Test
  void diskIsCreatedUpdatedListedAndDeleted() {
    var path = disk("crud");
    var created =
        arm.put(
            path,
            DISKS,
            """
            {"location": "East US", "tags": {"a": "b"}, "sku": {"name": "Premium_LRS"},
             "properties": {"creationData": {"createOption": "Empty"}, "diskSizeGB": 4}}
            """);

    assertThat(created.status()).isEqualTo(201);
    var properties = json(created).path("properties");
    assertThat(json(created).path("type").asText()).isEqualTo("Microsoft.Compute/disks");
    assertThat(json(created).path("sku").path("name").asText()).isEqualTo("Premium_LRS");
    assertThat(properties.path("diskState").asText()).isEqualTo("Unattached");
    assertThat(properties.path("diskSizeBytes").asLong()).isEqualTo(4L << 30);
    var updated =
        json(arm.patch(path, DISKS, "{\"tags\":{\"c\":\"d\"},\"properties\":{\"diskSizeGB\":8}}"));
    assertThat(updated.path("properties").path("diskSizeGB").asInt()).isEqualTo(8);
    assertThat(updated.path("tags").path("c").asText()).isEqualTo("d");
    assertThat(updated.path("properties").path("uniqueId")).isEqualTo(properties.path("uniqueId"));
    assertThat(message(arm.patch(path, DISKS, "{\"properties\":{\"diskSizeGB\":4}}")))
        .contains("'crud'", "8", "4");
    assertThat(names("/resourceGroups/rg")).contains("crud");
    assertThat(names("")).contains("crud");
    assertThat(arm.delete(path, DISKS).status()).isEqualTo(202);
    assertThat(error(arm.get(path, DISKS))).isEqualTo("404 ResourceNotFound");
    assertThat(arm.delete(path, DISKS).status()).isEqualTo(204);
  }

  @Test
  void putRejectsInvalidDisks() {
    assertThat(message(arm.put(disk("bad"), DISKS, "{\"location\":\"eastus\"}")))
        .contains("disk.creationData.createOption");
    assertThat(
            message(
                arm.put(
                    disk("bad"),
                    DISKS,
                    "{\"location\":\"eastus\",\"properties\":{\"creationData\":"
                        + "{\"createOption\":\"Empty\"}}}")))
        .contains("disk.diskSizeGB");
    assertThat(message(arm.put(disk("_bad"), DISKS, body(4)))).contains("'_bad'", "1 to 80");
    assertThat(error(arm.put(disk("bad"), DISKS, "{}"))).isEqualTo("400 LocationRequired");
  }

  @Test
  void operatingSystemDiskExistsWhileTheMachineDoes() {
    var machine = machine("os", "{}");

    var disk = json(arm.get(osDisk(machine), DISKS));

    assertThat(disk.path("managedBy").asText()).isEqualTo(machine.path("id").asText());
    assertThat(disk.path("properties").path("diskState").asText()).isEqualTo("Attached");
    assertThat(disk.path("properties").path("osType").asText()).isEqualTo("Linux");
    var deletion = arm.delete(osDisk(machine), DISKS);
    assertThat(error(deletion)).isEqualTo("409 OperationNotAllowed");
    assertThat(message(deletion)).contains("is attached to VM " + machine.path("id").asText());
  }

  @Test
  void diskOfDeletedMachineStaysUnlessDeleteOptionSaysOtherwise() {
    var kept = machine("kept", "{}");
    var deleted =
        machine("deleted", "{\"storageProfile\":{\"osDisk\":{\"deleteOption\":\"Delete\"}}}");

    arm.delete(kept.path("id").asText(), MACHINES);
    arm.delete(deleted.path("id").asText(), MACHINES);

    var disk = json(arm.get(osDisk(kept), DISKS));
    assertThat(disk.has("managedBy")).isFalse();
    assertThat(disk.path("properties").path("diskState").asText()).isEqualTo("Unattached");
    assertThat(error(arm.get(osDisk(deleted), DISKS))).isEqualTo("404 ResourceNotFound");
  }

  @Test
  void existingDiskIsAttachedAndDetached() {
    arm.put(disk("data"), DISKS, body(4));
    var attach =
        "{\"storageProfile\":{\"dataDisks\":[{\"lun\":0,\"createOption\":\"Attach\","
            + "\"managedDisk\":{\"id\":\""
            + disk("data")
            + "\"}}]}}";
    var machine = machine("attaching", attach);

    assertThat(json(arm.get(disk("data"), DISKS)).path("managedBy").asText())
        .isEqualTo(machine.path("id").asText());
    assertThat(error(put("thief", attach))).isEqualTo("409 ConflictingUserInput");
    arm.patch(
        machine.path("id").asText(),
        MACHINES,
        "{\"properties\":{\"storageProfile\":{\"dataDisks\":[]}}}");
    assertThat(json(arm.get(disk("data"), DISKS)).has("managedBy")).isFalse();
    assertThat(error(put("missing", attach.replace("disks/data", "disks/none"))))
        .isEqualTo("400 InvalidResourceReference");
  }

  /** The requests of azurerm 5: each resource is read before and after, and 404 is an error. */
  @Test
  void terraformDestroysMachineAndItsDisk() {
    arm.createGroup("terraform");
    var path = arm.group("terraform") + "/providers/Microsoft.Compute/virtualMachines/vm";
    assertThat(arm.get(path, MACHINES).status()).isEqualTo(404);
    assertThat(arm.put(path, MACHINES, "{\"location\":\"eastus\",\"properties\":{}}").status())
        .isEqualTo(201);
    var disk = osDisk(json(arm.get(path, MACHINES)));

    assertThat(arm.get(disk, DISKS).status()).isEqualTo(200);
    assertThat(arm.delete(path, MACHINES).status()).isEqualTo(202);
    assertThat(arm.delete(disk, DISKS).status()).isEqualTo(202);
    assertThat(arm.get(disk, DISKS).status()).isEqualTo(404);
    assertThat(arm.get(path, MACHINES).status()).isEqualTo(404);
    var left =
        arm.send(
            "GET", arm.group("terraform") + "/resources", "api-version=2023-07-01&$top=10", "");
    assertThat(json(left).path("value")).isEmpty();
    assertThat(arm.delete(arm.group("terraform"), "2023-07-01").status()).isEqualTo(202);
    assertThat(arm.get(arm.group("terraform"), "2023-07-01").status()).isEqualTo(404);
  }

  private static Response put(String name, String properties) {
    return arm.put(
        arm.group("rg") + "/providers/Microsoft.Compute/virtualMachines/" + name,
        MACHINES,
        "{\"location\":\"eastus\",\"properties\":" + properties + "}");
  }

  private static JsonNode machine(String name, String properties) {
    var answer = put(name, properties);
    assertThat(answer.status()).as(answer.body().text()).isEqualTo(201);
    return json(answer);
  }

  private static String osDisk(JsonNode machine) {
    return machine.at("/properties/storageProfile/osDisk/managedDisk/id").asText();
  }

  private static String disk(String name) {
    return arm.group("rg") + "/providers/Microsoft.Compute/disks/" + name;
  }

  private static String body(int size) {
    return "{\"location\":\"eastus\",\"properties\":{\"creationData\":{\"createOption\":\"Empty\"},"
        + "\"diskSizeGB\":"
        + size
        + "}}";
  }

  private static List<String> names(String scope) {
    var path = arm.subscription() + scope + "/providers/Microsoft.Compute/disks";
    return json(arm.get(path, DISKS)).path("value").findValuesAsText("name");
  }
}
