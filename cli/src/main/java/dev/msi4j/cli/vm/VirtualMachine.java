package dev.msi4j.cli.vm;

import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.cli.azure.Resource;
import dev.msi4j.cli.azure.ResourceManager;
import dev.msi4j.cli.console.CommandException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A virtual machine, as the endpoints of a local Azure name it. */
record VirtualMachine(String subscription, String group, String name) {
  private static final String VERSION = "2024-11-01";
  private static final String MACHINES = "/providers/Microsoft.Compute/virtualMachines";

  /** Finds a virtual machine by its name, in a resource group if given. */
  static VirtualMachine find(
      ManagedServiceIdentityClient client, @Nullable String group, String name) {
    var found =
        list(client, group).stream().filter(each -> each.name.equalsIgnoreCase(name)).toList();
    if (found.isEmpty()) {
      throw new CommandException(
          "there is no virtual machine '"
              + name
              + "' in "
              + (group == null
                  ? "the subscription " + client.subscriptionId()
                  : "the resource group " + group));
    }
    if (found.size() > 1) {
      throw new CommandException(
          "the virtual machine '"
              + name
              + "' is in several resource groups, "
              + String.join(", ", found.stream().map(VirtualMachine::group).toList())
              + ": pass --resource-group");
    }
    return found.get(0);
  }

  private static List<VirtualMachine> list(
      ManagedServiceIdentityClient client, @Nullable String group) {
    var resourceManager = ResourceManager.of(client);
    var scope =
        group == null ? resourceManager.subscription() : resourceManager.resourceGroup(group);
    return resourceManager.list(scope + MACHINES, VERSION).stream()
        .map(VirtualMachine::of)
        .toList();
  }

  private static VirtualMachine of(Resource machine) {
    var parts = machine.id().split("/", -1);
    return new VirtualMachine(parts[2], parts[4], parts[parts.length - 1]);
  }

  /** Expands the URL template of the endpoints of virtual machines for this one. */
  String endpoint(String template) {
    return template
        .replace("{subscription}", encoded(subscription))
        .replace("{resourceGroup}", encoded(group))
        .replace("{vm}", encoded(name));
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
