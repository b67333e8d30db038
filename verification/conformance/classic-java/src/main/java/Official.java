import com.microsoft.azure.AzureEnvironment;
import com.microsoft.azure.CloudException;
import com.microsoft.azure.credentials.ApplicationTokenCredentials;
import com.microsoft.azure.management.Azure;
import com.microsoft.azure.management.compute.KnownLinuxVirtualMachineImage;
import com.microsoft.azure.management.compute.PowerState;
import com.microsoft.azure.management.compute.VirtualMachine;
import com.microsoft.azure.management.compute.VirtualMachineSizeTypes;
import com.microsoft.azure.management.graphrbac.BuiltInRole;
import com.microsoft.azure.management.msi.Identity;
import com.microsoft.azure.management.network.Network;
import com.microsoft.azure.management.network.NetworkInterface;
import com.microsoft.azure.management.network.PublicIPAddress;
import com.microsoft.azure.management.resources.fluentcore.arm.Region;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * Tests the previous generation of Microsoft's Java clients, such as azure-mgmt-msi, against a local Azure. Reads the environment variables of the local Azure. Prints one line per check and a summary.
 */
public final class Official {
  private static final Region REGION = Region.US_EAST;
  private static final String RESOURCE = "https://management.core.windows.net/";

  private final Map<String, String> environment = System.getenv();
  private final String group = "classic-" + UUID.randomUUID().toString().substring(0, 8);
  private int passed;
  private int failed;

  public static void main(String[] arguments) {
    var official = new Official();
    official.run();
    // The clients do not stop their threads.
    System.exit(official.failed == 0 ? 0 : 1);
  }

  private void run() {
    var azure = signIn();
    check("rg.create", () -> azure.resourceGroups().define(group).withRegion(REGION).create());
    var identity = identities(azure);
    var machine = machine(azure, network(azure), identity);
    power(machine);
    removeIdentities(azure, machine, identity);
    deleteResources(azure, machine);
    System.out.println(passed + " passed, " + failed + " failed");
  }

  private Azure signIn() {
    var arm = environment.get("MSI4J_ARM_ENDPOINT") + "/";
    var endpoints = new HashMap<String, String>();
    endpoints.put(
        "activeDirectoryEndpointUrl",
        environment.get("AZURE_AUTHORITY_HOST").replaceFirst("/*$", "/"));
    endpoints.put("activeDirectoryResourceId", RESOURCE);
    endpoints.put("activeDirectoryGraphResourceId", "https://graph.windows.net/");
    endpoints.put("graphEndpointUrl", arm);
    endpoints.put("managementEndpointUrl", arm);
    endpoints.put("resourceManagerEndpointUrl", arm);
    endpoints.put("microsoftGraphEndpoint", arm + "graph/");
    var credentials =
        new ApplicationTokenCredentials(
            environment.get("AZURE_CLIENT_ID"),
            environment.get("AZURE_TENANT_ID"),
            environment.get("AZURE_CLIENT_SECRET"),
            new AzureEnvironment(endpoints));
    check("token.client_secret", () -> requireTrue(!credentials.getToken(RESOURCE).isEmpty()));
    return Azure.authenticate(credentials)
        .withSubscription(environment.get("AZURE_SUBSCRIPTION_ID"));
  }

  private Identity identities(Azure azure) {
    var identity =
        check(
            "msi.create",
            () ->
                azure
                    .identities()
                    .define("user1")
                    .withRegion(REGION)
                    .withExistingResourceGroup(group)
                    .create());
    check(
        "msi.get",
        () ->
            requireTrue(azure.identities().getById(identity.id()).clientId().equals(identity.clientId())));
    check(
        "msi.tag", () -> requireTrue(identity.update().withTag("a", "b").apply().tags().containsKey("a")));
    check("msi.list", () -> requireTrue(azure.identities().listByResourceGroup(group).size() == 1));
    check(
        "msi.missing",
        () -> {
          try {
            return requireTrue(azure.identities().getByResourceGroup(group, "missing") == null);
          } catch (CloudException e) {
            return requireTrue(e.body().code().equals("ResourceNotFound"));
          }
        });
    return identity;
  }

  private NetworkInterface network(Azure azure) {
    Network network =
        check(
            "net.virtual_network",
            () ->
                azure
                    .networks()
                    .define("net")
                    .withRegion(REGION)
                    .withExistingResourceGroup(group)
                    .withAddressSpace("10.0.0.0/16")
                    .withSubnet("default", "10.0.0.0/24")
                    .create());
    PublicIPAddress address =
        check(
            "net.public_address",
            () ->
                azure
                    .publicIPAddresses()
                    .define("address")
                    .withRegion(REGION)
                    .withExistingResourceGroup(group)
                    .withDynamicIP()
                    .create());
    return check(
        "net.interface",
        () ->
            azure
                .networkInterfaces()
                .define("card")
                .withRegion(REGION)
                .withExistingResourceGroup(group)
                .withExistingPrimaryNetwork(network)
                .withSubnet("default")
                .withPrimaryPrivateIPAddressDynamic()
                .withExistingPrimaryPublicIPAddress(address)
                .create());
  }

  private VirtualMachine machine(Azure azure, NetworkInterface card, Identity identity) {
    var machine =
        check(
            "vm.create",
            () ->
                azure
                    .virtualMachines()
                    .define("vm")
                    .withRegion(REGION)
                    .withExistingResourceGroup(group)
                    .withExistingPrimaryNetworkInterface(card)
                    .withPopularLinuxImage(KnownLinuxVirtualMachineImage.UBUNTU_SERVER_18_04_LTS)
                    .withRootUsername("azure")
                    .withRootPassword("Passw0rd!Passw0rd")
                    .withSystemAssignedManagedServiceIdentity()
                    .withSystemAssignedIdentityBasedAccessToCurrentResourceGroup(
                        BuiltInRole.CONTRIBUTOR)
                    .withExistingUserAssignedManagedServiceIdentity(identity)
                    .withSize(VirtualMachineSizeTypes.STANDARD_B1S)
                    .create());
    check(
        "vm.system_assigned",
        () -> UUID.fromString(machine.systemAssignedManagedServiceIdentityPrincipalId()));
    check(
        "vm.user_assigned",
        () -> requireTrue(machine.userAssignedManagedServiceIdentityIds().size() == 1));
    check(
        "vm.has_a_public_address",
        () -> requireTrue(machine.getPrimaryPublicIPAddress().ipAddress() != null));
    check(
        "ext.install",
        () ->
            requireTrue(
                machine
                    .update()
                    .defineNewExtension("msi")
                    .withPublisher("Microsoft.ManagedIdentity")
                    .withType("ManagedIdentityExtensionForLinux")
                    .withVersion("1.0")
                    .withPublicSetting("port", 50342)
                    .attach()
                    .apply()
                    .listExtensions()
                    .containsKey("msi")));
    return machine;
  }

  private void power(VirtualMachine machine) {
    check("vm.power_off", () -> after(machine, machine::powerOff, PowerState.STOPPED));
    check("vm.start", () -> after(machine, machine::start, PowerState.RUNNING));
    check("vm.restart", () -> after(machine, machine::restart, PowerState.RUNNING));
    check("vm.deallocate", () -> after(machine, machine::deallocate, PowerState.DEALLOCATED));
    check("vm.start_again", () -> after(machine, machine::start, PowerState.RUNNING));
  }

  private static boolean after(VirtualMachine machine, Runnable action, PowerState expected) {
    action.run();
    machine.refreshInstanceView();
    return requireTrue(machine.powerState().equals(expected));
  }

  private void removeIdentities(Azure azure, VirtualMachine machine, Identity identity) {
    check(
        "vm.without_system_assigned",
        () ->
            requireTrue(
                machine
                        .update()
                        .withoutSystemAssignedManagedServiceIdentity()
                        .apply()
                        .systemAssignedManagedServiceIdentityPrincipalId()
                    == null));
    check(
        "vm.without_user_assigned",
        () ->
            requireTrue(
                machine
                    .update()
                    .withoutUserAssignedManagedServiceIdentity(identity.id())
                    .apply()
                    .userAssignedManagedServiceIdentityIds()
                    .isEmpty()));
    check(
        "vm.all_in_one",
        () ->
            requireTrue(
                azure
                        .virtualMachines()
                        .define("vm2")
                        .withRegion(REGION)
                        .withExistingResourceGroup(group)
                        .withNewPrimaryNetwork("10.1.0.0/28")
                        .withPrimaryPrivateIPAddressDynamic()
                        .withoutPrimaryPublicIPAddress()
                        .withPopularLinuxImage(
                            KnownLinuxVirtualMachineImage.UBUNTU_SERVER_18_04_LTS)
                        .withRootUsername("azure")
                        .withRootPassword("Passw0rd!Passw0rd")
                        .withNewUserAssignedManagedServiceIdentity(
                            azure
                                .identities()
                                .define("user2")
                                .withRegion(REGION)
                                .withExistingResourceGroup(group)
                                .withAccessToCurrentResourceGroup(BuiltInRole.READER))
                        .create()
                        .userAssignedManagedServiceIdentityIds()
                        .size()
                    == 1));
  }

  private void deleteResources(Azure azure, VirtualMachine machine) {
    check(
        "vm.delete",
        () -> {
          azure.virtualMachines().deleteById(machine.id());
          return requireTrue(azure.virtualMachines().listByResourceGroup(group).size() == 1);
        });
    check(
        "rg.delete",
        () -> {
          azure.resourceGroups().deleteByName(group);
          return requireTrue(!azure.resourceGroups().contain(group));
        });
  }

  private static boolean requireTrue(boolean condition) {
    if (!condition) {
      throw new AssertionError("the condition is false");
    }
    return true;
  }

  /** Returns the result of the call; null if the call failed. */
  private <T> T check(String name, Callable<T> work) {
    try {
      var found = work.call();
      passed++;
      System.out.println("ok " + name);
      return found;
    } catch (Exception | AssertionError e) {
      failed++;
      System.out.println("FAIL " + name + " " + e);
      return null;
    }
  }
}
