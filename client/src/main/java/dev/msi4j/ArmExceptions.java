package dev.msi4j;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.exception.ResourceExistsException;
import com.azure.core.exception.ResourceNotFoundException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Creates the exceptions of operations: the exception class of azure-core for the status, with an
 * {@link ArmError} as its value.
 */
final class ArmExceptions {
  private static final int MAX_EXCERPT_LENGTH = 200;

  private ArmExceptions() {}

  /** Creates the exception for a status that is not a success status of the operation. */
  static HttpResponseException ofErrorStatus(ArmCall<?> call, BufferedResponse response) {
    ArmErrorDetail detail = ArmErrorDetail.find(response.body());
    String message =
        detail != null && detail.message() != null
            ? detail.message()
            : detail != null ? "no message" : describeBody(response);
    var error = new ArmError(call, response, detail, message);
    return withCause(
        switch (response.getStatusCode()) {
          case 401 -> new ClientAuthenticationException(error.toString(), response, error);
          case 404 -> new ResourceNotFoundException(error.toString(), response, error);
          case 409 -> new ResourceExistsException(error.toString(), response, error);
          default -> new HttpResponseException(error.toString(), response, error);
        },
        response.bodyFailure());
  }

  /** Creates the exception for a success status with a body that cannot be parsed. */
  static HttpResponseException ofUnreadableBody(
      ArmCall<?> call, BufferedResponse response, Throwable cause) {
    var error =
        new ArmError(
            call,
            response,
            null,
            "the response body could not be parsed; the outcome of the operation is unknown: "
                + (response.bodyFailure() == null ? cause.getMessage() : describeBody(response)));
    return withCause(
        new HttpResponseException(error.toString(), response, error),
        response.bodyFailure() == null ? cause : response.bodyFailure());
  }

  private static String describeBody(BufferedResponse response) {
    if (response.bodyFailure() != null) {
      return "the body is incomplete: " + response.bodyFailure().getMessage();
    }
    if (response.getStatusCode() / 100 == 2) {
      return "unexpected status for this operation";
    }
    String text = new String(response.body(), StandardCharsets.UTF_8).strip();
    if (text.isEmpty()) {
      return "the body is empty";
    }
    return "the body is not a Resource Manager error: "
        + (text.length() > MAX_EXCERPT_LENGTH ? text.substring(0, MAX_EXCERPT_LENGTH) + "…" : text);
  }

  private static HttpResponseException withCause(
      HttpResponseException exception, @Nullable Throwable cause) {
    if (cause != null) {
      exception.initCause(cause);
    }
    return exception;
  }
}
