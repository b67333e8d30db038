package dev.msi4j.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.management.exception.ManagementException;
import com.azure.core.util.Context;
import com.azure.resourcemanager.compute.fluent.ComputeManagementClient;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineExtensionInner;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineInner;
import com.azure.resourcemanager.compute.fluent.models.VirtualMachineUpdateInner;
import com.azure.resourcemanager.compute.models.HardwareProfile;
import com.azure.resourcemanager.compute.models.ImageReference;
import com.azure.resourcemanager.compute.models.InstanceViewStatus;
import com.azure.resourcemanager.compute.models.OSProfile;
import com.azure.resourcemanager.compute.models.ResourceIdentityType;
import com.azure.resourcemanager.compute.models.StorageProfile;
import com.azure.resourcemanager.compute.models.VirtualMachineIdentity;
import com.azure.resourcemanager.compute.models.VirtualMachineIdentityUserAssignedIdentities;
import com.azure.resourcemanager.compute.models.VirtualMachineSizeTypes;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests Microsoft's client of virtual machines against the local Azure. */
class OfficialComputeClientTests {
  private static final String GROUP = "official";
  private static final String UBUNTU = "0001-com-ubuntu-server-jammy";

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Clients clients = new Clients(azure);
  private static final ComputeManagementClient compute = client(clients);

  @BeforeAll
  static void createGroup() {
    clients.createGroup(GROUP);
  }

  @Test
  void virtualMachinesAreCreatedReadAndDeleted() {
    var machine = compute.getVirtualMachines().createOrUpdate(GROUP, "complete", machine());

    assertThat(machine.provisioningState()).isEqualTo("Succeeded");
    assertThat(machine.vmId()).hasSize(36);
    assertThat(machine.timeCreated()).isNotNull();
    assertThat(machine.storageProfile().imageReference().exactVersion())
        .isEqualTo("22.04.202510020");
    assertThat(machine.storageProfile().osDisk().managedDisk().id()).contains("/disks/complete_");
    assertThat(machine.osProfile().adminPassword()).isNull();
    assertThat(compute.getVirtualMachines().list())
        .extracting(found -> found.name())
        .contains("complete");
    compute.getVirtualMachines().delete(GROUP, "complete");
    assertThatThrownBy(() -> compute.getVirtualMachines().getByResourceGroup(GROUP, "complete"))
        .isInstanceOfSatisfying(
            ManagementException.class,
            exception -> assertThat(exception.getValue().getCode()).isEqualTo("ResourceNotFound"));
  }

  @Test
  void virtualMachinesAreStoppedAndStarted() {
    compute.getVirtualMachines().createOrUpdate(GROUP, "power", machine());
    assertThat(statuses(compute, "power")).contains("PowerState/running");

    compute.getVirtualMachines().powerOff(GROUP, "power");
    assertThat(statuses(compute, "power")).contains("PowerState/stopped");
    compute.getVirtualMachines().start(GROUP, "power");
    compute.getVirtualMachines().restart(GROUP, "power");
    assertThat(statuses(compute, "power")).contains("PowerState/running");
    compute.getVirtualMachines().deallocate(GROUP, "power");
    assertThat(statuses(compute, "power")).contains("PowerState/deallocated");
    assertThatThrownBy(() -> compute.getVirtualMachines().restart(GROUP, "power"))
        .isInstanceOfSatisfying(
            ManagementException.class,
            exception ->
                assertThat(exception.getValue().getCode()).isEqualTo("OperationNotAllowed"));
  }

  @Test
  void extensionsAreInstalledAndRemoved() {
    compute.getVirtualMachines().createOrUpdate(GROUP, "extended", machine());
    var extensions = compute.getVirtualMachineExtensions();

    var installed = extensions.createOrUpdate(GROUP, "extended", "tokens", tokenExtension());

    assertThat(installed.provisioningState()).isEqualTo("Succeeded");
    assertThat(installed.settings()).isEqualTo(Map.of("port", 50342));
    assertThat(compute.getVirtualMachines().getByResourceGroup(GROUP, "extended").resources())
        .extracting(found -> found.name())
        .containsExactly("tokens");
    assertThat(
            compute.getVirtualMachines().instanceView(GROUP, "extended").extensions().get(0).type())
        .isEqualTo("Microsoft.ManagedIdentity.ManagedIdentityExtensionForLinux");
    assertThat(extensions.list(GROUP, "extended").value()).hasSize(1);
    extensions.delete(GROUP, "extended", "tokens");
    assertThat(extensions.list(GROUP, "extended").value()).isEmpty();
  }

  @Test
  void identitiesAreAssignedAndRemoved() {
    var one = identity("one");
    var two = identity("two");
    var machines = compute.getVirtualMachines();
    var created =
        machines.createOrUpdate(
            GROUP,
            "identified",
            machine()
                .withIdentity(identities(ResourceIdentityType.SYSTEM_ASSIGNED_USER_ASSIGNED, one)));
    assertThat(created.identity().principalId()).hasSize(36);
    assertThat(created.identity().tenantId()).isEqualTo(azure.tenantId().toString());
    assertThat(created.identity().userAssignedIdentities().get(one).clientId()).hasSize(36);

    var added =
        machines.update(
            GROUP,
            "identified",
            new VirtualMachineUpdateInner()
                .withIdentity(identities(ResourceIdentityType.SYSTEM_ASSIGNED_USER_ASSIGNED, two)));
    assertThat(added.identity().userAssignedIdentities()).containsOnlyKeys(one, two);
    assertThat(added.identity().principalId()).isEqualTo(created.identity().principalId());

    var alone =
        machines.update(
            GROUP,
            "identified",
            new VirtualMachineUpdateInner()
                .withIdentity(
                    new VirtualMachineIdentity().withType(ResourceIdentityType.SYSTEM_ASSIGNED)));
    assertThat(alone.identity().userAssignedIdentities()).isNull();
    var none =
        machines.update(
            GROUP,
            "identified",
            new VirtualMachineUpdateInner()
                .withIdentity(new VirtualMachineIdentity().withType(ResourceIdentityType.NONE)));
    assertThat(none.identity()).isNull();
  }

  @Test
  void errorsContainCodeAndTarget() {
    var odd =
        machine()
            .withHardwareProfile(
                new HardwareProfile()
                    .withVmSize(VirtualMachineSizeTypes.fromString("Standard_Odd")));

    assertThatThrownBy(() -> compute.getVirtualMachines().createOrUpdate(GROUP, "odd", odd))
        .isInstanceOfSatisfying(
            ManagementException.class,
            exception -> {
              assertThat(exception.getValue().getCode()).isEqualTo("InvalidParameter");
              assertThat(exception.getValue().getTarget()).isEqualTo("vmSize");
            });
  }

  @Test
  void imagesAndSizesAreListed() {
    var images = compute.getVirtualMachineImages();
    var newest =
        images
            .listWithResponse(
                "eastus", "Canonical", UBUNTU, "22_04-lts", null, 1, "name desc", Context.NONE)
            .getValue();

    assertThat(images.listPublishers("eastus"))
        .extracting(found -> found.name())
        .contains("Canonical");
    assertThat(newest).extracting(found -> found.name()).containsExactly("22.04.202510020");
    assertThat(
            images
                .get("eastus", "Canonical", UBUNTU, "22_04-lts", "22.04.202510020")
                .osDiskImage()
                .operatingSystem())
        .hasToString("Linux");
    assertThat(compute.getVirtualMachineSizes().list("eastus"))
        .extracting(found -> found.name())
        .contains("Standard_D2s_v5");
    assertThat(compute.getResourceSkus().list("location eq 'eastus'", null, Context.NONE))
        .isNotEmpty()
        .allSatisfy(sku -> assertThat(sku.resourceType()).isEqualTo("virtualMachines"));
  }

  @Test
  void pollersWaitForProvisioning() {
    try (var slow = TestAzure.builder().longRunningOperationPolls(2).start()) {
      var others = new Clients(slow);
      var machines = client(others).getVirtualMachines();
      others.createGroup(GROUP);

      var creating = machines.beginCreateOrUpdate(GROUP, "slow", machine());

      assertThat(machines.getByResourceGroup(GROUP, "slow").provisioningState())
          .isEqualTo("Creating");
      assertThat(creating.getFinalResult().provisioningState()).isEqualTo("Succeeded");
      machines.deallocate(GROUP, "slow");
      assertThat(statuses(client(others), "slow")).contains("PowerState/deallocated");
      machines.delete(GROUP, "slow");
      assertThat(machines.listByResourceGroup(GROUP)).isEmpty();
    }
  }

  private static ComputeManagementClient client(Clients clients) {
    return clients.compute().serviceClient();
  }

  private static Iterable<String> statuses(ComputeManagementClient client, String machine) {
    return client.getVirtualMachines().instanceView(GROUP, machine).statuses().stream()
        .map(InstanceViewStatus::code)
        .toList();
  }

  private static VirtualMachineInner machine() {
    return new VirtualMachineInner()
        .withLocation("eastus")
        .withHardwareProfile(
            new HardwareProfile().withVmSize(VirtualMachineSizeTypes.STANDARD_DS1_V2))
        .withOsProfile(
            new OSProfile()
                .withComputerName("official")
                .withAdminUsername("azureuser")
                .withAdminPassword("Passw0rd!Passw0rd"))
        .withStorageProfile(
            new StorageProfile()
                .withImageReference(
                    new ImageReference()
                        .withPublisher("Canonical")
                        .withOffer(UBUNTU)
                        .withSku("22_04-lts-gen2")
                        .withVersion("latest")));
  }

  private static VirtualMachineExtensionInner tokenExtension() {
    return new VirtualMachineExtensionInner()
        .withLocation("eastus")
        .withPublisher("Microsoft.ManagedIdentity")
        .withTypePropertiesType("ManagedIdentityExtensionForLinux")
        .withTypeHandlerVersion("1.0")
        .withSettings(Map.of("port", 50342));
  }

  private static String identity(String name) {
    var path =
        "/resourceGroups/"
            + GROUP
            + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/"
            + name;
    clients.put(path, "2024-11-30", "{\"location\":\"eastus\"}");
    return "/subscriptions/" + azure.subscriptionId() + path;
  }

  private static VirtualMachineIdentity identities(ResourceIdentityType type, String id) {
    var assigned = new HashMap<String, VirtualMachineIdentityUserAssignedIdentities>();
    assigned.put(id, new VirtualMachineIdentityUserAssignedIdentities());
    return new VirtualMachineIdentity().withType(type).withUserAssignedIdentities(assigned);
  }
}
