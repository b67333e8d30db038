package dev.msi4j.cli.local.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.cli.ServedDirectory;
import dev.msi4j.cli.Terminal;
import dev.msi4j.local.TestAzure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockCommandTests {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final String SECRET = "a-secret-for-tests";

  @TempDir private Path folder;
  @AutoClose private ServedDirectory served;

  @BeforeEach
  void startServer() throws IOException {
    var clock = Clock.fixed(NOON, ZoneOffset.UTC);
    served = ServedDirectory.start(folder, TestAzure.builder().clock(clock).adminSecret(SECRET));
    Files.writeString(folder.resolve("secret"), SECRET);
  }

  @Test
  void clockIsFrozenAdvancedAndResumed() {
    assertThat(time("show")).containsExactly("2026-06-01T12:00:00Z", "false");
    assertThat(time("freeze")).containsExactly("2026-06-01T12:00:00Z", "true");
    assertThat(time("advance", "PT2H")).containsExactly("2026-06-01T14:00:00Z", "true");
    assertThat(time("resume")).containsExactly("2026-06-01T14:00:00Z", "false");
  }

  @Test
  void advanceMovesClockOfServer() {
    run("advance", "P1D");

    assertThat(served.azure().clock().instant()).isEqualTo(NOON.plus(Duration.ofDays(1)));
    assertThat(served.azure().clock().isFrozen()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "advance|2|Missing required parameter: 'TIME'",
        "advance 2x|2|(TIME): '2x' must be a duration such as 20s, 5m, 1h30m or PT2M",
        "advance PT-1S|1|time is PT-1S: it must be 0 or more",
        "advance P9999999D|1|not exceed the year 9999",
        "wind|2|Unmatched argument"
      })
  void invalidArgumentIsRejected(String text, int status, String why) {
    var result = run(text.split(" ", -1));

    assertThat(result.status()).as(result.err()).isEqualTo(status);
    assertThat(result.err()).startsWith("msi: ").contains(why);
    assertThat(served.azure().clock().instant()).isEqualTo(NOON);
  }

  @Test
  void wrongSecretIsRejected() throws IOException {
    Files.writeString(folder.resolve("secret"), "not-the-right-secret");

    var result = run("freeze");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).startsWith("msi: the secret in " + folder).hasLineCount(1);
    assertThat(served.azure().clock().isFrozen()).isFalse();
  }

  private String[] time(String... text) {
    var result = run(text);
    assertThat(result.status()).as(result.err()).isZero();
    return result.lines().get(1).split(" +", -1);
  }

  private Terminal.Result run(String... text) {
    var all = new ArrayList<>(List.of("local", "clock"));
    all.addAll(List.of(text));
    all.addAll(List.of("--state", folder.toString(), "--admin-secret-file", folder + "/secret"));
    return Terminal.in(folder).run(all.toArray(String[]::new));
  }
}
