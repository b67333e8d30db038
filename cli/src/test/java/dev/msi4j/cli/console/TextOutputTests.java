package dev.msi4j.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.cli.Commands;
import dev.msi4j.cli.HostileServer;
import dev.msi4j.cli.Msi;
import dev.msi4j.cli.Terminal;
import dev.msi4j.local.internal.json.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs every command against services that send control characters. */
public class TextOutputTests {
  /** The class names of exceptions, and qualified names of any class. */
  public static final String CLASS_NAME =
      "(?s).*(\\b[A-Z]\\w*Exception\\b|\\b(java|javax|sun|com|dev|org|reactor)(\\.\\w+)*\\.[A-Z]\\w*).*";

  @TempDir private Path folder;
  private Path secret;
  private Path desired;
  @AutoClose private HostileServer server;
  private Terminal terminal;

  @BeforeEach
  void startServer() throws IOException {
    secret = Files.writeString(folder.resolve("secret"), "a-secret-for-tests\n");
    desired =
        Files.writeString(
            folder.resolve("trust.yaml"),
            """
            identities:
            - resourceGroup: shop
              name: orders
              credentials:
              - name: main
                githubBranch: octo/app@main
            """);
    server = new HostileServer(folder.resolve("state"));
    terminal = Terminal.in(folder).with(server.environment());
  }

  @Test
  void testedCommandsAreComplete() {
    var tested = new HashSet<>(commands().keySet());
    tested.addAll(Commands.OF_THIS_MACHINE);

    assertThat(tested).isEqualTo(Commands.leaves().keySet());
  }

  @Test
  void outputContainsNoControlCharactersOfServer() {
    commands()
        .forEach((name, line) -> {
          var result = terminal.run(line.toArray(String[]::new));

          assertClean(name, result);
        });
  }

  @Test
  void errorsContainNoControlCharactersOfServer() {
    server.answerWith(400);
    commands()
        .forEach((name, line) -> {
          var result = terminal.run(line.toArray(String[]::new));

          if (!Set.of("msi local env", "msi local status", "msi token get").contains(name)) {
            assertThat(result.status()).as(name).isEqualTo(1);
          }
          assertClean(name, result);
        });
  }

  @Test
  void signInErrorsContainNoControlCharacters() {
    server.rejectSignIn();

    var result = terminal.run("identity", "list");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("AADSTS7000215");
    assertClean("identity list", result);
  }

  @Test
  void jsonOutputContainsUnchangedValues() throws IOException {
    for (var name : List.of("msi identity show", "msi identity list", "msi federation list")) {
      var line =
          Stream.concat(commands().getOrDefault(name, List.of()).stream(), Stream.of("-o", "json"));
      var result = terminal.run(line.toArray(String[]::new));

      assertThat(result.status()).as(result.err()).isZero();
      assertThat(result.out()).doesNotContainPattern("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\u202e]");
      JsonNode json = Json.parse(result.out());
      var item = json.isArray() ? json.path(0) : json;
      assertThat(item.path("name").textValue()).isEqualTo(HostileServer.TEXT);
    }
  }

  @Test
  void promptsContainNoControlCharacters() {
    var out = new StringWriter();
    var environment = terminal.answering("n\n").environment(out, new StringWriter());

    assertThat(environment.agrees("Create " + HostileServer.TEXT + "?")).isFalse();
    environment.awaitEnter("Delete " + HostileServer.TEXT + "?");

    assertThat(out.toString()).doesNotContainPattern("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\u202e]");
    assertThat(out.toString().lines()).noneMatch(line -> line.startsWith("forged"));
  }

  @Test
  void variablesWithControlCharactersAreNotPrinted() {
    var result = terminal.with("MSI4J_CA_FILE", "/a\u001b]0;b\u0007").run("vm", "env", "web");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertClean("vm env", result);
  }

  @Test
  void everyCommandFailsIfStandardOutputCannotBeWritten() {
    // These print nothing where the service answers as this one does, or fail before they print.
    var silent = Set.of("msi federation apply", "msi federation plan", "msi vm env");
    commands()
        .forEach((name, line) -> {
          var err = new StringWriter();
          var environment = terminal.environment(new Full(), err);

          int status = Msi.run(environment, line.toArray(String[]::new));

          assertThat(status).as(name + err).isEqualTo(1);
          if (!silent.contains(name) && terminal.run(line.toArray(String[]::new)).status() == 0) {
            assertThat(err.toString())
                .as(name)
                .contains("msi: standard output cannot be written: No space left on device");
          }
        });
  }

  /** A writer that fails as on a full device. */
  private static final class Full extends Writer {
    @Override
    public void write(char[] text, int offset, int length) throws IOException {
      throw new IOException("No space left on device");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private Map<String, List<String>> commands() {
    return Commands.ofServers(folder.resolve("state"), secret, desired);
  }

  private static void assertClean(String name, Terminal.Result result) {
    for (var text : List.of(result.out(), result.err())) {
      assertThat(text.lines().toList())
          .as(name)
          .allSatisfy(line -> assertThat(TerminalText.hasControls(line)).as(line).isFalse())
          .noneMatch(line -> line.startsWith("forged"));
      assertThat(text).as(name).doesNotContain("\r");
    }
    assertThat(result.err()).as(name).doesNotMatch(CLASS_NAME);
  }
}
