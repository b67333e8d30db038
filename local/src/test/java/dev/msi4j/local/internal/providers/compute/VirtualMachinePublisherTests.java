package dev.msi4j.local.internal.providers.compute;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static dev.msi4j.local.internal.providers.compute.VirtualMachineFixture.COMPUTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.arm.ResourceReferences;
import dev.msi4j.local.internal.arm.VirtualMachineRegistry;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.store.Store;
import dev.msi4j.local.internal.store.TestStores;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The references of virtual machines to other resources, and their entries in the registry. */
class VirtualMachinePublisherTests {
  @AutoClose private LocalAzure azure;
  @AutoClose private Store store;
  private VirtualMachineFixture fixture;

  @BeforeEach
  void startServer(@TempDir Path folder) {
    azure = TestAzure.builder(folder).start();
    store = TestStores.of(folder);
    fixture = VirtualMachineFixture.of(azure);
  }

  @Test
  void virtualMachineReferencesInterfacesUntilDeleted() {
    interfaceIn("eastus", "nic");

    assertThat(putWith("vm", nic("NIC")).status()).isEqualTo(201);

    assertThat(users("nic")).containsExactly(fixture.path("vm").toLowerCase(Locale.ROOT));
    assertThat(machine("vm").interfaces()).containsExactly(nic("NIC"));
    fixture.arm.delete(fixture.path("vm"), COMPUTE);
    assertThat(users("nic")).isEmpty();
    assertThat(machines()).isEmpty();
  }

  @Test
  void groupDeletionReleasesInterfacesInOtherGroups() {
    fixture.arm.createGroup("other");
    interfaceIn("eastus", "nic");
    var path = fixture.arm.group("other") + "/providers/Microsoft.Compute/virtualMachines/vm";
    fixture.arm.put(path, COMPUTE, body(nic("nic")));
    assertThat(users("nic")).hasSize(1);

    fixture.arm.delete(fixture.arm.group("other"), "2021-04-01");

    assertThat(users("nic")).isEmpty();
    assertThat(machines()).isEmpty();
  }

  @Test
  void putRejectsMissingRemoteOrUsedInterface() {
    interfaceIn("westus", "far");
    interfaceIn("eastus", "taken");
    putWith("first", nic("taken"));

    assertThat(error(putWith("vm", nic("missing")))).isEqualTo("400 InvalidResourceReference");
    assertThat(message(putWith("vm", nic("far")))).contains(nic("far"), "same region");
    assertThat(error(putWith("vm", nic("taken")))).isEqualTo("400 NicInUse");
    assertThat(message(putWith("vm", nic("taken")))).contains(nic("taken"), fixture.path("first"));
    assertThat(error(putWith("vm", "nic"))).isEqualTo("400 LinkedInvalidPropertyId");
    assertThat(error(putWith("vm")))
        .isEqualTo("400 VirtualMachineMustHaveAtLeastOneNetworkInterface");
    assertThat(putWith("first", nic("taken")).status()).isEqualTo(200);
  }

  @Test
  void putRequiresOnePrimaryOfSeveralInterfaces() {
    interfaceIn("eastus", "one");
    interfaceIn("eastus", "two");

    var none = putWith("vm", nic("one"), nic("two"));

    assertThat(error(none)).isEqualTo("400 VirtualMachineMustHaveOneNetworkInterfaceAsPrimary");
    var primary =
        body(nic("one"), nic("two")).replaceFirst("\\}\\]", ",\"properties\":{\"primary\":true}}]");
    assertThat(fixture.put("vm", primary).status()).isEqualTo(201);
  }

  @Test
  void interfacesChangeOnlyWhileDeallocated() {
    interfaceIn("eastus", "one");
    interfaceIn("eastus", "two");
    putWith("vm", nic("one"));

    assertThat(error(putWith("vm", nic("two"))))
        .isEqualTo("400 AddingOrDeletingNetworkInterfacesOnARunningVirtualMachineNotSupported");
    fixture.post("vm", "deallocate");
    assertThat(putWith("vm", nic("two")).status()).isEqualTo(200);
    assertThat(users("one")).isEmpty();
    assertThat(users("two")).hasSize(1);
  }

  @Test
  void registryContainsRunningStateAndTokenPort() {
    fixture.create("vm");
    assertThat(machine("vm").running()).isTrue();
    assertThat(machine("vm").extensionPort()).isNull();

    fixture.arm.put(
        fixture.path("vm") + "/extensions/tokens",
        COMPUTE,
        """
        {
          "location": "eastus",
          "properties": {
            "publisher": "Microsoft.ManagedIdentity", "type": "ManagedIdentityExtensionForLinux",
            "typeHandlerVersion": "1.0"
          }
        }
        """);

    assertThat(machine("vm").extensionPort()).isEqualTo(50342);
    fixture.post("vm", "powerOff");
    assertThat(machine("vm").running()).isFalse();
    assertThat(machine("vm").extensionPort()).isEqualTo(50342);
    fixture.post("vm", "start");
    fixture.arm.delete(fixture.path("vm") + "/extensions/tokens", COMPUTE);
    assertThat(machine("vm").extensionPort()).isNull();
  }

  @Test
  void registryContainsInstanceMetadata() {
    var created =
        json(
            fixture.put(
                "vm",
                """
                {
                  "location": "eastus", "zones": ["1"], "tags": {"a": "1", "b": "2"},
                  "properties": {
                    "hardwareProfile": {"vmSize": "Standard_B1s"},
                    "osProfile": {
                      "computerName": "web", "adminUsername": "azureuser",
                      "adminPassword": "Passw0rd!"
                    },
                    "storageProfile": {
                      "imageReference": {
                        "publisher": "Canonical", "offer": "UbuntuServer", "sku": "18.04-LTS",
                        "version": "latest"
                      }
                    }
                  }
                }
                """));

    var compute = machine("vm").instance();

    assertThat(compute.path("name").asText()).isEqualTo("vm");
    assertThat(compute.path("location").asText()).isEqualTo("eastus");
    assertThat(compute.path("resourceId").asText()).isEqualTo(created.path("id").asText());
    assertThat(compute.path("resourceGroupName").asText()).isEqualTo("rg");
    assertThat(compute.path("subscriptionId").asText())
        .isEqualTo(azure.subscriptionId().toString());
    assertThat(compute.path("vmId")).isEqualTo(created.at("/properties/vmId"));
    assertThat(compute.path("vmSize").asText()).isEqualTo("Standard_B1s");
    assertThat(compute.path("osType").asText()).isEqualTo("Linux");
    assertThat(compute.path("version").asText()).isEqualTo("18.04.202401161");
    assertThat(compute.path("zone").asText()).isEqualTo("1");
    assertThat(compute.path("tags").asText()).isEqualTo("a:1;b:2");
    assertThat(compute.at("/tagsList/1/value").asText()).isEqualTo("2");
    assertThat(compute.at("/osProfile/computerName").asText()).isEqualTo("web");
    assertThat(compute.at("/osProfile/disablePasswordAuthentication").asText()).isEqualTo("false");
    assertThat(compute.at("/storageProfile/osDisk/managedDisk/storageAccountType").asText())
        .isEqualTo("Premium_LRS");
    assertThat(compute.path("placementGroupId").isTextual()).isTrue();
  }

  private void interfaceIn(String location, String name) {
    store.change(documents ->
        documents.put(
            "microsoft.network/networkinterfaces",
            nic(name).toLowerCase(Locale.ROOT),
            "{\"id\":\"" + nic(name) + "\",\"location\":\"" + location + "\"}"));
  }

  private String nic(String name) {
    return fixture.arm.group("rg") + "/providers/Microsoft.Network/networkInterfaces/" + name;
  }

  private Response putWith(String machine, String... nics) {
    return fixture.put(machine, body(nics));
  }

  private static String body(String... nics) {
    var items =
        Stream.of(nics).map(id -> "{\"id\":\"" + id + "\"}").collect(Collectors.joining(","));
    return "{\"location\":\"eastus\",\"properties\":{\"networkProfile\":{\"networkInterfaces\":["
        + items
        + "]}}}";
  }

  private List<String> users(String nic) {
    return store.read(documents -> new ResourceReferences().users(documents, nic(nic)));
  }

  private VirtualMachineRegistry.VirtualMachine machine(String name) {
    return store
        .read(documents ->
            new VirtualMachineRegistry()
                .find(documents, fixture.path(name).toLowerCase(Locale.ROOT)))
        .orElseThrow();
  }

  private List<VirtualMachineRegistry.VirtualMachine> machines() {
    return store.read(documents -> new VirtualMachineRegistry().list(documents));
  }
}
