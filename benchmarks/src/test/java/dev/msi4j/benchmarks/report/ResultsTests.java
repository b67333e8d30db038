package dev.msi4j.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTests {
  @Test
  void savedResultsAreLoaded(@TempDir Path directory) throws Exception {
    var results = new Results();
    results.put(1.5, "Part", 17, "http", "cpu");
    results.save(directory.resolve("new/results.txt"));

    var loaded = Results.load(directory.resolve("new/results.txt"));

    assertThat(loaded.get("Part", 17, "http", "cpu")).hasValue(1.5);
  }

  @Test
  void afterReturnsNextPartsOfKeysInNumericOrder() {
    var results = new Results();
    for (var count : List.of(256, 16, 1)) {
      results.put(1, "Part", count, "rate");
    }

    assertThat(results.after("Part")).containsExactly("1", "16", "256");
    assertThat(results.after("Par")).isEmpty();
  }

  @Test
  void removeDeletesResultsOfOnePart() {
    var results = new Results();
    results.put(1, "Part", "a");
    results.put(2, "Partner", "a");

    results.remove("Part");

    assertThat(results.get("Part", "a")).isEmpty();
    assertThat(results.get("Partner", "a")).hasValue(2);
  }

  @Test
  void ratioNeedsBothValues() {
    var results = new Results();
    results.put(3, "a");
    results.put(2, "b");

    assertThat(results.ratio("a", "b")).hasValue(1.5);
    assertThat(results.ratio("a", "c")).isEmpty();
  }

  @Test
  void medianIsMiddleValueOrMeanOfTwo() {
    assertThat(Results.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
    assertThat(Results.median(List.of(1.0, 2.0))).isEqualTo(1.5);
    assertThatIllegalArgumentException().isThrownBy(() -> Results.median(List.of()));
  }
}
