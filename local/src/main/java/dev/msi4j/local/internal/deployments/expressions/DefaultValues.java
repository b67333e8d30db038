package dev.msi4j.local.internal.deployments.expressions;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** The values that are available only in the default values of parameters. */
public final class DefaultValues {
  static final String NEW_GUID = "newGuid()";
  static final String NOW = "utcNow()";

  private DefaultValues() {}

  /** Returns an evaluator for the default value of a parameter. */
  public static Evaluator evaluator(Evaluator evaluator, Instant now, UUID newGuid) {
    return evaluator.withVariables(
        Map.of(NOW, Values.text(now.toString()), NEW_GUID, Values.text(newGuid.toString())));
  }
}
