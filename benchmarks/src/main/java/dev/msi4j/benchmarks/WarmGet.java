package dev.msi4j.benchmarks;

import dev.msi4j.benchmarks.client.Measurement;
import dev.msi4j.benchmarks.report.Numbers;
import dev.msi4j.benchmarks.report.Results;
import dev.msi4j.benchmarks.report.Table;
import java.io.IOException;
import java.util.List;

/** Gets one identity again and again, one request at a time. */
final class WarmGet implements Part {
  private static final List<Competitor> COMPETITORS =
      List.of(
          Competitor.FLOOR,
          Competitor.PIPELINE,
          Competitor.MSI4J,
          Competitor.MSI4J_OKHTTP,
          Competitor.OFFICIAL,
          Competitor.FLUENT);

  @Override
  public String title() {
    return "Warm GET";
  }

  @Override
  public void run(BenchmarkEnvironment environment, Results results) throws IOException {
    var settings = environment.settings();
    ClientGroup.forEachJdkAndScheme(
        environment,
        this,
        COMPETITORS,
        (group, jdk, prefix) -> {
          group.warmUp("get " + settings.sliceMillis(), settings.warmUpGets());
          group
              .measure(settings.rounds(), "get " + settings.sliceMillis())
              .forEach((competitor, samples) -> {
                var key = prefix + "/" + competitor.key();
                results.put(samples.median(Measurement::cpuMicros), key, "cpu");
                results.put(samples.median(Measurement::wallMicros), key, "wall");
                results.put(samples.median(Measurement::bytesPerOperation), key, "bytes");
              });
        });
  }

  @Override
  public String report(Results results) {
    return Sections.perJdkAndScheme(
        "One client gets one identity, one request at a time, on one connection. CPU is the CPU"
            + " time of the client's process for one operation. The figures are medians of rounds"
            + " in which all clients run in turn.",
        name(),
        results,
        (jdk, scheme) -> table(results, jdk, scheme));
  }

  private String table(Results results, String jdk, String scheme) {
    var table =
        new Table(
            "client",
            "CPU µs",
            "× floor",
            "× official",
            "bytes allocated",
            "× official",
            "elapsed µs");
    var prefix = name() + "/" + jdk + "/" + scheme + "/";
    for (var competitor : COMPETITORS) {
      var key = prefix + competitor.key();
      table.row(
          competitor.title(),
          Numbers.rounded(results.get(key, "cpu")),
          Numbers.ratio(results.ratio(key + "/cpu", prefix + "floor/cpu")),
          Numbers.ratio(results.ratio(key + "/cpu", prefix + "official/cpu")),
          Numbers.rounded(results.get(key, "bytes")),
          Numbers.ratio(results.ratio(key + "/bytes", prefix + "official/bytes")),
          Numbers.rounded(results.get(key, "wall")));
    }
    return table.markdown();
  }
}
