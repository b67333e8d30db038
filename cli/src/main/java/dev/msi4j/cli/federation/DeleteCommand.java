package dev.msi4j.cli.federation;

import dev.msi4j.DeleteResult;
import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deletes a federated credential. */
@Command(
    name = "delete",
    description = "Delete a federated credential and report whether it existed",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi federation delete -g shop --identity-name orders -n main",
      "  msi federation delete -g shop --identity-name orders -n main -o json"
    })
final class DeleteCommand implements Runnable {
  private final Environment environment;

  @Mixin private CredentialName id = new CredentialName();
  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  DeleteCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var client = azure.client(environment);
    var result =
        azure
            .federation(environment, client, Duration.ZERO)
            .delete(id.identity().id(client), id.name());
    output.printResult(
        environment.out(),
        result == DeleteResult.DELETED
            ? "Deleted " + id.name() + "."
            : "There is no " + id.name() + " of " + id.identity().identity() + ".",
        result.name().toLowerCase(Locale.ROOT));
  }
}
