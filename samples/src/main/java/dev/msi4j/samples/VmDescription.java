package dev.msi4j.samples;

import com.azure.resourcemanager.compute.fluent.models.VirtualMachineInner;
import com.azure.resourcemanager.compute.models.HardwareProfile;
import com.azure.resourcemanager.compute.models.ImageReference;
import com.azure.resourcemanager.compute.models.NetworkInterfaceReference;
import com.azure.resourcemanager.compute.models.NetworkProfile;
import com.azure.resourcemanager.compute.models.OSProfile;
import com.azure.resourcemanager.compute.models.ResourceIdentityType;
import com.azure.resourcemanager.compute.models.StorageProfile;
import com.azure.resourcemanager.compute.models.VirtualMachineIdentity;
import com.azure.resourcemanager.compute.models.VirtualMachineIdentityUserAssignedIdentities;
import com.azure.resourcemanager.compute.models.VirtualMachineSizeTypes;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Builds the request for a small Linux virtual machine. */
final class VmDescription {
  private VmDescription() {}

  // @start region=describe
  /**
   * Returns the request body for a virtual machine.
   *
   * @param networkInterface the id of the network interface
   * @param userAssigned the id of an identity to assign; null for none
   */
  static VirtualMachineInner of(
      String name,
      String location,
      String networkInterface,
      VmIdentities identities,
      @Nullable String userAssigned) {
    var machine = new VirtualMachineInner();
    machine.withLocation(location);
    machine.withIdentity(identity(identities, userAssigned));
    machine.withHardwareProfile(
        new HardwareProfile().withVmSize(VirtualMachineSizeTypes.STANDARD_DS1_V2));
    machine.withOsProfile(
        new OSProfile()
            .withComputerName(name)
            .withAdminUsername("notAdmin")
            // Azure requires a password; the sample does not use it.
            .withAdminPassword("Aa1!" + UUID.randomUUID()));
    machine.withStorageProfile(
        new StorageProfile()
            .withImageReference(
                new ImageReference()
                    .withPublisher("Canonical")
                    .withOffer("0001-com-ubuntu-server-jammy")
                    .withSku("22_04-lts-gen2")
                    .withVersion("latest")));
    machine.withNetworkProfile(
        new NetworkProfile()
            .withNetworkInterfaces(
                List.of(
                    new NetworkInterfaceReference().withId(networkInterface).withPrimary(true))));
    return machine;
  }

  private static VirtualMachineIdentity identity(
      VmIdentities identities, @Nullable String userAssigned) {
    var identity = new VirtualMachineIdentity().withType(type(identities));
    return userAssigned == null
        ? identity
        : identity.withUserAssignedIdentities(
            Map.of(userAssigned, new VirtualMachineIdentityUserAssignedIdentities()));
  }

  // @end

  private static ResourceIdentityType type(VmIdentities identities) {
    return switch (identities) {
      case SYSTEM -> ResourceIdentityType.SYSTEM_ASSIGNED;
      case USER -> ResourceIdentityType.USER_ASSIGNED;
      case BOTH -> ResourceIdentityType.SYSTEM_ASSIGNED_USER_ASSIGNED;
    };
  }
}
