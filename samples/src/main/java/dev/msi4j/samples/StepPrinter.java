package dev.msi4j.samples;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Runs steps one at a time and prints the duration, title and result of each. */
final class StepPrinter {
  /** The interval at which a running step prints that it is in progress. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  private static final Pattern CONTROLS =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\x{2028}\\x{2029}&&[^\n]]");

  private final PrintWriter out;
  private final long begin = System.nanoTime();
  private int completed;
  private boolean ended;

  StepPrinter(PrintWriter out) {
    this.out = out;
  }

  /**
   * The result of a step.
   *
   * @param summary the text to print; the first line follows the title
   */
  record Outcome<T>(T value, String summary) {}

  /**
   * Runs a step.
   *
   * @throws CancellationException if {@link #end} was called
   */
  synchronized <T> T run(String title, Supplier<Outcome<T>> step) {
    if (ended) {
      throw new CancellationException("cancelled before the step: " + title);
    }
    return runCleanup(title, step);
  }

  /** Waits for the running step; later steps are cancelled. */
  synchronized void end() {
    ended = true;
  }

  /** Runs a step of the cleanup, even after {@link #end}. */
  synchronized <T> T runCleanup(String title, Supplier<Outcome<T>> step) {
    long start = System.nanoTime();
    try {
      Outcome<T> outcome = runWithProgress(title, start, step);
      completed++;
      print(millis(start) + " ms", title, outcome.summary());
      return outcome.value();
    } catch (RuntimeException e) {
      print(millis(start) + " ms", title, "FAILED");
      throw e;
    }
  }

  /** Prints progress while a step runs. */
  private <T> Outcome<T> runWithProgress(String title, long start, Supplier<Outcome<T>> step) {
    var heartbeat =
        new Heartbeat(() -> print(millis(start) + " ms", title, "in progress"), HEARTBEAT);
    try {
      return step.get();
    } finally {
      heartbeat.close();
    }
  }

  /** Prints that a step is skipped, and the reason. */
  synchronized void skip(String title, String reason) {
    print("skipped", title, reason);
  }

  /** Prints the number of steps and the total time. */
  synchronized void printSummary() {
    out.printf(
        Locale.ROOT, "%n%d steps in %d ms; all resources are deleted.%n", completed, millis(begin));
    out.flush();
  }

  private void print(String time, String title, String text) {
    // Control characters in text of a server must not reach the terminal.
    String[] lines = CONTROLS.matcher(text).replaceAll("?").split("\n", -1);
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
