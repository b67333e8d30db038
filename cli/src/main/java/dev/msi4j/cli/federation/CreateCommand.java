package dev.msi4j.cli.federation;

import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.azure.WaitOption;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates or replaces a federated credential. */
@Command(
    name = "create",
    description = "Create a federated credential, or replace the one of that name",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi federation create -g shop --identity-name orders -n production \\",
      "      --github-environment contoso@123456/shop@456789@production",
      "  msi federation create -g shop --identity-name orders -n pod \\",
      "      --issuer https://oidc.example.com/cluster-1 --kubernetes shop/orders"
    })
final class CreateCommand implements Runnable {
  private final Environment environment;

  @Mixin private CredentialName id = new CredentialName();
  @Mixin private TrustOptions trust = new TrustOptions();

  @Option(
      names = "--audiences",
      paramLabel = "A",
      description = "Audience of the tokens (default: api://AzureADTokenExchange of the cloud)")
  private @Nullable String audience;

  @Mixin private WaitOption wait = new WaitOption();
  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  CreateCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var subject = TrustOptions.subject(trust.spec(), environment);
    var client = azure.client(environment);
    var created =
        azure
            .federation(environment, client, wait.time())
            .createOrUpdate(
                id.identity().id(client),
                id.name(),
                audience == null ? subject.credential() : subject.credential(audience));
    output.print(environment.out(), CredentialTable.CREDENTIALS, created);
  }
}
