package dev.msi4j;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.exception.ResourceExistsException;
import com.azure.core.exception.ResourceNotFoundException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Makes the exceptions of operations: azure-core's classes by status, our words, our value. */
final class ArmExceptions {
  private static final int EXCERPT = 200;

  private ArmExceptions() {}

  /** Azure answered with a status that is no success of the operation. */
  static HttpResponseException exception(ArmCall<?> call, BufferedResponse response) {
    ArmErrorDetail detail = ArmErrorDetail.find(response.body());
    String message =
        detail != null && detail.message() != null
            ? detail.message()
            : detail != null ? "no message" : withoutError(response);
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

  /** Azure answered with success, and the body is not what belongs to it. */
  static HttpResponseException unreadable(
      ArmCall<?> call, BufferedResponse response, Exception problem) {
    var error =
        new ArmError(
            call,
            response,
            null,
            "the body cannot be read as the answer, so whether all went well is not known: "
                + problem.getMessage());
    return withCause(
        new HttpResponseException(error.toString(), response, error),
        response.bodyFailure() == null ? problem : response.bodyFailure());
  }

  private static String withoutError(BufferedResponse response) {
    if (response.bodyFailure() != null) {
      return "the body broke off: " + response.bodyFailure().getMessage();
    }
    if (response.getStatusCode() / 100 == 2) {
      return "this status is not among those the operation answers with";
    }
    String text = new String(response.body(), StandardCharsets.UTF_8).strip();
    if (text.isEmpty()) {
      return "the body is empty";
    }
    return "the body holds no error of Resource Manager: "
        + (text.length() > EXCERPT ? text.substring(0, EXCERPT) + "…" : text);
  }

  private static HttpResponseException withCause(
      HttpResponseException exception, @Nullable Throwable cause) {
    if (cause != null) {
      exception.initCause(cause);
    }
    return exception;
  }
}
