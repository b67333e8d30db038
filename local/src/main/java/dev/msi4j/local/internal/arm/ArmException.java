package dev.msi4j.local.internal.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.http.ODataErrorException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** An error in the format of Resource Manager: {@code {"error":{"code","message"}}}. */
public class ArmException extends ODataErrorException {
  @Serial private static final long serialVersionUID = 1;

  private final @Nullable String target;

  /** Creates an error without a target. */
  public ArmException(int status, String code, String message) {
    this(status, code, message, null);
  }

  /**
   * Creates an error.
   *
   * @param target the part of the request that is invalid, or null if Azure does not report it
   */
  public ArmException(int status, String code, String message, @Nullable String target) {
    super(status, code, message);
    this.target = target;
  }

  @Override
  protected void addMembers(ObjectNode error) {
    if (target != null) {
      error.put("target", target);
    }
  }
}
