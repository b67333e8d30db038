package dev.msi4j.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Measured values by key, such as {@code WarmGet/25/http/msi4j/cpu}. */
public final class Results {
  private final Map<String, Double> values = new TreeMap<>();

  /** Creates an empty set of results. */
  public Results() {}

  /** Returns the results of a file that {@link #save} wrote, or none if it does not exist. */
  public static Results load(Path file) throws IOException {
    var results = new Results();
    if (Files.exists(file)) {
      for (var line : Files.readAllLines(file)) {
        var equals = line.lastIndexOf('=');
        results.values.put(line.substring(0, equals), Double.valueOf(line.substring(equals + 1)));
      }
    }
    return results;
  }

  /** Writes one line for each value. */
  public void save(Path file) throws IOException {
    var lines = new ArrayList<String>();
    values.forEach((key, value) -> lines.add(key + "=" + value));
    Files.createDirectories(file.getParent());
    Files.write(file, lines);
  }

  /**
   * Sets a value.
   *
   * @param value the value
   * @param key the parts of the key
   */
  public void put(double value, Object... key) {
    values.put(join(key), value);
  }

  /** Returns the value with the given key, if it was measured. */
  public OptionalDouble get(Object... key) {
    var value = values.get(join(key));
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** Returns one value divided by another, if both were measured. */
  public OptionalDouble ratio(String key, String divisor) {
    var value = values.get(key);
    var by = values.get(divisor);
    return value == null || by == null || by == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(value / by);
  }

  /** Removes all values whose key starts with the given part. */
  public void remove(String first) {
    values.keySet().removeIf(key -> key.startsWith(first + "/"));
  }

  /** Returns the parts of keys that follow the given first parts, in order. */
  public List<String> after(Object... first) {
    var start = join(first) + "/";
    return values.keySet().stream()
        .filter(key -> key.startsWith(start))
        .map(key -> key.substring(start.length()).split("/", -1)[0])
        .distinct()
        .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /** Returns the median. */
  public static double median(Collection<Double> values) {
    var sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("values are empty: a median needs at least one");
    }
    var middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static String join(Object... key) {
    var joined = new StringBuilder();
    for (var part : key) {
      joined.append(joined.isEmpty() ? "" : "/").append(part);
    }
    return joined.toString();
  }
}
