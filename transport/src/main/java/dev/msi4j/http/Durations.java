package dev.msi4j.http;

import java.time.Duration;

/** Formats durations for messages. */
final class Durations {
  private Durations() {}

  /** Returns a duration as "250 ms" or "10 s". */
  static String format(Duration duration) {
    var milliseconds = duration.toMillis();
    return milliseconds % 1000 == 0 ? milliseconds / 1000 + " s" : milliseconds + " ms";
  }
}
