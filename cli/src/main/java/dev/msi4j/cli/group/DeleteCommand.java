package dev.msi4j.cli.group;

import com.azure.core.http.HttpMethod;
import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.azure.ResourceManager;
import dev.msi4j.cli.console.Confirmation;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deletes a resource group and all its resources. */
@Command(
    name = "delete",
    description = "Delete a resource group and all its resources",
    footerHeading = "%nExamples:%n",
    footer = {"  msi group delete -n shop", "  msi group delete -n shop --yes --no-wait"})
final class DeleteCommand implements Runnable {
  private final Environment environment;

  @Mixin private GroupName group = new GroupName();
  @Mixin private Confirmation confirmation = new Confirmation();

  @Option(names = "--no-wait", description = "No wait for the end of the deletion")
  private boolean noWait;

  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  DeleteCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var name = group.name();
    var resourceManager = azure.resourceManager(environment);
    confirmation.require(
        environment, "Delete the resource group " + name + " and all its resources?");
    var deletion =
        resourceManager.start(
            HttpMethod.DELETE, group.path(resourceManager), ResourceManager.GROUPS_VERSION, null);
    if (noWait) {
      output.printResult(environment.out(), "Deleting " + name + ".", "deleting");
    } else {
      var unused = deletion.await();
      output.printResult(environment.out(), "Deleted " + name + ".", "deleted");
    }
  }
}
