package dev.msi4j.benchmarks;

import dev.msi4j.benchmarks.client.Measurement;
import dev.msi4j.benchmarks.report.Numbers;
import dev.msi4j.benchmarks.report.Results;
import dev.msi4j.benchmarks.report.Table;
import java.io.IOException;

/** Runs Microsoft's client for Key Vault secrets on each HTTP client of azure-core. */
final class OtherClients implements Part {
  private static final int IN_FLIGHT = 64;

  @Override
  public String title() {
    return "HTTP clients under another azure-core client";
  }

  @Override
  public void run(BenchmarkEnvironment environment, Results results) throws IOException {
    var settings = environment.settings();
    var count = Math.min(IN_FLIGHT, settings.inFlight().get(settings.inFlight().size() - 1));
    ClientGroup.forEachJdkAndScheme(
        environment,
        this,
        Competitor.KEY_VAULT,
        (group, jdk, prefix) -> {
          group.warmUp("get " + settings.sliceMillis(), settings.warmUpOperations());
          group
              .measure(settings.rounds(), "get " + settings.sliceMillis())
              .forEach((competitor, samples) -> {
                var key = prefix + "/" + competitor.key();
                results.put(samples.median(Measurement::cpuMicros), key, "cpu");
                results.put(samples.median(Measurement::bytesPerOperation), key, "bytes");
              });
          for (var mode : new String[] {"platform", "async"}) {
            group.warmUp(
                "flight " + mode + " " + count + " " + settings.sliceMillis(),
                settings.warmUpOperations() / 2);
            group
                .measure(
                    settings.rounds(),
                    "flight " + mode + " " + count + " " + settings.sliceMillis())
                .forEach((competitor, samples) ->
                    results.put(
                        samples.median(Measurement::perSecond), prefix, competitor.key(), mode));
          }
        });
  }

  @Override
  public String report(Results results) {
    return Sections.perJdkAndScheme(
        "The client is azure-security-keyvault-secrets, which gets one secret from a canned server."
            + " Only the HTTP client differs.",
        name(),
        results,
        (jdk, scheme) -> table(results, name() + "/" + jdk + "/" + scheme + "/"));
  }

  private static String table(Results results, String prefix) {
    var table =
        new Table(
            "HTTP client",
            "CPU µs",
            "× Netty",
            "bytes allocated",
            "64 in flight, platform threads, per second",
            "× Netty",
            "64 in flight, asynchronous, per second",
            "× Netty");
    var netty = prefix + Competitor.KEY_VAULT_NETTY.key();
    for (var competitor : Competitor.KEY_VAULT) {
      var key = prefix + competitor.key();
      table.row(
          competitor.title(),
          Numbers.rounded(results.get(key, "cpu")),
          Numbers.ratio(results.ratio(key + "/cpu", netty + "/cpu")),
          Numbers.rounded(results.get(key, "bytes")),
          Numbers.rounded(results.get(key, "platform")),
          Numbers.ratio(results.ratio(key + "/platform", netty + "/platform")),
          Numbers.rounded(results.get(key, "async")),
          Numbers.ratio(results.ratio(key + "/async", netty + "/async")));
    }
    return table.markdown();
  }
}
