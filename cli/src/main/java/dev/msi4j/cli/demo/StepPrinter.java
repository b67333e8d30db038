package dev.msi4j.cli.demo;

import dev.msi4j.cli.console.TerminalWriter;
import dev.msi4j.samples.CreateVmWithManagedIdentity;
import dev.msi4j.samples.FederateWorkloads;
import dev.msi4j.samples.ManageIdentities;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints the steps of a sample: the duration, the title and the result of each. */
final class StepPrinter
    implements CreateVmWithManagedIdentity.Progress,
        FederateWorkloads.Progress,
        ManageIdentities.Progress {
  /** The interval at which a running step prints that it is in progress. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  private final TerminalWriter out;
  private final long begin = System.nanoTime();
  private @Nullable RunningStep running;
  private int completed;

  StepPrinter(TerminalWriter out) {
    this.out = out;
  }

  private record RunningStep(String title, long start, Heartbeat heartbeat) {}

  /** Starts the clock of a step. A step without a result has failed. */
  @Override
  public synchronized void started(String title) {
    close();
    var start = System.nanoTime();
    var heartbeat =
        new Heartbeat(() -> print(millis(start) + " ms", title, "in progress"), HEARTBEAT);
    running = new RunningStep(title, start, heartbeat);
  }

  @Override
  public synchronized void finished(String result) {
    completed++;
    end(result);
  }

  @Override
  public synchronized void skipped(String title, String reason) {
    print("skipped", title, reason);
  }

  /** Prints that the running step has failed, if there is one. */
  synchronized void close() {
    end("FAILED");
  }

  private void end(String result) {
    var step = running;
    if (step != null) {
      running = null;
      step.heartbeat().close();
      print(millis(step.start()) + " ms", step.title(), result);
    }
  }

  /** Prints the number of steps and the total time. */
  synchronized void printSummary() {
    out.printf(
        Locale.ROOT, "%n%d steps in %d ms; all resources are deleted.%n", completed, millis(begin));
    out.flush();
  }

  private synchronized void print(String time, String title, String text) {
    String[] lines = text.split("\n", -1);
    out.printf(Locale.ROOT, "%9s  %-34s %s%n", time, title, lines[0]);
    for (int i = 1; i < lines.length; i++) {
      out.printf(Locale.ROOT, "%9s  %-34s %s%n", "", "", lines[i]);
    }
    out.flush();
  }

  private static long millis(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }
}
