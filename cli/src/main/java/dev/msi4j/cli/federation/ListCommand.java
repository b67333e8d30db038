package dev.msi4j.cli.federation;

import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the federated credentials of an identity. */
@Command(
    name = "list",
    description = "List the federated credentials of an identity",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi federation list -g shop --identity-name orders",
      "  msi federation list -g shop --identity-name orders -o json"
    })
final class ListCommand implements Runnable {
  private final Environment environment;

  @Mixin private IdentityOptions identity = new IdentityOptions();
  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  ListCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var credentials =
        azure
            .client(environment)
            .federatedIdentityCredentials()
            .list(identity.group(), identity.identity());
    output.printAll(environment.out(), CredentialTable.CREDENTIALS, credentials.stream().toList());
  }
}
