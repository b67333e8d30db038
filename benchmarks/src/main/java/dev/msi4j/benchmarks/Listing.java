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

/** Lists up to a million identities in pages of 1,000. */
final class Listing implements Part {
  private static final double MIB = 1 << 20;

  /** A listing that is shorter runs several times, so that its CPU time can be measured. */
  private static final int MIN_ITEMS = 100_000;

  @Override
  public String title() {
    return "Listing";
  }

  @Override
  public void run(BenchmarkEnvironment environment, Results results) throws IOException {
    ClientGroup.forEachJdkAndScheme(
        environment,
        this,
        Competitor.CLIENTS_AND_FLOOR,
        (group, jdk, prefix) -> run(environment.settings(), group, results, prefix));
  }

  private static void run(Settings settings, ClientGroup group, Results results, String prefix)
      throws IOException {
    var largest = settings.listings().get(settings.listings().size() - 1);
    var warmUp = Math.min(MIN_ITEMS, largest);
    group.warmUp("list " + warmUp + " 1", settings.warmUpListings());
    for (var items : settings.listings()) {
      var times = settings.warmUpListings() == 1 ? 1 : Math.max(1, MIN_ITEMS / items);
      var rounds = items > MIN_ITEMS ? Math.min(2, settings.rounds()) : settings.rounds();
      group
          .measure(rounds, "list " + items + " " + times)
          .forEach((competitor, samples) -> {
            var key = prefix + "/" + competitor.key() + "/" + items;
            results.put(samples.median(Measurement::cpuMicros) / 1e3, key, "cpu");
            results.put(samples.median(Measurement::bytesPerOperation) / MIB, key, "mib");
          });
      for (var client : group.clients()) {
        results.put(
            Double.parseDouble(client.ask("live " + items)) / MIB,
            prefix,
            client.competitor().key(),
            items,
            "live");
      }
    }
    for (var client : group.clients()) {
      results.put(
          Double.parseDouble(client.ask("resident")) / 1024,
          prefix,
          client.competitor().key(),
          largest,
          "resident");
    }
  }

  @Override
  public String report(Results results) {
    return Sections.perJdkAndScheme(
        "Each client lists identities in pages of 1,000. A cell has the CPU time, the memory"
            + " allocated, and the live memory: the heap in use after a garbage collection while"
            + " the last identity is consumed. The last column is the peak resident memory of the"
            + " process, whose maximum heap size is 1 GiB.\n\n"
            + Sections.images(charts(results)),
        name(),
        results,
        (jdk, scheme) -> table(results, name() + "/" + jdk + "/" + scheme));
  }

  private static String table(Results results, String prefix) {
    var sizes = results.after(prefix + "/msi4j");
    var headings = new ArrayList<>(List.of("client"));
    sizes.forEach(size -> headings.add(Numbers.count(Long.parseLong(size))));
    var compared = sizes.get(Math.min(2, sizes.size() - 1));
    headings.add("CPU × official at " + Numbers.count(Long.parseLong(compared)));
    headings.add("peak resident MiB");
    var table = new Table(headings.toArray(String[]::new));
    for (var competitor : Competitor.CLIENTS_AND_FLOOR) {
      var key = prefix + "/" + competitor.key();
      var row = new ArrayList<>(List.of(competitor.title()));
      for (var size : sizes) {
        row.add(
            Numbers.rounded(results.get(key, size, "cpu"))
                + " ms, "
                + Numbers.rounded(results.get(key, size, "mib"))
                + " MiB, live "
                + Numbers.rounded(results.get(key, size, "live"))
                + " MiB");
      }
      row.add(
          Numbers.ratio(
              results.ratio(
                  key + "/" + compared + "/cpu", prefix + "/official/" + compared + "/cpu")));
      row.add(Numbers.rounded(results.get(key, sizes.get(sizes.size() - 1), "resident")));
      table.row(row);
    }
    return table.markdown();
  }

  @Override
  public Map<String, LineChart> charts(Results results) {
    var charts = new LinkedHashMap<String, LineChart>();
    for (var jdk : results.after(name())) {
      var prefix = name() + "/" + jdk + "/http";
      var cpu =
          new LineChart(
              "CPU time of a listing, JDK " + jdk + ", HTTP", "identities", "CPU milliseconds");
      var live =
          new LineChart(
              "Live memory at the end of a listing, JDK " + jdk + ", HTTP", "identities", "MiB");
      for (var competitor : Competitor.CLIENTS_AND_FLOOR) {
        cpu.line(
            competitor.key(), Sections.points(results, prefix + "/" + competitor.key(), "cpu"));
        live.line(
            competitor.key(), Sections.points(results, prefix + "/" + competitor.key(), "live"));
      }
      if (!cpu.isEmpty()) {
        charts.put("listing-cpu-" + jdk + ".svg", cpu);
        charts.put("listing-live-" + jdk + ".svg", live);
      }
    }
    return charts;
  }
}
