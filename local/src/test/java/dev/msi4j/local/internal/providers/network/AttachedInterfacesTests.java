package dev.msi4j.local.internal.providers.network;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.message;
import static dev.msi4j.local.internal.providers.network.Net.created;
import static dev.msi4j.local.internal.providers.network.Net.publicReference;
import static dev.msi4j.local.internal.providers.network.Net.subnetJson;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What interfaces and public addresses show of machines, which are told of by their provider. */
class AttachedInterfacesTests {
  @TempDir private Path folder;

  private LocalAzure azure;
  private Store store;
  private Net net;
  private String machine;

  @BeforeEach
  void start() {
    azure = TestAzure.builder(folder).start();
    store = TestStores.of(folder);
    var arm = Arm.signIn(azure);
    net = Net.inNewGroup(arm, "rg");
    machine = arm.group("rg") + "/providers/Microsoft.Compute/virtualMachines/Worker";
    net.putNetwork("net", "10.0.0.0/16", subnetJson("a", "10.0.0.0/24"));
    created(net.putPublicAddress("pip", "Basic", "Dynamic"));
    created(
        net.putInterface("nic", net.subnet("net", "a"), publicReference(net.publicAddress("pip"))));
    created(net.putInterface("second", net.subnet("net", "a"), ""));
  }

  @AfterEach
  void stop() {
    store.close();
    azure.close();
  }

  @Test
  void nameTheirMachine() {
    attach(true);

    var first = net.properties(net.networkInterface("nic"));
    var second = net.properties(net.networkInterface("second"));

    assertThat(first.path("virtualMachine").path("id").asText()).isEqualTo(machine);
    assertThat(first.path("primary").asBoolean()).isTrue();
    assertThat(second.path("primary").asBoolean(true)).isFalse();
    assertThat(first.path("macAddress").asText())
        .matches("00-0D-3A(-[0-9A-F]{2}){3}")
        .isNotEqualTo(second.path("macAddress").asText());
  }

  @Test
  void areHeldByTheirMachine() {
    attach(false);

    var answer = net.delete(net.networkInterface("nic"));

    assertThat(error(answer)).isEqualTo("400 NicInUse");
    assertThat(message(answer)).contains(net.networkInterface("nic"), machine);
    detach();
    assertThat(net.delete(net.networkInterface("nic")).status()).isEqualTo(202);
  }

  @Test
  void haveADynamicAddressWhileTheirMachineRuns() {
    assertThat(address()).isEmpty();

    attach(true);
    var address = address();

    assertThat(address).startsWith("198.18.");
    assertThat(address()).isEqualTo(address);
    created(net.putPublicAddress("other", "Basic", "Static"));
    assertThat(net.properties(net.publicAddress("other")).path("ipAddress").asText())
        .isNotEqualTo(address);
    attach(false);
    assertThat(address()).isEmpty();
    attach(true);
    assertThat(address()).isNotEmpty();
    detach();
    assertThat(address()).isEmpty();
  }

  /** Says what the provider of a machine says when it runs or has been deallocated. */
  private void attach(boolean running) {
    var interfaces = List.of(net.networkInterface("nic"), net.networkInterface("second"));
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
    return net.properties(net.publicAddress("pip")).path("ipAddress").asText();
  }
}
