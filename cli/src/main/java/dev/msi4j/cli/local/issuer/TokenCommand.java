package dev.msi4j.cli.local.issuer;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.state.StateOption;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints a signed token of an issuer. */
@Command(
    name = "token",
    description = "Print a signed token of an issuer",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi local issuer token cluster --kubernetes shop/orders",
      "  msi local issuer token github --github octo/app --branch main",
      "  msi local issuer token cluster --subject s --lifetime PT10M --claim team=core"
    })
final class TokenCommand implements Runnable {
  private final Environment environment;

  @Parameters(paramLabel = "NAME", description = IssuerCommand.NAME)
  private String name = "";

  @ArgGroup(multiplicity = "1")
  private TokenSubject subject = new TokenSubject();

  @Mixin private GitHubOptions gitHub = new GitHubOptions();

  @Option(
      names = "--audience",
      paramLabel = "A",
      description = "Audience (default: api://AzureADTokenExchange)")
  private @Nullable String audience;

  @Option(
      names = "--lifetime",
      paramLabel = "TIME",
      description = "Lifetime, such as PT10M (default: that of the issuer's tokens)")
  private @Nullable Duration lifetime;

  @Option(names = "--claim", paramLabel = "NAME=TEXT", description = "Additional claim; repeatable")
  private @Nullable Map<String, String> claims;

  @Mixin private StateOption state = new StateOption();

  TokenCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
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
    environment.out().line(IssuerCommand.issuers(state, environment).token(name, requested));
  }
}
