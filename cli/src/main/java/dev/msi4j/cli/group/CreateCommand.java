package dev.msi4j.cli.group;

import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.azure.ResourceManager;
import dev.msi4j.cli.azure.Tags;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates a resource group or replaces its tags. */
@Command(
    name = "create",
    description = "Create a resource group or replace its tags",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi group create -n shop -l westeurope",
      "  msi group create -n shop -l westeurope --tags team=core tier=1"
    })
final class CreateCommand implements Runnable {
  private final Environment environment;

  @Mixin private GroupName group = new GroupName();

  @Option(
      names = {"-l", "--location"},
      paramLabel = "REGION",
      required = true,
      description = "Region, such as westeurope")
  private String location = "";

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
    var body = new LinkedHashMap<String, Object>();
    body.put("location", location);
    if (tags != null) {
      body.put("tags", Tags.parse(tags));
    }
    var resourceManager = azure.resourceManager(environment);
    var created =
        resourceManager.put(group.path(resourceManager), ResourceManager.GROUPS_VERSION, body);
    output.print(environment.out(), GroupTable.GROUPS, created);
  }
}
