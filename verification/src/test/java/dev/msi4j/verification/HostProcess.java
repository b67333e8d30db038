package dev.msi4j.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.LocalAzure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs programs in child processes whose environment is that of a hosting environment. The programs
 * trust the local Azure.
 */
final class HostProcess {
  private static final String PASSWORD = "changeit";

  private final LocalAzure azure;
  private final Path folder;

  /**
   * @param folder the directory for the trust store
   */
  HostProcess(LocalAzure azure, Path folder) {
    this.azure = azure;
    this.folder = folder;
  }

  /**
   * Runs a program and returns the lines of its output that start with {@code >}.
   *
   * @param options options of the JVM
   */
  List<String> run(
      Map<String, String> host, List<String> options, Class<?> program, String... arguments)
      throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djavax.net.ssl.trustStore=" + trustStore(),
                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.matches("(AZURE|MSI|MSAL|IDENTITY|IMDS)_.*"));
    builder.environment().putAll(host);
    var process = builder.start();
    var lines = process.inputReader().lines().toList();
    assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
    return lines.stream().filter(line -> line.startsWith("> ")).toList();
  }

  private Path trustStore() throws Exception {
    var file = Files.createTempFile(folder, "trust", ".p12");
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (var pem = Files.newInputStream(azure.caFile());
        var written = Files.newOutputStream(file)) {
      store.setCertificateEntry(
          "local", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      store.store(written, PASSWORD.toCharArray());
    }
    return file;
  }
}
