package dev.msi4j.benchmarks.client;

/** Measures the resources that this process uses from a start to a stop. */
final class Meter {
  private final long bytes = ResourceCounters.allocatedBytes();
  private final long cpuNanos = ResourceCounters.cpuNanos();
  private final long wallNanos = System.nanoTime();

  private Meter() {}

  static Meter start() {
    return new Meter();
  }

  long elapsedNanos() {
    return System.nanoTime() - wallNanos;
  }

  Measurement stop(long operations) {
    var wall = elapsedNanos();
    var cpu = ResourceCounters.cpuNanos() - cpuNanos;
    return new Measurement(operations, wall, cpu, ResourceCounters.allocatedBytes() - bytes);
  }
}
