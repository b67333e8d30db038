package dev.msi4j.cli.identity;

import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.azure.ResourceManager;
import dev.msi4j.cli.azure.ResourceManagerException;
import dev.msi4j.cli.azure.Tags;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Environment;
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
    var resourceManager = ResourceManager.of(client);
    try {
      return String.valueOf(
          resourceManager
              .get(resourceManager.resourceGroup(id.group()), ResourceManager.GROUPS_VERSION)
              .text("location"));
    } catch (ResourceManagerException e) {
      throw new CommandException(
          "cannot read the region of resource group '"
              + id.group()
              + "' (status "
              + e.status()
              + "): pass --location",
          e);
    }
  }
}
