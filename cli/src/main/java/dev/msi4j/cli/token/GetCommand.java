package dev.msi4j.cli.token;

import com.azure.core.credential.TokenRequestContext;
import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gets an access token. */
@Command(
    name = "get",
    description = {
      "Print an access token of the signed-in account",
      "The token is a secret: it grants the access of the account until it expires."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi token get --local > token",
      "  msi token get --resource https://vault.azure.net -o json"
    })
final class GetCommand implements Runnable {
  private final Environment environment;

  @ArgGroup private @Nullable Target target;

  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  /** The service that accepts the token: one of these. */
  private static final class Target {
    @Option(
        names = "--resource",
        paramLabel = "URI",
        description = "Application id URI of the service (default: Resource Manager)")
    private @Nullable String resource;

    @Option(
        names = "--scope",
        paramLabel = "SCOPE",
        description = "Scope, such as https://vault.azure.net/.default")
    private @Nullable String scope;

    private String scope() {
      return scope == null ? resource + "/.default" : scope;
    }
  }

  GetCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var connection = azure.connection(environment);
    var scope = target == null ? connection.cloud().scope() : target.scope();
    var token = connection.credential().getTokenSync(new TokenRequestContext().addScopes(scope));
    if (output.isTable()) {
      environment.out().line(token.getToken());
      environment.out().flush();
    } else {
      var members = new LinkedHashMap<String, Object>();
      members.put("accessToken", token.getToken());
      members.put(
          "expiresOn", token.getExpiresAt().withOffsetSameInstant(ZoneOffset.UTC).toString());
      members.put("tokenType", "Bearer");
      output.printValue(environment.out(), members);
    }
  }
}
