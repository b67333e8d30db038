package dev.msi4j.local.internal.deployments.expressions;

import java.io.Serial;

/**
 * Signals that an expression needs a value that exists only while the deployment runs, such as the
 * result of {@code reference}.
 */
public final class RuntimeValueException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** Creates an exception without a stack trace: it is a result, not a defect of the server. */
  public RuntimeValueException(String function) {
    super(
        "the value of " + function + " is not known before the deployment runs",
        null,
        false,
        false);
  }
}
