package dev.msi4j.local.internal.control;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A clock that follows a base clock and can be frozen and advanced. Its time never goes back while
 * the base clock does not, except by a reset. The clocks of {@link #withZone} share its time.
 * Thread-safe.
 */
public final class ControllableClock extends Clock {
  /** The latest time that certificates, tokens and texts can express. */
  private static final Instant MAX = Instant.parse("9999-12-31T00:00:00Z");

  private final Clock base;
  private final AtomicReference<Setting> setting;
  private final ZoneId zone;

  /**
   * The relation to the base clock.
   *
   * @param ahead the difference from the base clock while the clock runs
   * @param stopped the time of a frozen clock, or null while the clock runs
   */
  private record Setting(Duration ahead, @Nullable Instant stopped) {
    Instant read(Clock base) {
      return stopped == null ? base.instant().plus(ahead) : stopped;
    }
  }

  /** Creates a clock that follows a base clock. */
  public ControllableClock(Clock base) {
    this(base, new AtomicReference<>(new Setting(Duration.ZERO, null)), ZoneOffset.UTC);
  }

  private ControllableClock(Clock base, AtomicReference<Setting> setting, ZoneId zone) {
    this.base = base;
    this.setting = setting;
    this.zone = zone;
  }

  /** Stops the clock at the present time. */
  public void freeze() {
    setting.updateAndGet(now -> new Setting(now.ahead, now.read(base)));
  }

  /**
   * Advances the clock, whether it runs or is frozen.
   *
   * @throws IllegalArgumentException if the time is negative or exceeds the year 9999
   */
  public void advance(Duration time) {
    setting.updateAndGet(now -> {
      // Compares the remaining time, which can't overflow.
      if (time.isNegative() || time.compareTo(Duration.between(now.read(base), MAX)) > 0) {
        throw new IllegalArgumentException(
            "time is " + time + ": it must be 0 or more, and not exceed the year 9999");
      }
      return now.stopped == null
          ? new Setting(now.ahead.plus(time), null)
          : new Setting(now.ahead, now.stopped.plus(time));
    });
  }

  /** Lets a frozen clock run on from its time. */
  public void resume() {
    setting.updateAndGet(now ->
        now.stopped == null
            ? now
            : new Setting(Duration.between(base.instant(), now.stopped), null));
  }

  /** Lets the clock show the time of the base clock again, which may be earlier. */
  public void reset() {
    setting.set(new Setting(Duration.ZERO, null));
  }

  /** Returns whether the clock is frozen. */
  public boolean isFrozen() {
    return setting.get().stopped != null;
  }

  @Override
  public Instant instant() {
    return setting.get().read(base);
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new ControllableClock(base, setting, other);
  }
}
