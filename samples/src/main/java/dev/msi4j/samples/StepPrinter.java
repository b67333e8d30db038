package dev.msi4j.samples;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/** Takes steps one at a time and tells of each: how long it took, what it was, what came of it. */
final class StepPrinter {
  /** After so long a step says that it is still under way, and again after as long. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  private final PrintWriter out;
  private final long begin = System.nanoTime();
  private int taken;
  private boolean ended;

  StepPrinter(PrintWriter out) {
    this.out = out;
  }

  /**
   * What came of a step: the thing, and a line of words about it.
   *
   * @param summary the first line goes beside the title, further ones below
   */
  record Outcome<T>(T value, String summary) {}

  /** Takes a step. */
  synchronized <T> T run(String title, Supplier<Outcome<T>> step) {
    if (ended) {
      throw new CancellationException("told to end before this step: " + title);
    }
    return runEvenAtTheEnd(title, step);
  }

  /** Ends, once the step under way is over: no other begins. */
  synchronized void end() {
    ended = true;
  }

  /** Takes a step that belongs to the cleaning up. */
  synchronized <T> T runEvenAtTheEnd(String title, Supplier<Outcome<T>> step) {
    long start = System.nanoTime();
    try {
      Outcome<T> outcome = attended(title, start, step);
      taken++;
      print(millis(start) + " ms", title, outcome.summary());
      return outcome.value();
    } catch (RuntimeException e) {
      print(millis(start) + " ms", title, "FAILED");
      throw e;
    }
  }

  /** A wait without a word looks like a program that hangs. */
  private <T> Outcome<T> attended(String title, long start, Supplier<Outcome<T>> step) {
    var heartbeat =
        new Heartbeat(() -> print(millis(start) + " ms", title, "under way"), HEARTBEAT);
    try {
      return step.get();
    } finally {
      heartbeat.close();
    }
  }

  /** Tells of a step that is not taken, and why. */
  synchronized void skip(String title, String why) {
    print("skipped", title, why);
  }

  /** Tells of all of it in one line. */
  synchronized void sumUp() {
    out.printf(
        Locale.ROOT, "%n%d steps in %d ms, and nothing is left behind.%n", taken, millis(begin));
    out.flush();
  }

  private void print(String time, String title, String text) {
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
