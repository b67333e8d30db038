package dev.msi4j.cli.group;

import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.azure.Resource;
import dev.msi4j.cli.azure.ResourceManager;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the resource groups of a subscription. */
@Command(
    name = "list",
    description = "List the resource groups of a subscription",
    footerHeading = "%nExamples:%n",
    footer = {"  msi group list --local", "  msi group list --tag team=core -o json"})
final class ListCommand implements Runnable {
  private final Environment environment;

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "Tag of the resource groups, as name=value or a name alone (default: any)")
  private @Nullable String tag;

  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  ListCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    output.printAll(environment.out(), GroupTable.GROUPS, list());
  }

  private List<Resource> list() {
    var resourceManager = azure.resourceManager(environment);
    var groups = resourceManager.subscription() + "/resourceGroups";
    return tag == null
        ? resourceManager.list(groups, ResourceManager.GROUPS_VERSION)
        : resourceManager.list(groups, ResourceManager.GROUPS_VERSION, filter(tag));
  }

  private static String filter(String tag) {
    int equals = tag.indexOf('=');
    var name = "tagName eq " + quoted(equals < 0 ? tag : tag.substring(0, equals));
    return equals < 0 ? name : name + " and tagValue eq " + quoted(tag.substring(equals + 1));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
