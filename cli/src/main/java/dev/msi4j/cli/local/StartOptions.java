package dev.msi4j.cli.local;

import dev.msi4j.cli.console.SecretFile;
import dev.msi4j.cli.state.DatabaseOption;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.LocalAzureBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of {@code msi local start}, except for the place of the state. */
final class StartOptions {
  private static final Pattern GUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8445",
      description = "Listen port; 0 picks a free one (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--imds-port",
      paramLabel = "N",
      description =
          "Port for the token endpoints of virtual machines; 0 picks a free one (default: --port"
              + " plus 1)")
  private @Nullable Integer imdsPort;

  @Option(
      names = "--address",
      paramLabel = "A",
      defaultValue = "127.0.0.1",
      description = "Listen address (default: ${DEFAULT-VALUE})")
  private String address = "127.0.0.1";

  @Option(
      names = "--env-file",
      paramLabel = "FILE",
      description = "File to write the environment variables to once the server is ready")
  private @Nullable Path envFile;

  @Option(names = "--in-memory", description = "Keep the state in memory until the server stops")
  private boolean inMemory;

  @Option(
      names = "--page-size",
      paramLabel = "N",
      defaultValue = "100",
      description = "Items per page of a list (default: ${DEFAULT-VALUE})")
  private int pageSize;

  @ArgGroup private @Nullable CompletionOptions completion;

  @Option(
      names = "--unregistered-providers",
      description = "Start without registered resource providers")
  private boolean unregistered;

  @Option(
      names = "--issuer-ca",
      paramLabel = "FILE",
      description = "PEM file of a certificate authority to trust for external issuers; repeatable")
  private List<Path> issuerAuthorities = List.of();

  @Option(
      names = "--role-definitions",
      paramLabel = "FILE",
      description =
          "File with the output of 'az role definition list', whose built-in roles replace or"
              + " extend the known ones; repeatable")
  private List<Path> roleDefinitions = List.of();

  @Option(
      names = "--replication-delay",
      paramLabel = "TIME",
      description =
          "Replication delay of new principals and credentials, such as PT30S (default: PT0S)")
  private Duration replicationDelay = Duration.ZERO;

  @Option(
      names = "--allow-concurrent-credential-writes",
      description =
          "Serialize concurrent writes of one identity's credentials instead of rejecting them")
  private boolean concurrentCredentialWrites;

  @Option(
      names = "--resource",
      paramLabel = "URI",
      description = "Additional token audience, such as api://app; repeatable")
  private List<String> resources = List.of();

  @Option(
      names = "--resource-v2",
      paramLabel = "URI[=APPID]",
      description =
          "Additional audience of v2.0 tokens, such as api://app=APPID or api://APPID; repeatable")
  private List<String> version2Resources = List.of();

  @Option(names = "--throttling", description = "Reject requests beyond Azure's rate limits")
  private boolean throttling;

  @Option(
      names = "--admin-secret-file",
      paramLabel = "FILE",
      description =
          "File with the secret of /admin, 16 characters or more; enables fault injection and"
              + " clock control")
  private @Nullable Path adminSecretFile;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  private int imdsPort() {
    if (imdsPort != null) {
      return imdsPort;
    }
    return port == 0 ? 0 : port + 1;
  }

  /** Rejects the combination of --in-memory and --database. */
  void checkInMemory(DatabaseOption database) {
    if (inMemory && database.isGiven()) {
      throw new ParameterException(
          Objects.requireNonNull(command).commandLine(),
          "--in-memory and --database do not go together: the state is in memory or in a database");
    }
  }

  boolean isInMemory() {
    return inMemory;
  }

  String address() {
    return address;
  }

  @Nullable Path envFile() {
    return envFile;
  }

  private static void addVersion2(LocalAzureBuilder builder, String resource) {
    int equals = resource.lastIndexOf('=');
    if (equals < 0) {
      builder.resourceWithV2Tokens(resource);
      return;
    }
    String id = resource.substring(equals + 1);
    if (!GUID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "--resource-v2 is '" + resource + "': the application id after '=' must be a GUID");
    }
    builder.resourceWithV2Tokens(resource.substring(0, equals), UUID.fromString(id));
  }

  LocalAzureBuilder builder() {
    try {
      var builder = LocalAzure.builder().port(port).imdsPort(imdsPort()).pageSize(pageSize);
      if (completion != null) {
        completion.applyTo(builder);
      }
      builder
          .address(address)
          .providersRegistered(!unregistered)
          .replicationDelay(replicationDelay)
          .rejectConcurrentCredentialWrites(!concurrentCredentialWrites)
          .throttling(throttling);
      issuerAuthorities.forEach(builder::trustedIssuerCa);
      roleDefinitions.forEach(builder::roleDefinitions);
      resources.forEach(builder::resource);
      version2Resources.forEach(resource -> addVersion2(builder, resource));
      if (adminSecretFile != null) {
        builder.adminSecret(SecretFile.read("the secret in " + adminSecretFile, adminSecretFile));
      }
      return builder;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          Objects.requireNonNull(command).commandLine(), e.getMessage(), e);
    }
  }
}
