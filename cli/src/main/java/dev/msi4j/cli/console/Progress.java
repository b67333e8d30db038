package dev.msi4j.cli.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/**
 * Shows the progress of a work on many items: their number, the rate, and the remaining time. Shown
 * on standard error after the first second, and only if it is a terminal. Thread-safe.
 */
public final class Progress implements AutoCloseable {
  private static final Duration DELAY = Duration.ofSeconds(1);
  private static final String ERASE_LINE = "\r\u001b[K";

  private final TerminalWriter err;
  private final InstantSource clock;
  private final Instant start;
  private final long total;
  private long done;
  private boolean visible;

  private Progress(TerminalWriter err, InstantSource clock, long total) {
    this.err = err;
    this.clock = clock;
    this.start = clock.instant();
    this.total = total;
  }

  /**
   * Returns the progress of a work that starts now.
   *
   * @param total the expected number of items
   */
  public static Progress of(Environment environment, long total) {
    return new Progress(environment.err(), environment.clock(), total);
  }

  /**
   * Counts an item.
   *
   * @param print prints the result of the item
   */
  public synchronized void step(Runnable print) {
    done++;
    print(print);
  }

  /** Prints without the progress in between. */
  public synchronized void print(Runnable print) {
    erase();
    print.run();
    show();
  }

  /** Erases the progress. */
  @Override
  public synchronized void close() {
    erase();
  }

  private void erase() {
    if (visible) {
      err.unescaped().print(ERASE_LINE);
      err.flush();
      visible = false;
    }
  }

  private void show() {
    var elapsed = Duration.between(start, clock.instant());
    if (err.screen().isTerminal() && elapsed.compareTo(DELAY) >= 0) {
      // The return keeps another message from being appended to the progress.
      err.unescaped().print(text(elapsed) + "\r");
      err.flush();
      visible = true;
    }
  }

  private String text(Duration elapsed) {
    double rate = done * 1000.0 / elapsed.toMillis();
    long rest = Math.round(Math.max(0, total - done) / rate);
    return String.format(
        Locale.ROOT,
        "%d of %d, %s per second, %s left",
        done,
        Math.max(total, done),
        rate < 10 ? String.format(Locale.ROOT, "%.1f", rate) : Math.round(rate),
        rest < 60 ? rest + " s" : rest / 60 + " min " + rest % 60 + " s");
  }
}
