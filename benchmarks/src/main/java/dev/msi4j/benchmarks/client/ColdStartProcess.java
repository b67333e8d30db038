package dev.msi4j.benchmarks.client;

import java.io.IOException;

/**
 * A process that gets one resource and ends. Prints the CPU time of the process in milliseconds up
 * to then, and the peak resident memory in KiB.
 */
public final class ColdStartProcess {
  private ColdStartProcess() {}

  /**
   * Runs the process.
   *
   * @param args the name of the contestant, or {@code jvm} for no client; the port of the server;
   *     {@code tls} or {@code http}
   * @throws IOException if the memory cannot be read
   */
  public static void main(String[] args) throws IOException {
    if (!args[0].equals("jvm")) {
      var contestant =
          Contestants.create(args[0], Integer.parseInt(args[1]), args[2].equals("tls"));
      ClientProcess.check(contestant, contestant.get());
    }
    var cpu = ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
    System.out.println(cpu + " " + ResidentMemory.peakKib());
    System.out.flush();
    // Some HTTP clients have threads that would keep the JVM alive.
    System.exit(0);
  }
}
