package dev.msi4j.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.benchmarks.report.Targets.Row;
import dev.msi4j.benchmarks.report.Targets.Verdict;
import org.junit.jupiter.api.Test;

class TargetsTests {
  private final Results results = new Results();

  @Test
  void upperBoundIsMetUpToTheBound() {
    results.put(30, "WarmGet/25/http/msi4j/cpu");
    results.put(100, "WarmGet/25/http/official/cpu");
    results.put(10, "WarmGet/25/http/floor/cpu");

    assertThat(Targets.of(results))
        .contains(
            new Row("warm GET, CPU", "at most 0.3 × official", "0.3", "0.1", Verdict.MET),
            new Row("warm GET, CPU", "at most 1.5 × floor", "3", "-", Verdict.NOT_MET));
  }

  @Test
  void lowerBoundIsMetFromTheBound() {
    results.put(45, "InFlight/25/http/async/msi4j/64/rate");
    results.put(10, "InFlight/25/http/async/official/64/rate");
    results.put(40, "InFlight/25/http/platform/floor/64/rate");

    assertThat(Targets.of(results))
        .contains(
            new Row(
                "64 in flight, throughput, asynchronous",
                "at least 4.5 × official",
                "4.5",
                "4",
                Verdict.MET));
  }

  @Test
  void targetWithoutResultIsNotMeasured() {
    assertThat(Targets.of(results))
        .allSatisfy(row -> {
          assertThat(row.measured()).isEqualTo("-");
          assertThat(row.verdict()).isEqualTo(Verdict.NOT_MEASURED);
        });
  }
}
