package dev.msi4j.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.management.Region;
import com.azure.core.management.exception.ManagementException;
import com.azure.resourcemanager.authorization.AuthorizationManager;
import com.azure.resourcemanager.authorization.models.BuiltInRole;
import com.azure.resourcemanager.compute.ComputeManager;
import com.azure.resourcemanager.compute.models.KnownLinuxVirtualMachineImage;
import com.azure.resourcemanager.compute.models.PowerState;
import com.azure.resourcemanager.compute.models.VirtualMachine;
import com.azure.resourcemanager.compute.models.VirtualMachineSizeTypes;
import com.azure.resourcemanager.msi.MsiManager;
import com.azure.resourcemanager.network.NetworkManager;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests Microsoft's fluent clients against the local Azure, following Microsoft's samples. */
class OfficialFluentClientsTests {
  private static final String GROUP = "fluent";

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Clients clients = new Clients(azure);
  private static final MsiManager identities = clients.identities();
  private static final NetworkManager network = clients.network();
  private static final ComputeManager compute = clients.compute();
  private static final AuthorizationManager authorization = clients.authorization();

  @BeforeAll
  static void createGroup() {
    clients.createGroup(GROUP);
  }

  @Test
  void virtualMachineIsCreatedWithIdentitiesAndRoles() {
    var identity =
        identities
            .identities()
            .define("shared")
            .withRegion(Region.US_EAST)
            .withExistingResourceGroup(GROUP)
            .withAccessToCurrentResourceGroup(BuiltInRole.READER)
            .create();
    var machine =
        compute
            .virtualMachines()
            .define("both")
            .withRegion(Region.US_EAST)
            .withExistingResourceGroup(GROUP)
            .withNewPrimaryNetwork("10.0.0.0/28")
            .withPrimaryPrivateIPAddressDynamic()
            .withNewPrimaryPublicIPAddress("both-address")
            .withPopularLinuxImage(KnownLinuxVirtualMachineImage.UBUNTU_SERVER_20_04_LTS)
            .withRootUsername("notAdmin")
            .withRootPassword("Passw0rd!Passw0rd")
            .withSize(VirtualMachineSizeTypes.STANDARD_DS1_V2)
            .withSystemAssignedManagedServiceIdentity()
            .withSystemAssignedIdentityBasedAccessToCurrentResourceGroup(BuiltInRole.CONTRIBUTOR)
            .withExistingUserAssignedManagedServiceIdentity(identity)
            .create();

    assertThat(machine.provisioningState()).isEqualTo("Succeeded");
    assertThat(machine.powerState()).isEqualTo(PowerState.RUNNING);
    assertThat(machine.userAssignedManagedServiceIdentityIds()).hasSize(1);
    assertThat(machine.getPrimaryPublicIPAddress().ipAddress()).isNotBlank();
    assertThat(
            authorization
                .roleAssignments()
                .listByServicePrincipal(machine.systemAssignedManagedServiceIdentityPrincipalId()))
        .hasSize(1);
    assertThat(authorization.roleAssignments().listByServicePrincipal(identity.principalId()))
        .hasSize(1);
  }

  @Test
  void virtualMachineIsUpdatedWithExtensionsAndIdentities() {
    var machine = simple("changing");

    machine
        .update()
        .withSystemAssignedManagedServiceIdentity()
        .defineNewExtension("tokens")
        .withPublisher("Microsoft.ManagedIdentity")
        .withType("ManagedIdentityExtensionForLinux")
        .withVersion("1.0")
        .withMinorVersionAutoUpgrade()
        .withPublicSetting("port", 50342)
        .attach()
        .apply();

    assertThat(machine.listExtensions()).containsOnlyKeys("tokens");
    assertThat(machine.systemAssignedManagedServiceIdentityPrincipalId()).isNotBlank();
    machine.powerOff();
    assertThat(machine.powerState()).isEqualTo(PowerState.STOPPED);
    machine.deallocate();
    assertThat(machine.powerState()).isEqualTo(PowerState.DEALLOCATED);
    machine.start();
    machine.update().withoutSystemAssignedManagedServiceIdentity().apply();
    assertThat(machine.refresh().systemAssignedManagedServiceIdentityPrincipalId()).isNull();
  }

  @Test
  void virtualMachineIsListedAndDeletedAndItsInterfaceReleased() {
    var machine = simple("deleted");
    var interfaceId = machine.primaryNetworkInterfaceId();
    assertThatThrownBy(() -> network.networkInterfaces().deleteById(interfaceId))
        .isInstanceOfSatisfying(
            ManagementException.class,
            exception -> assertThat(exception.getValue().getCode()).isEqualTo("NicInUse"));

    assertThat(compute.virtualMachines().listByResourceGroup(GROUP))
        .extracting(found -> found.name())
        .contains("deleted");
    compute.virtualMachines().deleteById(machine.id());

    assertThat(compute.virtualMachines().list())
        .extracting(found -> found.name())
        .doesNotContain("deleted");
    network.networkInterfaces().deleteById(interfaceId);
  }

  private static VirtualMachine simple(String name) {
    return compute
        .virtualMachines()
        .define(name)
        .withRegion(Region.US_EAST)
        .withExistingResourceGroup(GROUP)
        .withNewPrimaryNetwork("10.1.0.0/28")
        .withPrimaryPrivateIPAddressDynamic()
        .withoutPrimaryPublicIPAddress()
        .withPopularLinuxImage(KnownLinuxVirtualMachineImage.UBUNTU_SERVER_20_04_LTS)
        .withRootUsername("notAdmin")
        .withRootPassword("Passw0rd!Passw0rd")
        .create();
  }
}
