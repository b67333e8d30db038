package dev.msi4j.benchmarks;

import dev.msi4j.benchmarks.report.LineChart;
import dev.msi4j.benchmarks.report.Results;
import java.util.Map;

/** A part of the benchmarks, with its own section of the report. */
interface Part {
  /** Returns the name that selects the part. It is also the first part of its results' keys. */
  default String name() {
    return getClass().getSimpleName();
  }

  /** Returns the title of the section. */
  String title();

  /** Runs the part. */
  void run(BenchmarkEnvironment environment, Results results) throws Exception;

  /** Returns the text of the section, in Markdown. */
  String report(Results results);

  /** Returns the charts of the section by file name. */
  default Map<String, LineChart> charts(Results results) {
    return Map.of();
  }
}
