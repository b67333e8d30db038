package dev.msi4j.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.exception.ClientAuthenticationException;
import dev.msi4j.cli.Terminal;
import dev.msi4j.cli.TestEnvironments;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that errors contain no names of Java classes. */
class ErrorTextTests {
  @TempDir private Path folder;

  static Stream<Throwable> failures() {
    return Stream.of(
        new NullPointerException(),
        new NullPointerException("Cannot invoke \"String.length()\""),
        new ArrayIndexOutOfBoundsException("Index 1 out of bounds for length 1"),
        new ClassCastException("class java.lang.String cannot be cast to class java.util.Map"),
        new IllegalStateException(),
        new RuntimeException(new ConnectException("Connection refused")),
        new UncheckedIOException(new NoSuchFileException("/a/file")),
        new UncheckedIOException("the file /a cannot be read", new MalformedInputException(1)),
        new UncheckedIOException("the file /a cannot be read", new AccessDeniedException("/a")),
        new UncheckedIOException("the file /a b is lost", new NoSuchFileException("/a b")),
        new IllegalStateException(
            "list failed: cannot connect to https://a",
            new ConnectException("cannot connect to https://a")),
        new RuntimeException(new ExecutionException(new IOException("boom"))),
        new RuntimeException(new UnknownHostException("nowhere.test")),
        new RuntimeException(new SocketTimeoutException()),
        new RuntimeException(new EOFException()),
        new RuntimeException(
            new SSLHandshakeException(
                "PKIX path building failed: sun.security.provider.certpath."
                    + "SunCertPathBuilderException: unable to find valid certification path")),
        new ClientAuthenticationException(
            "java.util.concurrent.ExecutionException: com.microsoft.aad.msal4j."
                + "MsalServiceException: AADSTS7000215: Invalid client secret",
            null));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void oneLineContainsNoClassName(Throwable failure) {
    assertThat(ErrorPrinter.oneLine(failure)).isNotBlank().doesNotMatch(TextOutputTests.CLASS_NAME);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Microsoft.ManagedIdentity/userAssignedIdentities is not registered",
        "the file /home/x/MyException.txt is damaged",
        "InternalServerError: the service failed",
        "host login.example.com: no"
      })
  void oneLineKeepsNamesOtherThanClassNames(String message) {
    assertThat(ErrorPrinter.oneLine(new IllegalStateException(message))).isEqualTo(message);
  }

  @Test
  void oneLineKeepsReasonOfException() {
    assertThat(failures().map(ErrorPrinter::oneLine))
        .contains(
            "the file /a cannot be read: it is not a text in UTF-8",
            "the file /a cannot be read: permission denied",
            "the file /a b is lost: no such file or directory",
            "list failed: cannot connect to https://a",
            "TLS: PKIX path building failed: unable to find valid certification path",
            "AADSTS7000215: Invalid client secret",
            "Connection refused",
            "unknown host nowhere.test");
  }

  @Test
  void errorsForInvalidInputContainNoClassName() throws IOException {
    var binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 0, (byte) 0xfe});
    var json = Files.writeString(folder.resolve("state.json"), "{\"format\": 1, \"documents\"");
    var missing = folder.resolve("missing");
    var lines = new ArrayList<List<String>>();
    for (var file : List.of(binary, json, missing)) {
      lines.add(List.of("local", "import", file.toString(), "--state", folder + "/s"));
      lines.add(List.of("local", "seed", file.toString(), "--state", folder + "/s"));
      lines.add(List.of("local", "start", "--in-memory", "--issuer-ca", file.toString()));
      lines.add(List.of("local", "start", "--in-memory", "--role-definitions", file.toString()));
      lines.add(List.of("local", "start", "--in-memory", "--admin-secret-file", file.toString()));
      lines.add(
          List.of(
              "federation",
              "diagnose",
              "-g",
              "shop",
              "--identity-name",
              "orders",
              "--token-file",
              file.toString()));
    }
    var connections = connections(binary, missing);
    for (var line : lines) {
      assertNoClassName(line, connections.get(0));
    }
    for (var variables : connections) {
      assertNoClassName(List.of("identity", "list"), variables);
    }
  }

  private void assertNoClassName(List<String> line, Map<String, String> variables) {
    var result = Terminal.in(folder).with(variables).run(line.toArray(String[]::new));

    assertThat(result.status()).as(line + result.err()).isNotZero();
    assertThat(result.err())
        .as(line + " with " + variables)
        .startsWith("msi: ")
        .doesNotMatch(TextOutputTests.CLASS_NAME);
  }

  /** Returns variables with an unusable server: no listener, no host, no URL, no certificates. */
  private static List<Map<String, String>> connections(Path binary, Path missing) {
    var closed = TestEnvironments.at("https://localhost:1");
    return List.of(
        closed,
        with(closed, "MSI4J_CA_FILE", binary.toString()),
        with(closed, "MSI4J_CA_FILE", missing.toString()),
        with(closed, "MSI4J_CA_FILE", binary.resolveSibling(".").normalize().toString()),
        with(closed, "MSI4J_ARM_ENDPOINT", "not a url"),
        with(closed, "AZURE_AUTHORITY_HOST", "not a url"),
        with(closed, "AZURE_SUBSCRIPTION_ID", "/subscriptions/3-3"),
        with(closed, "AZURE_TENANT_ID", "no tenant"));
  }

  private static Map<String, String> with(Map<String, String> all, String name, String value) {
    var changed = new HashMap<>(all);
    changed.put(name, value);
    return changed;
  }
}
