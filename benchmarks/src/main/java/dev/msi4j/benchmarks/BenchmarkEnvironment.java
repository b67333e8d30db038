package dev.msi4j.benchmarks;

import dev.msi4j.benchmarks.client.CannedServer;
import dev.msi4j.benchmarks.client.ClientProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the parts share: settings, JDKs, class paths and the canned servers. */
final class BenchmarkEnvironment implements AutoCloseable {
  private static final String PASSWORD = "benchmark";

  private final Settings settings;
  private final List<Jdk> jdks;
  private final ClassPaths classPaths;
  private final Path directory;
  private final Path keyStore;
  private final Map<Scheme, ChildProcess> servers = new EnumMap<>(Scheme.class);
  private final Map<Scheme, Integer> ports = new EnumMap<>(Scheme.class);

  private BenchmarkEnvironment(
      Settings settings, List<Jdk> jdks, ClassPaths classPaths, Path directory) {
    this.settings = settings;
    this.jdks = List.copyOf(jdks);
    this.classPaths = classPaths;
    this.directory = directory;
    keyStore = directory.resolve("localhost.p12");
  }

  /**
   * Starts the canned servers.
   *
   * @param directory the directory for logs, keys and archives
   */
  static BenchmarkEnvironment open(
      Settings settings, List<Jdk> jdks, ClassPaths classPaths, Path directory)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    var environment = new BenchmarkEnvironment(settings, jdks, classPaths, directory);
    try {
      environment.createKeyStore();
      for (var scheme : settings.schemes()) {
        environment.startServer(scheme);
      }
      return environment;
    } catch (IOException | InterruptedException e) {
      environment.close();
      throw e;
    }
  }

  Settings settings() {
    return settings;
  }

  List<Jdk> jdks() {
    return jdks;
  }

  Path directory() {
    return directory;
  }

  ClassPaths classPaths() {
    return classPaths;
  }

  /** Returns the port of the canned server. */
  int port(Scheme scheme) {
    return ports.get(scheme);
  }

  /** Starts a process with a client of the canned server. */
  ClientChild client(Competitor competitor, Jdk jdk, Scheme scheme) throws IOException {
    var command =
        ChildProcess.command(
            jdk,
            options(),
            classPaths.of(competitor.artifacts()),
            ClientProcess.class,
            List.of(competitor.contestant(), Integer.toString(port(scheme)), scheme.key()));
    return new ClientChild(competitor, log(competitor.key()), command);
  }

  /** Returns the options of every JVM with a client. */
  List<String> options() {
    var options = new ArrayList<>(settings.options());
    options.add("-Djavax.net.ssl.trustStore=" + keyStore);
    options.add("-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    return options;
  }

  /** Returns the file in which the build puts the class path of mock-oauth2-server. */
  Path mockOauth2ServerClassPath() {
    return directory.resolveSibling("dependencies").resolve("mock-oauth2-server.txt");
  }

  /** Returns the file for the standard error output of a process. */
  Path log(String name) {
    return directory.resolve(name + ".log");
  }

  private void createKeyStore() throws IOException, InterruptedException {
    Files.deleteIfExists(keyStore);
    run(
        List.of(
            Jdk.current().program("keytool").toString(),
            "-genkeypair",
            "-alias",
            "localhost",
            "-keyalg",
            "RSA",
            "-keysize",
            "2048",
            "-dname",
            "CN=localhost",
            "-ext",
            "SAN=dns:localhost,ip:127.0.0.1",
            "-validity",
            "30",
            "-storetype",
            "PKCS12",
            "-keystore",
            keyStore.toString(),
            "-storepass",
            PASSWORD),
        log("keytool"));
  }

  /** Runs a program to its end. */
  static void run(List<String> command, Path log) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(command.get(0) + " failed: see " + log);
    }
  }

  private void startServer(Scheme scheme) throws IOException {
    var options = new ArrayList<String>();
    options.add("-Xmx256m");
    options.add("-Djavax.net.ssl.keyStore=" + keyStore);
    options.add("-Djavax.net.ssl.keyStorePassword=" + PASSWORD);
    var server =
        new ChildProcess(
            log("server-" + scheme.key()),
            ChildProcess.command(
                Jdk.current(),
                options,
                classPaths.of(List.of()),
                CannedServer.class,
                List.of(scheme.key())));
    servers.put(scheme, server);
    ports.put(scheme, Integer.valueOf(server.readLine()));
  }

  @Override
  public void close() throws IOException {
    for (var server : servers.values()) {
      server.close();
    }
  }
}
