package dev.msi4j.benchmarks;

import dev.msi4j.benchmarks.report.Numbers;
import dev.msi4j.benchmarks.report.Results;
import dev.msi4j.benchmarks.report.Table;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the JMH benchmarks, on the JDK that runs the build. */
final class Insides implements Part {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private final String include;

  /**
   * Creates the part.
   *
   * @param include a regular expression that selects the benchmarks
   */
  Insides(String include) {
    this.include = include;
  }

  @Override
  public String title() {
    return "Insides (JMH)";
  }

  @Override
  public void run(BenchmarkEnvironment environment, Results results) throws RunnerException {
    // Another JMH on this machine must not make this one fail.
    System.setProperty("jmh.ignoreLock", "true");
    var settings = environment.settings();
    var options =
        new OptionsBuilder().include(include).addProfiler(GCProfiler.class).shouldFailOnError(true);
    if (settings.microMillis() > 0) {
      options
          .warmupTime(TimeValue.milliseconds(settings.microMillis()))
          .measurementTime(TimeValue.milliseconds(settings.microMillis()));
    }
    if (!settings.microForks()) {
      options.forks(0).warmupIterations(0).measurementIterations(1);
    }
    for (var result : new Runner(options.build()).run()) {
      put(results, result);
    }
  }

  private void put(Results results, RunResult result) {
    var label = result.getParams().getBenchmark();
    var classEnd = label.lastIndexOf('.');
    var shortName = label.substring(label.lastIndexOf('.', classEnd - 1) + 1);
    var nanos = result.getParams().getTimeUnit().toNanos(1);
    var key = name() + "/" + shortName + "/" + result.getParams().getMode().shortLabel();
    results.put(result.getPrimaryResult().getScore() * nanos / 1e3, key, "micros");
    var allocated = result.getSecondaryResults().get(ALLOCATED);
    if (allocated != null) {
      results.put(allocated.getScore(), key, "bytes");
    }
  }

  @Override
  public String report(Results results) {
    var table = new Table("benchmark", "µs per operation", "bytes allocated");
    var names = new TreeMap<String, String>();
    results.after(name()).forEach(benchmark -> names.put(benchmark, benchmark));
    for (var benchmark : names.keySet()) {
      for (var mode : results.after(name(), benchmark)) {
        table.row(
            benchmark,
            Numbers.rounded(results.get(name(), benchmark, mode, "micros")),
            Numbers.rounded(results.get(name(), benchmark, mode, "bytes")));
      }
    }
    return "JMH benchmarks without a network, except HostTokenBenchmark, which uses the JDK's HTTP"
        + " client over loopback. They run on the JDK of the build.\n\n"
        + table.markdown();
  }
}
