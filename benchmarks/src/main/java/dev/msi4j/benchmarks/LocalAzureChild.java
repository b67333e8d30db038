package dev.msi4j.benchmarks;

import dev.msi4j.benchmarks.client.LocalAzureProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** A process with a local Azure. */
final class LocalAzureChild extends ChildProcess {
  /** The local Azure, and the JDBC drivers of a state directory and of a database. */
  private static final List<String> ARTIFACTS =
      List.of("dev.msi4j:msi4j-local", "org.xerial:sqlite-jdbc", "org.postgresql:postgresql");

  private final int port;
  private final Path caFile;
  private final String tenantId;
  private final String subscriptionId;
  private final String clientId;
  private final String clientSecret;

  private LocalAzureChild(Path log, List<String> command) throws IOException {
    super(log, command);
    port = URI.create(readLine()).getPort();
    readLine();
    caFile = Path.of(readLine());
    tenantId = readLine();
    subscriptionId = readLine();
    clientId = readLine();
    clientSecret = readLine();
  }

  /**
   * Starts a local Azure.
   *
   * @param state the state, as in {@link LocalAzureProcess#builder}
   */
  static LocalAzureChild start(BenchmarkEnvironment environment, String state) throws IOException {
    return new LocalAzureChild(
        environment.log("local-azure"),
        ChildProcess.command(
            Jdk.current(),
            environment.settings().options(),
            environment.classPaths().of(ARTIFACTS),
            LocalAzureProcess.class,
            List.of(state)));
  }

  int port() {
    return port;
  }

  Path caFile() {
    return caFile;
  }

  String tenantId() {
    return tenantId;
  }

  String subscriptionId() {
    return subscriptionId;
  }

  String clientId() {
    return clientId;
  }

  String clientSecret() {
    return clientSecret;
  }
}
