package dev.msi4j.local.internal.rbac;

import java.io.Serial;

/** Signals that the text of a condition is invalid. */
public final class ConditionException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  ConditionException(String reason, int position) {
    super(reason + " at position " + (position + 1));
  }
}
