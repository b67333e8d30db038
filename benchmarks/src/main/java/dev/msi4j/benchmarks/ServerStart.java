package dev.msi4j.benchmarks;

import dev.msi4j.benchmarks.client.ServerStartProcess;
import dev.msi4j.benchmarks.report.Numbers;
import dev.msi4j.benchmarks.report.Results;
import dev.msi4j.benchmarks.report.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Starts local Azures in memory in new processes: the first of a process, and the next ones. */
final class ServerStart implements Part {
  private static final int STARTS = 4;

  @Override
  public String title() {
    return "Start of the local Azure";
  }

  @Override
  public void run(BenchmarkEnvironment environment, Results results) throws IOException {
    for (var jdk : environment.jdks()) {
      var command =
          ChildProcess.command(
              jdk,
              environment.options(),
              environment.classPaths().of(List.of("dev.msi4j:msi4j-local")),
              ServerStartProcess.class,
              List.of(Integer.toString(STARTS)));
      measure(environment, command)
          .forEach((key, millis) ->
              results.put(Results.median(millis), name() + "/" + jdk.feature(), key));
    }
  }

  private static Map<String, List<Double>> measure(
      BenchmarkEnvironment environment, List<String> command) throws IOException {
    var measured = new TreeMap<String, List<Double>>();
    for (var round = 0; round < environment.settings().coldStarts(); round++) {
      try (var process = new ChildProcess(environment.log("server-start"), command)) {
        var millis = Stream.of(process.readLine().split(" ", -1)).map(Double::parseDouble).toList();
        for (var i = 0; i < millis.size(); i += 2) {
          var order = i == 0 ? "first" : "next";
          add(measured, order, millis.get(i));
          add(measured, order + "-request", millis.get(i + 1));
        }
      }
    }
    return measured;
  }

  private static void add(Map<String, List<Double>> measured, String key, double millis) {
    measured.computeIfAbsent(key, unused -> new ArrayList<>()).add(millis);
  }

  @Override
  public String report(Results results) {
    var table = new Table("JDK", "first server", "with a request", "next server", "with a request");
    for (var jdk : results.after(name())) {
      var prefix = name() + "/" + jdk;
      table.row(
          jdk,
          Numbers.rounded(results.get(prefix, "first")),
          Numbers.rounded(results.get(prefix, "first-request")),
          Numbers.rounded(results.get(prefix, "next")),
          Numbers.rounded(results.get(prefix, "next-request")));
    }
    return "`LocalAzure.start()` with the state in memory, in a new process: the first server of"
        + " the process and the next ones, alone and with the first request over TLS. Median"
        + " elapsed milliseconds.\n\n"
        + table.markdown();
  }
}
