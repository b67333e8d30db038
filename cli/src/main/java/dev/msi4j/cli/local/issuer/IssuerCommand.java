package dev.msi4j.cli.local.issuer;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Table;
import dev.msi4j.cli.local.LocalAdmin;
import dev.msi4j.cli.local.LocalCommand;
import dev.msi4j.local.GitHubWorkflow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The issuers of assertions that a running local Azure plays. */
@Command(
    name = "issuer",
    synopsisSubcommandLabel = "COMMAND",
    description = "Issuers of assertions that the local Azure plays: clusters, pipelines.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi local issuer create cluster",
      "  msi local issuer token cluster --kubernetes shop/orders > token",
      "  msi local issuer create github --url " + GitHubWorkflow.ISSUER,
      "  msi local issuer token github --github octo/app --environment production"
    })
public final class IssuerCommand {
  private static final String NAME = "The name of the issuer.";

  private static final Table<LocalIssuers.Issuer> ISSUERS =
      new Table<LocalIssuers.Issuer>()
          .column("Name", LocalIssuers.Issuer::name)
          .column("Url", LocalIssuers.Issuer::url);

  private final Environment environment;

  public IssuerCommand(Environment environment) {
    this.environment = environment;
  }

  @Command(name = "create", description = "Makes an issuer, unless it is there.")
  public void create(
      @Parameters(paramLabel = "NAME", description = NAME) String name,
      @Option(
              names = "--url",
              paramLabel = "URL",
              description =
                  "The URL of the issuer that it stands for; one of the local Azure's own by"
                      + " default.")
          @Nullable String url,
      @Mixin LocalCommand.State state) {
    ISSUERS.print(environment.out(), List.of(issuers(state).create(name, url)));
  }

  @Command(name = "list", description = "Lists the issuers.")
  public void list(@Mixin LocalCommand.State state) {
    ISSUERS.print(environment.out(), issuers(state).list());
  }

  @Command(name = "token", description = "Prints a token of an issuer.")
  public void token(
      @Parameters(paramLabel = "NAME", description = NAME) String name,
      @ArgGroup(multiplicity = "1") TokenSubject subject,
      @Mixin GitHubOptions gitHub,
      @Option(
              names = "--audience",
              paramLabel = "A",
              description = "Whom it is for; api://AzureADTokenExchange by default.")
          @Nullable String audience,
      @Option(
              names = "--lifetime",
              paramLabel = "TIME",
              description = "How long it is valid, as PT10M.")
          @Nullable Duration lifetime,
      @Option(
              names = "--claim",
              paramLabel = "NAME=TEXT",
              description = "Another claim; may be given again.")
          @Nullable Map<String, String> claims,
      @Mixin LocalCommand.State state) {
    var requested = subject.claims(gitHub);
    if (audience != null) {
      requested = requested.audience(audience);
    }
    if (lifetime != null) {
      requested = requested.lifetime(lifetime);
    }
    for (var claim : (claims == null ? Map.<String, String>of() : claims).entrySet()) {
      requested = requested.claim(claim.getKey(), claim.getValue());
    }
    environment.out().line(issuers(state).token(name, requested));
  }

  @Command(
      name = "rotate",
      description = "Gives an issuer a new key; tokens with the one before it are good still.")
  public void rotate(
      @Parameters(paramLabel = "NAME", description = NAME) String name,
      @Mixin LocalCommand.State state) {
    issuers(state).rotate(name);
    environment.out().line("Rotated the key of " + name + ".");
  }

  @Command(name = "delete", description = "Removes an issuer; its tokens are worth nothing then.")
  public void delete(
      @Parameters(paramLabel = "NAME", description = NAME) String name,
      @Mixin LocalCommand.State state) {
    issuers(state).delete(name);
    environment.out().line("Deleted " + name + ".");
  }

  private LocalIssuers issuers(LocalCommand.State state) {
    return new LocalIssuers(LocalAdmin.of(state.in(environment)));
  }
}
