package dev.msi4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.benchmarks.report.Results;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs each part of the benchmarks with the least work. A client that returns a wrong value fails
 * its part.
 */
class BenchmarkSmokeTests {
  private static final Jdk JDK = Jdk.current();

  @TempDir static Path directory;
  @AutoClose private static BenchmarkEnvironment environment;

  private final Results results = new Results();

  @BeforeAll
  static void openEnvironment() throws Exception {
    environment = open(Settings.smoke(), directory.resolve("http"));
  }

  private static BenchmarkEnvironment open(Settings settings, Path directory) throws Exception {
    var target = Path.of("target");
    var classPaths = ClassPaths.read(target.resolve("dependencies"), target.resolve("classes"));
    return BenchmarkEnvironment.open(settings, List.of(JDK), classPaths, directory);
  }

  @Test
  void warmGetMeasuresEachClient() throws Exception {
    new WarmGet().run(environment, results);

    for (var competitor : clientsAnd(Competitor.FLOOR, Competitor.PIPELINE)) {
      assertThat(measured("WarmGet", "http", competitor.key(), "bytes"))
          .as(competitor.key())
          .isPositive();
    }
    assertThat(new WarmGet().report(results)).contains("msi4j over msi4j-http");
  }

  @Test
  void warmGetMeasuresEachClientOverTls() throws Exception {
    try (var tls = open(Settings.smoke().over(Scheme.TLS), directory.resolve("tls"))) {
      new WarmGet().run(tls, results);
    }

    for (var competitor : clientsAnd(Competitor.FLOOR, Competitor.PIPELINE)) {
      assertThat(measured("WarmGet", "tls", competitor.key(), "bytes"))
          .as(competitor.key())
          .isPositive();
    }
  }

  @Test
  void inFlightMeasuresEachClientInEachMode() throws Exception {
    new InFlight().run(environment, results);

    for (var competitor : Competitor.CLIENTS) {
      for (var mode : List.of("platform", "async")) {
        assertThat(measured("InFlight", "http", mode, competitor.key(), "2", "rate"))
            .as(competitor.key() + " " + mode)
            .isPositive();
      }
    }
    assertThat(new InFlight().report(results)).contains("| async | msi4j over OkHttp |");
  }

  @Test
  void listingMeasuresEachClient() throws Exception {
    new Listing().run(environment, results);

    for (var competitor : clientsAnd(Competitor.FLOOR)) {
      assertThat(measured("Listing", "http", competitor.key(), "2000", "live"))
          .as(competitor.key())
          .isPositive();
    }
    assertThat(new Listing().report(results)).contains("| 2k |");
    assertThat(new Listing().charts(results)).containsKey("listing-cpu-" + JDK.feature() + ".svg");
  }

  @Test
  void coldStartMeasuresEachClientFromJarsAndFromOneJar() throws Exception {
    new ColdStart().run(environment, results);

    for (var competitor : clientsAnd(Competitor.FLOOR)) {
      assertThat(measured("ColdStart", "http", competitor.key(), "jars", "wall"))
          .as(competitor.key())
          .isPositive();
    }
    for (var competitor : environment.settings().archived()) {
      assertThat(measured("ColdStart", "http", competitor.key(), "archive", "wall"))
          .as(competitor.key())
          .isPositive();
    }
    assertThat(new ColdStart().report(results)).contains("JVM without a client");
  }

  @Test
  void otherClientsMeasuresEachHttpClient() throws Exception {
    new OtherClients().run(environment, results);

    for (var competitor : Competitor.KEY_VAULT) {
      for (var value : List.of("bytes", "platform", "async")) {
        assertThat(measured("OtherClients", "http", competitor.key(), value))
            .as(competitor.key() + " " + value)
            .isPositive();
      }
    }
    assertThat(new OtherClients().report(results)).contains("azure-core-http-jdk-httpclient");
  }

  @Test
  void localServerMeasuresEachOperation() throws Exception {
    new LocalServer().run(environment, results);

    for (var store : List.of("memory", "file")) {
      for (var operation : List.of("token", "get", "put", "list")) {
        assertThat(results.get("LocalServer", store, 20, operation, "elapsed").orElseThrow())
            .as(store + " " + operation)
            .isPositive();
      }
    }
    assertThat(new LocalServer().report(results)).contains("| SQLite in a directory | 20 |");
  }

  @Test
  void commandStartReportsEachCommand() {
    results.put(400, "CommandStart", "az", "show", "wall");
    results.put(300, "CommandStart", "17", "show", "wall");

    assertThat(new CommandStart().report(results))
        .contains("| `identity show -g group -n NAME` | msi, JDK 17 | 300 | 0.75 | - | - |");
  }

  @Test
  void insidesMeasuresBenchmark() throws Exception {
    var insides = new Insides("ClientBenchmark.get$");

    insides.run(environment, results);

    assertThat(insides.report(results)).contains("| ClientBenchmark.get |");
  }

  private static List<Competitor> clientsAnd(Competitor... more) {
    return Stream.concat(Competitor.CLIENTS.stream(), Stream.of(more)).toList();
  }

  private double measured(String part, String scheme, String... key) {
    return results
        .get(part + "/" + JDK.feature() + "/" + scheme + "/" + String.join("/", key))
        .orElseThrow();
  }
}
