package dev.msi4j.cli.azure;

import com.azure.core.util.Configuration;
import dev.msi4j.AzureCloud;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Settings;
import dev.msi4j.cli.console.ShellExports;
import dev.msi4j.cli.state.ServerDirectory;
import dev.msi4j.federation.FederationClient;
import dev.msi4j.federation.FederationOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options that select the Azure of a command. */
public final class AzureOptions {
  public static final String SUBSCRIPTION = "AZURE_SUBSCRIPTION_ID";

  /** The newest API version with expressions in federated credentials. */
  private static final String EXPRESSIONS_VERSION = "2025-05-31-preview";

  @Option(
      names = "--local",
      paramLabel = "DIR|NAME",
      arity = "0..1",
      preprocessor = AttachedValue.class,
      description =
          "Use the local Azure of this state directory or name (default: the standard directory)")
  private @Nullable Path local;

  @Option(
      names = "--subscription",
      paramLabel = "ID",
      description = "Subscription id (default: AZURE_SUBSCRIPTION_ID)")
  private @Nullable String subscription;

  @Option(
      names = "--api-version",
      paramLabel = "VERSION",
      description = "API version, such as 2023-01-31 (default: 2024-11-30)")
  private @Nullable String apiVersion;

  @Option(
      names = "--no-token-cache",
      description = "Sign in for this command, and keep no token on disk")
  private boolean noTokenCache;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  /**
   * Returns a client for the selected Azure.
   *
   * @throws CommandException if no Azure is selected
   */
  public ManagedServiceIdentityClient client(Environment environment) {
    var builder = connection(environment).builder();
    if (subscription != null) {
      builder.subscriptionId(subscription);
    }
    return (apiVersion == null ? builder : builder.apiVersion(apiVersion)).buildClient();
  }

  /**
   * Returns a client whose responses contain the expressions of federated credentials, which only
   * preview versions have, unless {@code --api-version} selects another version.
   *
   * @throws CommandException if no Azure is selected
   */
  public ManagedServiceIdentityClient clientWithExpressions(Environment environment) {
    if (apiVersion == null) {
      apiVersion = EXPRESSIONS_VERSION;
    }
    return client(environment);
  }

  /**
   * Returns the connection to the selected Azure.
   *
   * @throws CommandException if no Azure is selected
   */
  public AzureConnection connection(Environment environment) {
    var variables = variables(environment);
    if (!isSelected(variables)) {
      throw new CommandException(
          "no Azure selected: pass --local, select a context with 'msi context use', or set "
              + AzureConnection.ENDPOINT
              + " (see 'msi local env'), or "
              + SUBSCRIPTION
              + " with AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET");
    }
    var connection = AzureConnection.of(variables);
    if (!noTokenCache) {
      connection =
          PersistentTokenCache.of(environment).map(connection::withTokenCache).orElse(connection);
    }
    return isVerbose() ? connection.withRequestLog(environment.err()) : connection;
  }

  private boolean isVerbose() {
    var option = command == null ? null : command.root().findOption("--verbose");
    return option != null && Boolean.TRUE.equals(option.getValue());
  }

  /**
   * Returns the Resource Manager of the selected Azure.
   *
   * @throws CommandException if no Azure is selected
   */
  public ResourceManager resourceManager(Environment environment) {
    return ResourceManager.of(client(environment));
  }

  /**
   * Returns a federation client for the selected Azure.
   *
   * @param client the client that sends the requests
   * @param wait the longest wait until a new identity is replicated; zero for no wait
   */
  public FederationClient federation(
      Environment environment, ManagedServiceIdentityClient client, Duration wait) {
    var options =
        FederationOptions.builder().cloud(cloud(environment)).retryUntilReplicated(!wait.isZero());
    return FederationClient.of(
        client, wait.isZero() ? options.build() : options.replicationTimeout(wait).build());
  }

  /** Returns the cloud of the selected Azure; a local Azure counts as the public cloud. */
  public AzureCloud cloud(Environment environment) {
    return AzureConnection.of(variables(environment)).cloud();
  }

  /** Returns the environment variables of the selected Azure. */
  public Map<String, String> variables(Environment environment) {
    var variables = new HashMap<>(selected(environment));
    if (subscription != null) {
      variables.put(SUBSCRIPTION, subscription);
    }
    return variables;
  }

  /** Returns the variables of {@code --local}, of the environment, or of the context. */
  private Map<String, String> selected(Environment environment) {
    if (local != null) {
      return localVariables(environment, local);
    }
    return isSelected(environment.variables())
        ? environment.variables()
        : Settings.read(environment)
            .context()
            .map(context -> contextVariables(environment, context))
            .orElse(environment.variables());
  }

  private static Map<String, String> contextVariables(
      Environment environment, Settings.Context context) {
    if (context.local() != null) {
      return localVariables(environment, Path.of(context.local()));
    }
    var variables = new HashMap<>(environment.variables());
    if (context.subscription() != null) {
      variables.put(SUBSCRIPTION, context.subscription());
    }
    if (context.tenant() != null) {
      variables.put(Configuration.PROPERTY_AZURE_TENANT_ID, context.tenant());
    }
    return variables;
  }

  /** Returns whether these environment variables select an Azure. */
  public static boolean isSelected(Map<String, String> variables) {
    return isSet(variables.get(AzureConnection.ENDPOINT)) || isSet(variables.get(SUBSCRIPTION));
  }

  private static boolean isSet(@Nullable String value) {
    return value != null && !value.isBlank();
  }

  private static Map<String, String> localVariables(Environment environment, Path value) {
    var directory =
        value.equals(AttachedValue.NONE)
            ? ServerDirectory.standard(environment)
            : ServerDirectory.of(environment, value);
    return ShellExports.read(directory.exports().orElseThrow(directory::notRunning));
  }
}
