package dev.msi4j.samples;

import com.azure.resourcemanager.compute.fluent.VirtualMachinesClient;
import com.azure.resourcemanager.compute.models.RunCommandInput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Token endpoints of a virtual machine in Azure, called through the Run Command API. */
final class InsideAzureVm implements InsideVm {
  private final VirtualMachinesClient machines;
  private final String resourceGroup;
  private final String name;

  InsideAzureVm(VirtualMachinesClient machines, String resourceGroup, String name) {
    this.machines = machines;
    this.resourceGroup = resourceGroup;
    this.name = name;
  }

  @Override
  public IdentityToken fromExtension(String resource, @Nullable String clientId) {
    return request("http://localhost:" + EXTENSION_PORT + "/oauth2/token", "", resource, clientId);
  }

  @Override
  public IdentityToken fromMetadataService(String resource, @Nullable String clientId) {
    return request(
        "http://169.254.169.254/metadata/identity/oauth2/token",
        " --data-urlencode api-version=2018-02-01",
        resource,
        clientId);
  }

  private IdentityToken request(
      String url, String more, String resource, @Nullable String clientId) {
    String identity = clientId == null ? "" : " --data-urlencode client_id=" + clientId;
    String curl =
        "curl -s -G -H Metadata:true '"
            + url
            + "'"
            + more
            + " --data-urlencode 'resource="
            + resource
            + "'"
            + identity;
    var command = new RunCommandInput().withCommandId("RunShellScript").withScript(List.of(curl));
    String printed = machines.runCommand(resourceGroup, name, command).value().get(0).message();
    // The service adds markers before and after the output of the script.
    int start = printed.indexOf('{');
    if (start < 0) {
      throw new IllegalStateException("the virtual machine returned no token: " + printed);
    }
    return IdentityToken.ofResponse(printed.substring(start, printed.lastIndexOf('}') + 1));
  }
}
