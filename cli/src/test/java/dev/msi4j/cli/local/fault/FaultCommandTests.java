package dev.msi4j.cli.local.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.cli.ServedDirectory;
import dev.msi4j.cli.Terminal;
import dev.msi4j.local.TestAzure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultCommandTests {
  private static final String READ = "Microsoft.ManagedIdentity/userAssignedIdentities/read";
  private static final String SECRET = "a-secret-for-tests";

  @TempDir private static Path folder;
  @AutoClose private static ServedDirectory served;

  @BeforeAll
  static void startServer() throws IOException {
    served = ServedDirectory.start(folder, TestAzure.builder().adminSecret(SECRET));
    Files.writeString(folder.resolve("secret"), SECRET + "\n");
  }

  @AfterEach
  void clearFaults() {
    served.azure().faults().clear();
  }

  @Test
  void faultAppliesToNextRequest() {
    var planned = run("add", READ, "--status", "409", "--code", "Storm", "--times", "2");
    assertThat(planned.status()).as(planned.err()).isZero();

    var asked = Terminal.in(folder).with(served.azure().environment()).run("identity", "list");

    assertThat(asked.status()).isEqualTo(1);
    assertThat(asked.err()).startsWith("msi: Storm: ");
    assertThat(run("list").lines())
        .satisfiesExactly(
            names ->
                assertThat(names.split(" +"))
                    .containsExactly("When", "Operation", "Effect", "Times"),
            happened ->
                assertThat(happened).matches("20\\S+Z  " + READ + "  status 409, code Storm"),
            left -> assertThat(left).matches("planned +" + READ + "  status 409, code Storm  1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--status 503|status 503  1",
        "--status 503 --retry-after PT5S --times 3|status 503, retry-after PT5S  3",
        "--status 500 --code Rain --message wet|status 500, code Rain, message wet  1",
        "--status 502 --body <p>|status 502, content-type text/plain; charset=utf-8, body <p>  1",
        "--status 200 --body x --content-type a/b|status 200, content-type a/b, body x  1",
        "--outcome reset|outcome reset  1",
        "--outcome answer-lost|outcome answer-lost  1",
        "--outcome cut-off|outcome cut-off  1",
        "--delay PT30S|delay PT30S  1",
        "--delay PT30S --status 429|delay PT30S, status 429  1",
        "--delay PT30S --outcome reset|delay PT30S, outcome reset  1"
      })
  void addAndListPrintPlannedFault(String options, String reported) {
    var added = run(text("add hosts/* " + options));

    assertThat(added.status()).as(added.err()).isZero();
    assertThat(added.lines().get(1)).isEqualTo("planned  hosts/*    " + reported);
    assertThat(run("list").out()).isEqualTo(added.out());
    assertThat(served.azure().faults().planned()).hasSize(1);
  }

  @Test
  void clearRemovesPlannedFaults() {
    run(text("add hosts/* --status 503"));

    assertThat(run("clear").out()).isEqualToIgnoringNewLines("Cleared the faults.");
    assertThat(run("list").out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "add unknown/read --status 503|1|operation is 'unknown/read': it must be, or match,",
        "add hosts/*|1|the fault for 'hosts/*' has no effect: it must have a status",
        "add hosts/* --status 200|1|status is 200: it must be from 400 to 599",
        "add hosts/* --status 503 --times 0|1|times is 0: it must be 1 or more",
        "add hosts/* --delay PT-1S|1|delay is PT-1S: it must be 0 or more",
        "add hosts/* --status 503 --retry-after PT0.5S|1|retryAfter is PT0.5S: it must be whole",
        "add|2|Missing required parameter: 'OPERATION'",
        "add hosts/* --status soon|2|--status",
        "add hosts/* --delay soon|2|--delay': 'soon' must be a duration",
        "add hosts/* --times few|2|--times",
        "add hosts/* --outcome boom|2|must be reset, answer-lost or cut-off",
        "add hosts/* --status 503 --outcome reset|2|mutually exclusive",
        "add hosts/* --code Storm|2|--code, --message and --retry-after go with --status",
        "add hosts/* --outcome reset --retry-after PT5S|2|go with --status",
        "add hosts/* --body x|2|so does --body",
        "add hosts/* --status 502 --content-type a/b|2|--content-type goes with --body",
        "add hosts/* --status 502 --body x --code y|1|omit them if the fault has a body",
        "add hosts/* --status 204 --body x|1|status is 204: with a body it must be",
        "remove|2|Unmatched argument"
      })
  void invalidArgumentIsRejected(String text, int status, String why) {
    var result = run(text(text));

    assertThat(result.status()).as(result.err()).isEqualTo(status);
    assertThat(result.err()).startsWith("msi: ").contains(why);
    assertThat(served.azure().faults().planned()).isEmpty();
  }

  @Test
  void wrongSecretIsRejected() throws IOException {
    var other = Files.writeString(folder.resolve("other"), "not-the-right-secret");

    var result = run(folder, other.toString(), "list");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .isEqualToIgnoringNewLines(
            "msi: the secret in "
                + other
                + " is wrong: the local Azure on "
                + folder
                + " was started with another secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hush-hush", "hush-hush hush-hush", "hüsh-hush-hush-hush"})
  void invalidSecretIsRejected(String text) throws IOException {
    var file = Files.writeString(folder.resolve("no-secret"), text);

    var result = run(folder, file.toString(), "list");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .startsWith("msi: the admin secret has " + text.length() + " characters: it must have 16")
        .doesNotContain("hush")
        .hasLineCount(1);
  }

  @Test
  void secretFileIsRequired() {
    var unsaid = Terminal.in(folder).run("local", "fault", "list", "--state", folder.toString());
    var missing = run(folder, folder + "/none", "list");

    assertThat(unsaid.status()).isEqualTo(2);
    assertThat(unsaid.err()).contains("Missing required option: '--admin-secret-file=FILE'");
    assertThat(missing.status()).isEqualTo(1);
    assertThat(missing.err())
        .isEqualToIgnoringNewLines(
            "msi: the secret in " + folder + "/none cannot be read: no such file or directory");
  }

  @Test
  void serverWithoutAdminSecretIsReported(@TempDir Path closed) throws IOException {
    try (var open = ServedDirectory.start(closed, TestAzure.builder())) {
      var result = run(open.path(), folder + "/secret", "add", "hosts/*", "--status", "503");

      assertThat(result.status()).isEqualTo(1);
      assertThat(result.err())
          .isEqualToIgnoringNewLines(
              "msi: the local Azure on "
                  + closed
                  + " has no /admin: start it with 'msi local start --admin-secret-file FILE'");
    }
  }

  @Test
  void listFailsIfNoServerRuns(@TempDir Path empty) {
    var result = run(empty, folder + "/secret", "list");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).startsWith("msi: no local Azure runs on " + empty).hasLineCount(1);
  }

  private static String[] text(String line) {
    return line.split(" ", -1);
  }

  private static Terminal.Result run(String... text) {
    return run(folder, folder + "/secret", text);
  }

  private static Terminal.Result run(Path state, String secret, String... text) {
    var all = new ArrayList<>(List.of("local", "fault"));
    all.addAll(List.of(text));
    all.addAll(List.of("--state", state.toString(), "--admin-secret-file", secret));
    return Terminal.in(folder).run(all.toArray(String[]::new));
  }
}
