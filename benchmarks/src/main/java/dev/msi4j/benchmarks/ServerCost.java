package dev.msi4j.benchmarks;

import java.io.IOException;

/**
 * The cost of requests to a server in another process.
 *
 * @param operations the number of requests
 * @param cpuNanos the CPU time of the server's process
 * @param wallNanos the elapsed time
 */
record ServerCost(long operations, long cpuNanos, long wallNanos) {
  /** A request. */
  @FunctionalInterface
  interface Request {
    void send() throws IOException;
  }

  /** Sends requests, one at a time, for a time. */
  static ServerCost of(ProcessHandle server, long millis, Request request) throws IOException {
    var cpu = cpuNanos(server);
    var began = System.nanoTime();
    var operations = 0L;
    do {
      request.send();
      operations++;
    } while (System.nanoTime() - began < millis * 1_000_000);
    return new ServerCost(operations, cpuNanos(server) - cpu, System.nanoTime() - began);
  }

  private static long cpuNanos(ProcessHandle server) {
    return server.info().totalCpuDuration().orElseThrow().toNanos();
  }

  ServerCost plus(ServerCost other) {
    return new ServerCost(
        operations + other.operations, cpuNanos + other.cpuNanos, wallNanos + other.wallNanos);
  }

  /** Returns the CPU time of a request in microseconds. */
  double cpu() {
    return cpuNanos / 1e3 / operations;
  }

  /** Returns the elapsed time of a request in microseconds. */
  double elapsed() {
    return wallNanos / 1e3 / operations;
  }
}
