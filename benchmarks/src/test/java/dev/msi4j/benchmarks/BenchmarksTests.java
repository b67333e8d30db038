package dev.msi4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.msi4j.benchmarks.report.Results;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarksTests {
  @Test
  void selectReturnsNamedPartsInOrder() {
    assertThat(Benchmarks.select("Listing,WarmGet"))
        .extracting(Part::name)
        .containsExactly("WarmGet", "Listing");
  }

  @Test
  void selectReturnsAllPartsForBlankText() {
    assertThat(Benchmarks.select("")).extracting(Part::name).contains("WarmGet", "Insides");
  }

  @Test
  void selectRejectsUnknownPart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Benchmarks.select("WarmPut"))
        .withMessageStartingWith("bench.parts has 'WarmPut': it must be one of [");
  }

  @Test
  void writeKeepsSectionsThatHaveNoResults(@TempDir Path docs) throws Exception {
    var page = docs.resolve("performance.md");
    Files.writeString(
        page, "# Performance\n\nOld.\n\n## Warm GET\n\nOld.\n\n## Remaining costs\n\nBy hand.\n");
    var results = new Results();
    results.put(5, "WarmGet/25/http/msi4j/cpu");
    results.put(20, "WarmGet/25/http/official/cpu");

    Benchmarks.write(docs, "# Performance\n\nNew.", results);

    assertThat(page)
        .content()
        .startsWith("# Performance\n\nNew.\n\n## Warm GET\n\nOne client")
        .contains("| warm GET, CPU | at most 0.3 × official | 0.25 | - | met |")
        .contains("## Remaining costs\n\nBy hand.\n")
        .doesNotContain("Old.");
  }

  @Test
  void writeMarksSectionsOfQuickRuns(@TempDir Path docs) throws Exception {
    var results = new Results();
    results.put(5, "WarmGet/25/http/msi4j/cpu");
    results.put(0, "Quick/WarmGet");
    results.put(5, "Listing/25/http/msi4j/1000/cpu");
    results.put(1, "Quick/Listing");

    Benchmarks.write(docs, "# Performance\n\nNew.", results);

    assertThat(docs.resolve("performance.md"))
        .content()
        .contains("## Warm GET\n\nOne client", "## Listing\n\nA quick run (`-Dbench.quick`)");
  }
}
