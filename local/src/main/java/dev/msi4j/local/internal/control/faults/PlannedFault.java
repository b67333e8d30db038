package dev.msi4j.local.internal.control.faults;

import dev.msi4j.local.internal.rbac.ActionPattern;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A fault that applies to the next requests for an operation.
 *
 * @param operation the name of an operation, or a pattern in which {@code *} matches any text;
 *     compared ignoring case
 * @param times the number of requests that the fault applies to
 * @param delay the delay of each request before it is served or rejected
 * @param error the error of a rejected request; not null only for {@link Outcome#REJECTED}
 */
public record PlannedFault(
    String operation, int times, Duration delay, Outcome outcome, @Nullable InjectedError error) {

  /** Checks the values. */
  public PlannedFault {
    if (operation.isBlank()) {
      throw new IllegalArgumentException("operation is '': it must name an operation");
    }
    if (times < 1) {
      throw new IllegalArgumentException("times is " + times + ": it must be 1 or more");
    }
    if (delay.isNegative()) {
      throw new IllegalArgumentException("delay is " + delay + ": it must be 0 or more");
    }
  }

  /** Returns a fault without an effect for one request. */
  public static PlannedFault of(String operation) {
    return new PlannedFault(operation, 1, Duration.ZERO, Outcome.SERVED, null);
  }

  public PlannedFault times(int other) {
    return new PlannedFault(operation, other, delay, outcome, error);
  }

  public PlannedFault delay(Duration other) {
    return new PlannedFault(operation, times, other, outcome, error);
  }

  /** Returns this fault with another outcome and without an error. */
  public PlannedFault outcome(Outcome other) {
    return new PlannedFault(operation, times, delay, other, null);
  }

  public PlannedFault rejected(InjectedError error) {
    return new PlannedFault(operation, times, delay, Outcome.REJECTED, error);
  }

  /** Returns whether the fault has no effect. */
  boolean hasNoEffect() {
    return outcome == Outcome.SERVED && delay.isZero();
  }

  boolean matches(String name) {
    return ActionPattern.matches(operation, name);
  }
}
