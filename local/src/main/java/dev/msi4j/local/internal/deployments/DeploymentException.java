package dev.msi4j.local.internal.deployments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmException;
import java.io.Serial;
import java.util.List;

/** An error with the errors of single resources as its details. */
final class DeploymentException extends ArmException {
  @Serial private static final long serialVersionUID = 1;

  private final transient List<ArmException> details;

  DeploymentException(int status, String code, String message, List<ArmException> details) {
    super(status, code, message);
    this.details = List.copyOf(details);
  }

  @Override
  protected void addMembers(ObjectNode error) {
    super.addMembers(error);
    var items = error.putArray("details");
    details.forEach(detail -> items.add(error(detail)));
  }

  /** Returns the error of an exception: code, message and details. */
  static ObjectNode error(ArmException exception) {
    JsonNode document = ResourceClient.document(exception.response(""));
    return (ObjectNode) document.path("error");
  }
}
