package dev.msi4j.local.internal.deployments.expressions;

import dev.msi4j.local.internal.arm.ArmException;

/** Creates the errors of templates and their expressions. */
public final class TemplateErrors {
  /** The code of every error in a template. */
  public static final String CODE = "InvalidTemplate";

  private TemplateErrors() {}

  /** The template is not valid; the wording of Azure's validation starts the message. */
  public static ArmException invalidTemplate(String reason) {
    return new ArmException(400, CODE, "Deployment template validation failed: '" + reason + "'.");
  }

  /** An expression can't be evaluated. */
  public static ArmException expression(String reason) {
    return new ArmException(
        400,
        CODE,
        "Unable to process template language expressions: '"
            + reason
            + " Please see https://aka.ms/arm-template-expressions for usage details.'");
  }

  static ArmException syntax(String expression, int position, String reason) {
    return new ArmException(
        400,
        CODE,
        "Unable to parse language expression '"
            + shortened(expression)
            + "': "
            + reason
            + " at position "
            + position
            + ".");
  }

  static ArmException limit(String limit, long value) {
    return expression("The template exceeds the limit of " + value + " " + limit + ".");
  }

  private static String shortened(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }
}
