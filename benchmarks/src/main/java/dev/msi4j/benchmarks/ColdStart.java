package dev.msi4j.benchmarks;

import dev.msi4j.benchmarks.client.ColdStartProcess;
import dev.msi4j.benchmarks.report.Numbers;
import dev.msi4j.benchmarks.report.Results;
import dev.msi4j.benchmarks.report.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts a process that gets one identity: from the jars, and from one jar with an archive. */
final class ColdStart implements Part {
  private static final String JARS = "jars";
  private static final String ARCHIVE = "archive";
  private static final String NO_CLIENT = "jvm";

  /** A process: its key in the results, and its command. */
  private record Start(String key, Path log, List<String> command) {}

  /** The CPU milliseconds, the elapsed milliseconds and the peak resident MiB of a process. */
  private record Cost(double cpu, double wall, double resident) {}

  @Override
  public String title() {
    return "Cold start";
  }

  @Override
  public void run(BenchmarkEnvironment environment, Results results)
      throws IOException, InterruptedException {
    for (var competitor : environment.settings().archived()) {
      MergedJar.write(
          jar(environment, competitor), environment.classPaths().of(competitor.artifacts()));
    }
    for (var jdk : environment.jdks()) {
      for (var scheme : environment.settings().schemes()) {
        var prefix = name() + "/" + jdk.feature() + "/" + scheme.key() + "/";
        measure(starts(environment, jdk, scheme), environment.settings().coldStarts())
            .forEach((key, costs) -> {
              results.put(
                  Results.median(costs.stream().map(Cost::cpu).toList()), prefix + key, "cpu");
              results.put(
                  Results.median(costs.stream().map(Cost::wall).toList()), prefix + key, "wall");
              results.put(
                  Results.median(costs.stream().map(Cost::resident).toList()),
                  prefix + key,
                  "resident");
            });
      }
    }
  }

  private static List<Start> starts(BenchmarkEnvironment environment, Jdk jdk, Scheme scheme)
      throws IOException, InterruptedException {
    var starts = new ArrayList<Start>();
    starts.add(
        new Start(
            NO_CLIENT + "/" + JARS,
            environment.log(NO_CLIENT),
            command(environment, jdk, scheme, List.of(), NO_CLIENT, Competitor.FLOOR)));
    for (var competitor : Competitor.CLIENTS_AND_FLOOR) {
      starts.add(
          new Start(
              competitor.key() + "/" + JARS,
              environment.log(competitor.key()),
              command(environment, jdk, scheme, List.of(), competitor.contestant(), competitor)));
      if (environment.settings().archived().contains(competitor)) {
        starts.add(
            new Start(
                competitor.key() + "/" + ARCHIVE,
                environment.log(competitor.key()),
                archived(environment, jdk, scheme, competitor)));
      }
    }
    return starts;
  }

  private static List<String> command(
      BenchmarkEnvironment environment,
      Jdk jdk,
      Scheme scheme,
      List<String> moreOptions,
      String contestant,
      Competitor competitor) {
    return command(
        environment,
        jdk,
        scheme,
        moreOptions,
        contestant,
        environment.classPaths().of(competitor.artifacts()));
  }

  private static List<String> command(
      BenchmarkEnvironment environment,
      Jdk jdk,
      Scheme scheme,
      List<String> moreOptions,
      String contestant,
      List<Path> classPath) {
    var options = new ArrayList<>(environment.options());
    options.addAll(moreOptions);
    return ChildProcess.command(
        jdk,
        options,
        classPath,
        ColdStartProcess.class,
        List.of(contestant, Integer.toString(environment.port(scheme)), scheme.key()));
  }

  private static Path jar(BenchmarkEnvironment environment, Competitor competitor) {
    return environment.directory().resolve(competitor.key() + ".jar");
  }

  /** Makes the archive of class data of one jar, and returns the command that uses both. */
  private static List<String> archived(
      BenchmarkEnvironment environment, Jdk jdk, Scheme scheme, Competitor competitor)
      throws IOException, InterruptedException {
    var jar = jar(environment, competitor);
    var archive =
        environment
            .directory()
            .resolve(competitor.key() + "-" + jdk.feature() + "-" + scheme.key() + ".jsa");
    BenchmarkEnvironment.run(
        command(
            environment,
            jdk,
            scheme,
            List.of("-XX:ArchiveClassesAtExit=" + archive),
            competitor.contestant(),
            List.of(jar)),
        environment.log(competitor.key() + "-archive"));
    return command(
        environment,
        jdk,
        scheme,
        List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:disable"),
        competitor.contestant(),
        List.of(jar));
  }

  private static Map<String, List<Cost>> measure(List<Start> starts, int rounds)
      throws IOException {
    var costs = new HashMap<String, List<Cost>>();
    for (var round = 0; round < rounds; round++) {
      for (var start : starts) {
        costs.computeIfAbsent(start.key(), key -> new ArrayList<>()).add(cost(start));
      }
    }
    return costs;
  }

  private static Cost cost(Start start) throws IOException {
    var began = System.nanoTime();
    try (var process = new ChildProcess(start.log(), start.command())) {
      var fields = process.readLine().split(" ", -1);
      var wall = (System.nanoTime() - began) / 1e6;
      return new Cost(Double.parseDouble(fields[0]), wall, Double.parseDouble(fields[1]) / 1024);
    }
  }

  @Override
  public String report(Results results) {
    return Sections.perJdkAndScheme(
        "A new process gets one identity. CPU is the CPU time of the process up to then, in"
            + " milliseconds. It is measured from the class path of the SDK's jars, and from one"
            + " jar without signatures that has an archive of class data"
            + " (`-XX:ArchiveClassesAtExit`). The last column is the peak resident memory when"
            + " started from the jars.",
        name(),
        results,
        (jdk, scheme) -> table(results, name() + "/" + jdk + "/" + scheme + "/"));
  }

  private static String table(Results results, String prefix) {
    var table =
        new Table(
            "client",
            "jars, CPU ms",
            "× official",
            "one jar with archive, CPU ms",
            "× official from jars",
            "jars, elapsed ms",
            "resident MiB");
    var official = prefix + "official/jars/cpu";
    row(results, table, "JVM without a client", prefix + NO_CLIENT, official);
    for (var competitor : Competitor.CLIENTS_AND_FLOOR) {
      row(results, table, competitor.title(), prefix + competitor.key(), official);
    }
    return table.markdown();
  }

  private static void row(Results results, Table table, String title, String key, String official) {
    table.row(
        title,
        Numbers.rounded(results.get(key, JARS, "cpu")),
        Numbers.ratio(results.ratio(key + "/jars/cpu", official)),
        Numbers.rounded(results.get(key, ARCHIVE, "cpu")),
        Numbers.ratio(results.ratio(key + "/archive/cpu", official)),
        Numbers.rounded(results.get(key, JARS, "wall")),
        Numbers.rounded(results.get(key, JARS, "resident")));
  }
}
