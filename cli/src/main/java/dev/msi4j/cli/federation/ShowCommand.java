package dev.msi4j.cli.federation;

import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows a federated credential. */
@Command(
    name = "show",
    description = "Show a federated credential",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi federation show -g shop --identity-name orders -n main",
      "  msi federation show -g shop --identity-name orders -n main -o json"
    })
final class ShowCommand implements Runnable {
  private final Environment environment;

  @Mixin private CredentialName id = new CredentialName();
  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  ShowCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    output.print(environment.out(), CredentialTable.CREDENTIALS, id.get(azure.client(environment)));
  }
}
