package dev.msi4j.benchmarks;

import dev.msi4j.benchmarks.client.Measurement;
import dev.msi4j.benchmarks.report.LineChart;
import dev.msi4j.benchmarks.report.Numbers;
import dev.msi4j.benchmarks.report.Results;
import dev.msi4j.benchmarks.report.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps 1 to 256 requests in flight: on platform threads, on virtual threads, asynchronously. */
final class InFlight implements Part {
  private static final List<String> MODES = List.of("platform", "virtual", "async");

  @Override
  public String title() {
    return "Requests in flight";
  }

  @Override
  public void run(BenchmarkEnvironment environment, Results results) throws IOException {
    ClientGroup.forEachJdkAndScheme(
        environment,
        this,
        Competitor.CLIENTS_AND_FLOOR,
        (group, jdk, prefix) -> {
          for (var mode : MODES) {
            if (jdk.hasVirtualThreads() || !mode.equals("virtual")) {
              measure(environment.settings(), group.only(competitors(mode)), mode, results, prefix);
            }
          }
        });
  }

  /** Returns the clients that have a mode. */
  private static List<Competitor> competitors(String mode) {
    return mode.equals("async") ? Competitor.CLIENTS : Competitor.CLIENTS_AND_FLOOR;
  }

  private static void measure(
      Settings settings, ClientGroup group, String mode, Results results, String prefix)
      throws IOException {
    var counts = settings.inFlight();
    group.warmUp(
        "flight " + mode + " " + counts.get(1) + " " + settings.sliceMillis(),
        settings.warmUpOperations());
    for (var count : counts) {
      group
          .measure(settings.rounds(), "flight " + mode + " " + count + " " + settings.sliceMillis())
          .forEach((competitor, samples) -> {
            var key = prefix + "/" + mode + "/" + competitor.key() + "/" + count;
            results.put(samples.median(Measurement::perSecond), key, "rate");
            results.put(samples.median(Measurement::cpuMicros), key, "cpu");
          });
    }
  }

  @Override
  public String report(Results results) {
    return Sections.perJdkAndScheme(
        "Each client gets one identity with a number of requests in flight. A cell has the"
            + " operations per second and, in parentheses, their ratio to the official generated"
            + " client. The canned server shares the processors with the client.\n\n"
            + Sections.images(charts(results)),
        name(),
        results,
        (jdk, scheme) -> table(results, name() + "/" + jdk + "/" + scheme));
  }

  private static String table(Results results, String prefix) {
    var counts = results.after(prefix + "/platform/msi4j");
    var headings = new ArrayList<>(List.of("threads", "client"));
    headings.addAll(counts);
    headings.add("CPU µs per operation at " + counts.get(Math.min(2, counts.size() - 1)));
    var table = new Table(headings.toArray(String[]::new));
    for (var mode : MODES) {
      for (var competitor : competitors(mode)) {
        var key = prefix + "/" + mode + "/" + competitor.key();
        if (!results.after(key).isEmpty()) {
          table.row(row(results, prefix + "/" + mode + "/official", mode, competitor, key, counts));
        }
      }
    }
    return table.markdown();
  }

  private static List<String> row(
      Results results,
      String official,
      String mode,
      Competitor competitor,
      String key,
      List<String> counts) {
    var row = new ArrayList<>(List.of(mode, competitor.title()));
    for (var count : counts) {
      row.add(
          Numbers.rounded(results.get(key, count, "rate"))
              + " ("
              + Numbers.ratio(
                  results.ratio(key + "/" + count + "/rate", official + "/" + count + "/rate"))
              + ")");
    }
    row.add(Numbers.rounded(results.get(key, counts.get(Math.min(2, counts.size() - 1)), "cpu")));
    return row;
  }

  @Override
  public Map<String, LineChart> charts(Results results) {
    var charts = new LinkedHashMap<String, LineChart>();
    for (var jdk : results.after(name())) {
      var prefix = name() + "/" + jdk + "/http/platform";
      var chart =
          new LineChart(
              "Throughput on platform threads, JDK " + jdk + ", HTTP",
              "requests in flight",
              "operations per second");
      for (var competitor : Competitor.CLIENTS_AND_FLOOR) {
        chart.line(
            competitor.key(), Sections.points(results, prefix + "/" + competitor.key(), "rate"));
      }
      if (!chart.isEmpty()) {
        charts.put("in-flight-" + jdk + ".svg", chart);
      }
    }
    return charts;
  }
}
