package dev.msi4j.local.internal.control.faults;

import dev.msi4j.local.internal.rbac.ActionPattern;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is to happen to the next requests for an operation.
 *
 * @param operation a name or a pattern of names, compared without case; a star stands for any text
 * @param times to how many requests it happens
 * @param delay for how long each is held before anything else
 * @param error what it is refused with; there if the outcome is {@link Outcome#REJECTED}
 */
public record PlannedFault(
    String operation, int times, Duration delay, Outcome outcome, @Nullable InjectedError error) {

  /** Checks what can be checked in one value. */
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

  /** One that does nothing yet, to one request. */
  public static PlannedFault of(String operation) {
    return new PlannedFault(operation, 1, Duration.ZERO, Outcome.SERVED, null);
  }

  public PlannedFault times(int other) {
    return new PlannedFault(operation, other, delay, outcome, error);
  }

  public PlannedFault delay(Duration other) {
    return new PlannedFault(operation, times, other, outcome, error);
  }

  /** The same with another end, in place of the one it had. */
  public PlannedFault outcome(Outcome other) {
    return new PlannedFault(operation, times, delay, other, null);
  }

  public PlannedFault rejected(InjectedError with) {
    return new PlannedFault(operation, times, delay, Outcome.REJECTED, with);
  }

  /** Whether it would not be noticed. */
  boolean doesNothing() {
    return outcome == Outcome.SERVED && delay.isZero();
  }

  boolean matches(String name) {
    return ActionPattern.matches(operation, name);
  }
}
