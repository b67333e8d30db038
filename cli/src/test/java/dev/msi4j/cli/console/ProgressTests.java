package dev.msi4j.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.TestClock;
import java.io.BufferedReader;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTests {
  private final StringWriter err = new StringWriter();
  private final TestClock clock = new TestClock();

  private Progress progress(long total, Screen screen) {
    var environment =
        new Environment(
            Map.of(),
            new BufferedReader(Reader.nullReader()),
            new TerminalWriter(new StringWriter()),
            new TerminalWriter(err, screen),
            Path.of("no-home"),
            "Linux",
            false,
            clock);
    return Progress.of(environment, total);
  }

  private void steps(Progress progress, int count, Duration each) {
    for (int i = 0; i < count; i++) {
      clock.advance(each);
      progress.step(() -> {});
    }
  }

  @Test
  void progressShowsCountRateAndRemainingTime() {
    var progress = progress(500, Screen.terminal(80, Map.of()));

    steps(progress, 100, Duration.ofMillis(50));

    assertThat(err.toString()).endsWith("100 of 500, 20 per second, 20 s left\r");
  }

  @Test
  void progressShowsSlowRateAndMinutes() {
    var progress = progress(100, Screen.terminal(80, Map.of()));

    steps(progress, 1, Duration.ofSeconds(2));

    assertThat(err).hasToString("1 of 100, 0.5 per second, 3 min 18 s left\r");
  }

  @Test
  void progressIsSilentInFirstSecond() {
    var progress = progress(500, Screen.terminal(80, Map.of()));

    steps(progress, 99, Duration.ofMillis(10));
    progress.close();

    assertThat(err.toString()).isEmpty();
  }

  @Test
  void progressIsSilentWithoutTerminal() {
    var progress = progress(500, Screen.NONE);

    steps(progress, 100, Duration.ofSeconds(1));
    progress.close();

    assertThat(err.toString()).isEmpty();
  }

  @Test
  void resultIsPrintedAfterProgressIsErased() {
    var progress = progress(3, Screen.terminal(80, Map.of()));
    steps(progress, 1, Duration.ofSeconds(1));

    progress.step(() -> err.append("created orders\n"));
    progress.close();

    assertThat(err)
        .hasToString(
            "1 of 3, 1.0 per second, 2 s left\r\r\u001b[Kcreated orders\n"
                + "2 of 3, 2.0 per second, 1 s left\r\r\u001b[K");
  }
}
