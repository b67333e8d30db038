package dev.msi4j.cli.identity;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpMethod;
import com.azure.core.util.Context;
import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.ResourceId;
import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.JsonText;
import dev.msi4j.cli.console.Output;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates a user-assigned identity or replaces its tags. */
@Command(
    name = "create",
    description = "Create a user-assigned identity or replace its tags",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi identity create -g shop -n orders",
      "  msi identity create -g shop -n orders -l westeurope --tags team=core tier=1"
    })
final class CreateCommand implements Runnable {
  private final Environment environment;

  @Mixin private IdentityName id = new IdentityName();

  @Option(
      names = {"-l", "--location"},
      paramLabel = "REGION",
      description = "Region, such as westeurope (default: region of the resource group)")
  private @Nullable String location;

  @Option(
      names = "--tags",
      paramLabel = "TAG",
      arity = "1..*",
      description = "Tags as name=value, separated by spaces (default: none)")
  private @Nullable List<String> tags;

  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  CreateCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var client = azure.client(environment);
    var requested =
        Identity.builder().location(location == null ? locationOfGroup(client) : location);
    if (tags != null) {
      requested.tags(Tags.parse(tags));
    }
    var created =
        client.userAssignedIdentities().createOrUpdate(id.group(), id.name(), requested.build());
    output.print(environment.out(), IdentityTables.IDENTITIES, created);
  }

  /** Returns the region of the resource group, the default of the Azure CLI as well. */
  private String locationOfGroup(ManagedServiceIdentityClient client) {
    var group = id.group();
    var url = ResourceId.resourceGroup(client.subscriptionId(), group) + "?api-version=2021-04-01";
    try (var response = client.sendRequest(HttpMethod.GET, url, null, Context.NONE)) {
      if (response.getStatusCode() != 200) {
        throw new HttpResponseException(
            "cannot read the region of resource group '"
                + group
                + "' (status "
                + response.getStatusCode()
                + "): pass --location",
            response);
      }
      var members = JsonText.readObject(response.getBodyAsBinaryData().toBytes());
      return String.valueOf(members.get("location"));
    }
  }
}
