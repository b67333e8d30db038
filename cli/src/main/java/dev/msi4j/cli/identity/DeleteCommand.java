package dev.msi4j.cli.identity;

import dev.msi4j.DeleteResult;
import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deletes a user-assigned identity. */
@Command(
    name = "delete",
    description = "Delete a user-assigned identity and report whether it existed",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi identity delete -g shop -n orders",
      "  msi identity delete -g shop -n orders -o json"
    })
final class DeleteCommand implements Runnable {
  private final Environment environment;

  @Mixin private IdentityName id = new IdentityName();
  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  DeleteCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var result = azure.client(environment).userAssignedIdentities().delete(id.group(), id.name());
    output.printResult(
        environment.out(),
        result == DeleteResult.DELETED
            ? "Deleted " + id.name() + "."
            : "There is no " + id.name() + " in " + id.group() + ".",
        result.name().toLowerCase(Locale.ROOT));
  }
}
