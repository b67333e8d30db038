package dev.msi4j.cli.vm;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpMethod;
import com.azure.core.util.Context;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.JsonText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A virtual machine, as the endpoints of a local Azure name it. */
record VirtualMachine(String subscription, String group, String name) {
  private static final String VERSION = "api-version=2024-11-01";
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
    var scope =
        "/subscriptions/"
            + client.subscriptionId()
            + (group == null ? "" : "/resourceGroups/" + encoded(group));
    var machines = new ArrayList<VirtualMachine>();
    String next = scope + MACHINES + "?" + VERSION;
    while (next != null) {
      var page = get(client, next);
      if (page.get("value") instanceof List<?> values) {
        values.forEach(value -> machines.add(of((Map<?, ?>) value)));
      }
      next = page.get("nextLink") instanceof String link ? link : null;
    }
    return machines;
  }

  private static VirtualMachine of(Map<?, ?> json) {
    var parts = String.valueOf(json.get("id")).split("/", -1);
    return new VirtualMachine(parts[2], parts[4], parts[parts.length - 1]);
  }

  private static Map<String, Object> get(ManagedServiceIdentityClient client, String url) {
    try (var response = client.sendRequest(HttpMethod.GET, url, null, Context.NONE)) {
      if (response.getStatusCode() != 200) {
        throw new HttpResponseException(
            "virtual machines cannot be listed (status " + response.getStatusCode() + ")",
            response);
      }
      return JsonText.readObject(response.getBodyAsBinaryData().toBytes());
    }
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
