package dev.msi4j.cli.federation;

import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.azure.Tables;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.ErrorPrinter;
import dev.msi4j.cli.console.Output;
import dev.msi4j.DeleteResult;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.federation.FederatedSubject;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Federated identity credentials, with the options of {@code az identity federated-credential}. */
@Command(
    name = "federation",
    synopsisSubcommandLabel = "COMMAND",
    description = "Federated identity credentials: whose tokens identities trust.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi federation create -g shop --identity-name orders -n main \\",
      "      --github-branch contoso@123456/shop@456789@main",
      "  msi federation plan --file trust.yaml",
      "  msi federation apply --file trust.yaml --delete-others",
      "  msi federation diagnose -g shop --identity-name orders --token-file token"
    })
public final class FederationCommand {
  private final Environment environment;

  public FederationCommand(Environment environment) {
    this.environment = environment;
  }

  /** Which credential. */
  static final class Name {
    @Mixin private IdentityOptions owner = new IdentityOptions();

    @Option(
        names = {"-n", "--name"},
        paramLabel = "NAME",
        required = true,
        description = "The name of the credential.")
    private String name = "";
  }

  @Command(name = "list", description = "Lists the credentials of an identity.")
  public void list(@Mixin IdentityOptions owner, @Mixin AzureOptions azure, @Mixin Output output) {
    var credentials =
        azure
            .client(environment)
            .federatedIdentityCredentials()
            .list(owner.group(), owner.identity());
    output.printAll(environment.out(), Tables.CREDENTIALS, credentials.stream().toList());
  }

  @Command(name = "show", description = "Shows a credential.")
  public void show(@Mixin Name id, @Mixin AzureOptions azure, @Mixin Output output) {
    print(output, get(id, azure.client(environment)));
  }

  @Command(
      name = "create",
      description = "Creates a credential, or replaces the one of that name.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  msi federation create -g shop --identity-name orders -n production \\",
        "      --github-environment contoso@123456/shop@456789@production",
        "  msi federation create -g shop --identity-name orders -n pod \\",
        "      --issuer https://oidc.example.com/cluster-1 --kubernetes shop/orders"
      })
  public void create(
      @Mixin Name id,
      @Mixin TrustOptions trust,
      @Option(
              names = "--audiences",
              paramLabel = "A",
              description = "The audience of the tokens; the usual one of the cloud by default.")
          @Nullable String audience,
      @Mixin WaitOption wait,
      @Mixin AzureOptions azure,
      @Mixin Output output) {
    var subject = subject(trust.trusted());
    var client = azure.client(environment);
    var created =
        azure
            .federation(environment, client, wait.time())
            .createOrUpdate(
                id.owner.id(client),
                id.name,
                audience == null ? subject.credential() : subject.credential(audience));
    print(output, created);
  }

  @Command(
      name = "update",
      description = "Changes what is named of a credential, and leaves the rest as it is.",
      footerHeading = "%nExample:%n",
      footer = {
        "  msi federation update -g shop --identity-name orders -n main \\",
        "      --github-branch contoso@123456/shop@456789@release"
      })
  public void update(
      @Mixin Name id,
      @Mixin TrustOptions trust,
      @Option(names = "--audiences", paramLabel = "A", description = "The audience of the tokens.")
          @Nullable String audience,
      @Mixin WaitOption wait,
      @Mixin AzureOptions azure,
      @Mixin Output output) {
    if (trust.trusted().isEmpty() && audience == null) {
      throw new CommandException(
          "nothing to change: give --issuer, --audiences, or a new subject such as --subject");
    }
    var client = azure.client(environment);
    var changed = changed(get(id, client), trust.trusted(), audience);
    print(
        output,
        azure
            .federation(environment, client, wait.time())
            .createOrUpdate(id.owner.id(client), id.name, changed));
  }

  @Command(name = "delete", description = "Deletes a credential and says whether it was there.")
  public void delete(@Mixin Name id, @Mixin AzureOptions azure, @Mixin Output output) {
    var client = azure.client(environment);
    var result =
        azure.federation(environment, client, Duration.ZERO).delete(id.owner.id(client), id.name);
    output.printResult(
        environment.out(),
        result == DeleteResult.DELETED
            ? "Deleted " + id.name + "."
            : "There is no " + id.name + " of " + id.owner.identity() + ".",
        result.name().toLowerCase(Locale.ROOT));
  }

  private FederatedIdentityCredential changed(
      FederatedIdentityCredential existing, TrustSpec trustSpec, @Nullable String audience) {
    var changed = existing.toBuilder();
    if (!trustSpec.isEmpty()) {
      var subject = subject(trustSpec.over(existing));
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

  private FederatedSubject subject(TrustSpec trustSpec) {
    var subject = trustSpec.subject(TrustOptions::option);
    subject.warnings().forEach(each -> ErrorPrinter.warn(each, environment.err()));
    return subject;
  }

  private static FederatedIdentityCredential get(Name id, ManagedServiceIdentityClient client) {
    return client
        .federatedIdentityCredentials()
        .get(id.owner.group(), id.owner.identity(), id.name);
  }

  private void print(Output output, FederatedIdentityCredential credential) {
    output.print(environment.out(), Tables.CREDENTIALS, credential);
  }
}
