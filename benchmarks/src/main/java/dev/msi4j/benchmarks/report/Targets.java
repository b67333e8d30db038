package dev.msi4j.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The targets of the client, and whether the results meet them. */
public final class Targets {
  private final Results results;
  private final List<Row> rows = new ArrayList<>();

  /** Whether a target is met. */
  public enum Verdict {
    MET("met"),
    NOT_MET("not met"),
    NOT_MEASURED("not measured");

    private final String text;

    Verdict(String text) {
      this.text = text;
    }

    /** Returns the text in the table. */
    public String text() {
      return text;
    }
  }

  /**
   * A target.
   *
   * @param work the work
   * @param reach the bound, as text
   * @param measured the measured value
   * @param floor the value of a raw socket, which no client can improve on; a dash if it has none
   * @param verdict whether the measured value is within the bound
   */
  public record Row(String work, String reach, String measured, String floor, Verdict verdict) {}

  private Targets(Results results) {
    this.results = results;
  }

  /** Evaluates all targets. */
  public static List<Row> of(Results results) {
    var targets = new Targets(results);
    targets.warmGet();
    targets.throughput();
    targets.listing();
    targets.coldStart();
    targets.command();
    return List.copyOf(targets.rows);
  }

  /** Returns the table of targets. */
  public static String table(Results results) {
    var table = new Table("work", "target", "measured", "raw socket", "result");
    for (var row : of(results)) {
      table.row(row.work(), row.reach(), row.measured(), row.floor(), row.verdict().text());
    }
    return table.markdown();
  }

  private void warmGet() {
    var prefix = "WarmGet/25/http/";
    atMost(
        "warm GET, CPU",
        "× official",
        0.30,
        ratio(prefix, "msi4j/cpu", "official/cpu"),
        ratio(prefix, "floor/cpu", "official/cpu"));
    atMost("warm GET, CPU", "× floor", 1.5, ratio(prefix, "msi4j/cpu", "floor/cpu"));
    var total = results.get(prefix + "msi4j/bytes");
    var pipeline = results.get(prefix + "pipeline/bytes");
    atMost("warm GET, allocation", "bytes", 13_000, total);
    atMost(
        "warm GET, allocation above azure-core's pipeline",
        "bytes",
        3_000,
        total.isPresent() && pipeline.isPresent()
            ? OptionalDouble.of(total.getAsDouble() - pipeline.getAsDouble())
            : OptionalDouble.empty());
  }

  private void throughput() {
    var prefix = "InFlight/25/http/";
    for (var mode : List.of("platform", "async")) {
      atLeast(
          "64 in flight, throughput, "
              + (mode.equals("async") ? "asynchronous" : "platform threads"),
          "× official",
          4.5,
          ratio(prefix, mode + "/msi4j/64/rate", mode + "/official/64/rate"),
          ratio(prefix, "platform/floor/64/rate", mode + "/official/64/rate"));
    }
  }

  private void listing() {
    var prefix = "Listing/25/http/";
    atMost(
        "listing 100,000, CPU",
        "× official",
        0.40,
        ratio(prefix, "msi4j/100000/cpu", "official/100000/cpu"),
        ratio(prefix, "floor/100000/cpu", "official/100000/cpu"));
    atMost(
        "listing 100,000, allocation",
        "MB",
        60,
        scaled(results.get(prefix + "msi4j/100000/mib"), (1 << 20) / 1e6));
    var sizes = results.after(prefix + "msi4j");
    atMost(
        "listing, live memory at the largest size",
        "× the live memory at 1,000",
        1.1,
        sizes.isEmpty()
            ? OptionalDouble.empty()
            : ratio(prefix, "msi4j/" + sizes.get(sizes.size() - 1) + "/live", "msi4j/1000/live"));
  }

  private void coldStart() {
    var prefix = "ColdStart/17/http/";
    atMost(
        "cold start from the SDK's jars, CPU",
        "× official",
        0.45,
        ratio(prefix, "msi4j/jars/cpu", "official/jars/cpu"),
        ratio(prefix, "floor/jars/cpu", "official/jars/cpu"));
    atMost(
        "cold start from one jar with archive, CPU",
        "× official from jars",
        0.25,
        ratio(prefix, "msi4j/archive/cpu", "official/jars/cpu"));
  }

  private void command() {
    for (var command : List.of("show", "list")) {
      for (var value : List.of("wall", "cpu")) {
        var text = "identity " + command + (value.equals("cpu") ? ", CPU" : ", elapsed");
        var az = "az/" + command + "/" + value;
        atMost(
            text + ", JDK 17",
            "× az",
            1,
            ratio("CommandStart/", "17/" + command + "/" + value, az));
        atMost(
            text + ", JDK 25",
            "× az",
            0.7,
            ratio("CommandStart/", "25/" + command + "/" + value, az));
      }
    }
    atMost("msi --version, elapsed", "ms", 150, results.get("CommandStart/17/version/wall"));
    atMost(
        "msi local start until ready, elapsed",
        "ms",
        1_000,
        results.get("CommandStart/17/start/wall"));
  }

  private OptionalDouble ratio(String prefix, String key, String divisor) {
    return results.ratio(prefix + key, prefix + divisor);
  }

  private static OptionalDouble scaled(OptionalDouble value, double factor) {
    return value.isPresent()
        ? OptionalDouble.of(value.getAsDouble() * factor)
        : OptionalDouble.empty();
  }

  private void atMost(String work, String unit, double bound, OptionalDouble value) {
    atMost(work, unit, bound, value, OptionalDouble.empty());
  }

  private void atMost(
      String work, String unit, double bound, OptionalDouble value, OptionalDouble floor) {
    add(work, "at most ", unit, bound, value, floor, value.orElse(0) <= bound);
  }

  private void atLeast(
      String work, String unit, double bound, OptionalDouble value, OptionalDouble floor) {
    add(work, "at least ", unit, bound, value, floor, value.orElse(0) >= bound);
  }

  private void add(
      String work,
      String limit,
      String unit,
      double bound,
      OptionalDouble value,
      OptionalDouble floor,
      boolean met) {
    rows.add(
        new Row(
            work,
            limit + Numbers.rounded(bound) + " " + unit,
            Numbers.rounded(value),
            Numbers.rounded(floor),
            value.isEmpty() ? Verdict.NOT_MEASURED : met ? Verdict.MET : Verdict.NOT_MET));
  }
}
