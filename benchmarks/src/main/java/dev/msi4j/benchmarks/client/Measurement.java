package dev.msi4j.benchmarks.client;

import java.util.Locale;

/**
 * The cost of a number of operations in one process.
 *
 * @param operations the number of operations
 * @param wallNanos the elapsed time
 * @param cpuNanos the CPU time of all threads of the process
 * @param bytes the bytes that the threads of the process allocated
 */
public record Measurement(long operations, long wallNanos, long cpuNanos, long bytes) {
  /** Parses the result of {@link #toLine}. */
  public static Measurement parse(String line) {
    var fields = line.split(" ", -1);
    if (fields.length != 4) {
      throw new IllegalArgumentException("measurement is '" + line + "': it must have 4 numbers");
    }
    return new Measurement(
        Long.parseLong(fields[0]),
        Long.parseLong(fields[1]),
        Long.parseLong(fields[2]),
        Long.parseLong(fields[3]));
  }

  /** Returns one line of text. */
  public String toLine() {
    return String.format(Locale.ROOT, "%d %d %d %d", operations, wallNanos, cpuNanos, bytes);
  }

  /** Returns the CPU time of one operation in microseconds. */
  public double cpuMicros() {
    return cpuNanos / 1e3 / operations;
  }

  /** Returns the elapsed time of one operation in microseconds. */
  public double wallMicros() {
    return wallNanos / 1e3 / operations;
  }

  /** Returns the bytes that one operation allocates. */
  public double bytesPerOperation() {
    return (double) bytes / operations;
  }

  /** Returns the operations in a second. */
  public double perSecond() {
    return operations * 1e9 / wallNanos;
  }
}
