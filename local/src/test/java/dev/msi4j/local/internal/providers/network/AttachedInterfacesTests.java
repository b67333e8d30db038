package dev.msi4j.local.internal.providers.network;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.message;
import static dev.msi4j.local.internal.providers.network.NetworkFixture.created;
import static dev.msi4j.local.internal.providers.network.NetworkFixture.publicReference;
import static dev.msi4j.local.internal.providers.network.NetworkFixture.subnetJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.ResourceReferences;
import dev.msi4j.local.internal.arm.VirtualMachineRegistry;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Store;
import dev.msi4j.local.internal.store.TestStores;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Network interfaces and public IP addresses that are attached to virtual machines. */
class AttachedInterfacesTests {
  @TempDir private Path folder;

  @AutoClose private LocalAzure azure;
  @AutoClose private Store store;
  private NetworkFixture fixture;
  private String machine;

  @BeforeEach
  void createInterfaces() {
    azure = TestAzure.builder(folder).start();
    store = TestStores.of(folder);
    var arm = Arm.signIn(azure);
    fixture = NetworkFixture.inNewGroup(arm, "rg");
    machine = arm.group("rg") + "/providers/Microsoft.Compute/virtualMachines/Worker";
    fixture.putNetwork("fixture", "10.0.0.0/16", subnetJson("a", "10.0.0.0/24"));
    created(fixture.putPublicAddress("pip", "Basic", "Dynamic"));
    created(
        fixture.putInterface(
            "nic", fixture.subnet("fixture", "a"), publicReference(fixture.publicAddress("pip"))));
    created(fixture.putInterface("second", fixture.subnet("fixture", "a"), ""));
  }

  @Test
  void getReturnsVirtualMachineOfInterface() {
    attach(true);

    var first = fixture.properties(fixture.networkInterface("nic"));
    var second = fixture.properties(fixture.networkInterface("second"));

    assertThat(first.path("virtualMachine").path("id").asText()).isEqualTo(machine);
    assertThat(first.path("primary").asBoolean()).isTrue();
    assertThat(second.path("primary").asBoolean(true)).isFalse();
    assertThat(first.path("macAddress").asText())
        .matches("00-0D-3A(-[0-9A-F]{2}){3}")
        .isNotEqualTo(second.path("macAddress").asText());
  }

  @Test
  void deleteRejectsAttachedInterface() {
    attach(false);

    var answer = fixture.delete(fixture.networkInterface("nic"));

    assertThat(error(answer)).isEqualTo("400 NicInUse");
    assertThat(message(answer)).contains(fixture.networkInterface("nic"), machine);
    detach();
    assertThat(fixture.delete(fixture.networkInterface("nic")).status()).isEqualTo(202);
  }

  @Test
  void dynamicAddressIsReturnedWhileVirtualMachineRuns() {
    assertThat(address()).isEmpty();

    attach(true);
    var address = address();

    assertThat(address).startsWith("198.18.");
    assertThat(address()).isEqualTo(address);
    created(fixture.putPublicAddress("other", "Basic", "Static"));
    assertThat(fixture.properties(fixture.publicAddress("other")).path("ipAddress").asText())
        .isNotEqualTo(address);
    attach(false);
    assertThat(address()).isEmpty();
    attach(true);
    assertThat(address()).isNotEmpty();
    detach();
    assertThat(address()).isEmpty();
  }

  /** Publishes a virtual machine as its provider does when it starts or is deallocated. */
  private void attach(boolean running) {
    var interfaces = List.of(fixture.networkInterface("nic"), fixture.networkInterface("second"));
    var given =
        new VirtualMachineRegistry.VirtualMachine(
            machine, "guid", "eastus", running, interfaces, null, Json.object());
    store.change(documents -> {
      new VirtualMachineRegistry().save(documents, given);
      new ResourceReferences().replace(documents, machine, interfaces);
    });
  }

  private void detach() {
    store.change(documents -> {
      new VirtualMachineRegistry().remove(documents, ResourceId.parse(machine).orElseThrow());
      new ResourceReferences().replace(documents, machine, List.of());
    });
  }

  private String address() {
    return fixture.properties(fixture.publicAddress("pip")).path("ipAddress").asText();
  }
}
