package dev.msi4j.local.internal.arm;

import java.time.Duration;
import java.time.Instant;

/** A token bucket: each request takes a token, and tokens are refilled over time. Thread-safe. */
final class TokenBucket {
  private static final double NANOS = 1e9;

  private final double capacity;
  private final double perSecond;
  private double tokens;
  private Instant filledAt;

  /** Creates a full bucket. */
  TokenBucket(double capacity, double perSecond, Instant now) {
    this.capacity = capacity;
    this.perSecond = perSecond;
    tokens = capacity;
    filledAt = now;
  }

  /** Takes a token. Returns the time until the next token if the bucket is empty, else zero. */
  synchronized Duration take(Instant now) {
    fill(now);
    if (tokens >= 1) {
      tokens--;
      return Duration.ZERO;
    }
    return Duration.ofNanos((long) Math.ceil((1 - tokens) / perSecond * NANOS));
  }

  /** Returns the number of whole tokens. */
  synchronized int remaining() {
    return (int) tokens;
  }

  synchronized boolean isFull(Instant now) {
    fill(now);
    return tokens >= capacity;
  }

  private void fill(Instant now) {
    if (now.isAfter(filledAt)) {
      var seconds = Duration.between(filledAt, now).toNanos() / NANOS;
      tokens = Math.min(capacity, tokens + seconds * perSecond);
      filledAt = now;
    }
  }
}
