package dev.msi4j.cli.azure;

import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.ShellExports;
import dev.msi4j.cli.local.LocalCommand;
import dev.msi4j.cli.state.ServerDirectory;
import dev.msi4j.AzureCloud;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.federation.FederationClient;
import dev.msi4j.federation.FederationOptions;
import dev.msi4j.samples.Connection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which Azure a command talks to. */
public final class AzureOptions {
  public static final String SUBSCRIPTION = "AZURE_SUBSCRIPTION_ID";

  @Option(
      names = "--local",
      paramLabel = "DIR",
      arity = "0..1",
      preprocessor = AttachedValue.class,
      description =
          "Talk to the local Azure that runs on a state folder; on the standard one by default.")
  private @Nullable Path local;

  @Option(
      names = "--subscription",
      paramLabel = "ID",
      description = "The subscription, in the place of AZURE_SUBSCRIPTION_ID.")
  private @Nullable String subscription;

  @Option(
      names = "--api-version",
      paramLabel = "VERSION",
      description = "The version of the API, such as 2023-01-31; 2024-11-30 by default.")
  private @Nullable String apiVersion;

  /** Returns a client for that Azure, or says how to name one. */
  public ManagedServiceIdentityClient client(Environment environment) {
    var variables = variables(environment);
    if (!isNamed(variables)) {
      throw new CommandException(
          "which Azure? Say --local for the one of 'msi local start'; or set "
              + Connection.ENDPOINT
              + " and what goes with it, as 'msi local env' prints it; or set "
              + SUBSCRIPTION
              + ", and AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, for the cloud");
    }
    var builder = Connection.of(variables).builder();
    if (subscription != null) {
      builder.subscriptionId(subscription);
    }
    return (apiVersion == null ? builder : builder.apiVersion(apiVersion)).buildClient();
  }

  /**
   * Returns a client for the federated credentials of that Azure.
   *
   * @param client the one to send by
   * @param wait how long to wait for an identity that is not known everywhere yet
   */
  public FederationClient federation(
      Environment environment, ManagedServiceIdentityClient client, Duration wait) {
    var options =
        FederationOptions.builder().cloud(cloud(environment)).retryUntilReplicated(!wait.isZero());
    return FederationClient.of(
        client, wait.isZero() ? options.build() : options.replicationTimeout(wait).build());
  }

  /** Returns the cloud it is, or is like. */
  public AzureCloud cloud(Environment environment) {
    return Connection.of(variables(environment)).cloud();
  }

  /** Returns the variables that lead to that Azure, if there are some. */
  public Map<String, String> variables(Environment environment) {
    var variables =
        new HashMap<>(local == null ? environment.variables() : localVariables(environment, local));
    if (subscription != null) {
      variables.put(SUBSCRIPTION, subscription);
    }
    return variables;
  }

  /** Returns whether these variables name an Azure. */
  public static boolean isNamed(Map<String, String> variables) {
    return isSet(variables.get(Connection.ENDPOINT)) || isSet(variables.get(SUBSCRIPTION));
  }

  private static boolean isSet(@Nullable String value) {
    return value != null && !value.isBlank();
  }

  private static Map<String, String> localVariables(Environment environment, Path path) {
    var folder =
        path.equals(AttachedValue.NONE)
            ? ServerDirectory.standard(environment)
            : ServerDirectory.at(path);
    return ShellExports.read(folder.exports().orElseThrow(() -> LocalCommand.notRunning(folder)));
  }
}
