package dev.msi4j.cli.federation;

import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.azure.WaitOption;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Changes some values of a federated credential. */
@Command(
    name = "update",
    description = "Change the given values of a federated credential and keep the others",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi federation update -g shop --identity-name orders -n main \\",
      "      --github-branch contoso@123456/shop@456789@release",
      "  msi federation update -g shop --identity-name orders -n main --audiences api://app"
    })
final class UpdateCommand implements Runnable {
  private final Environment environment;

  @Mixin private CredentialName id = new CredentialName();
  @Mixin private TrustOptions trust = new TrustOptions();

  @Option(names = "--audiences", paramLabel = "A", description = "Audience of the tokens")
  private @Nullable String audience;

  @Mixin private WaitOption wait = new WaitOption();
  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  UpdateCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    if (trust.spec().isEmpty() && audience == null) {
      throw new CommandException(
          "nothing to change: pass --issuer, --audiences, or a new subject such as --subject");
    }
    var client = azure.client(environment);
    var changed = changed(id.get(client));
    var updated =
        azure
            .federation(environment, client, wait.time())
            .createOrUpdate(id.identity().id(client), id.name(), changed);
    output.print(environment.out(), CredentialTable.CREDENTIALS, updated);
  }

  private FederatedIdentityCredential changed(FederatedIdentityCredential existing) {
    var changed = existing.toBuilder();
    if (!trust.spec().isEmpty()) {
      var subject = TrustOptions.subject(trust.spec().over(existing), environment);
      changed.issuer(subject.issuer());
      if (subject.subject() != null) {
        changed.subject(subject.subject());
      } else {
        changed.claimsMatchingExpression(
            Objects.requireNonNull(subject.claimsMatchingExpression()));
      }
    }
    return (audience == null ? changed : changed.audiences(audience)).build();
  }
}
