package dev.msi4j;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The error of a failed operation. It is the value of every {@link HttpResponseException} that a
 * client throws. Immutable.
 */
public final class ArmError {
  private static final HttpHeaderName REQUEST_ID = HttpHeaderName.fromString("x-ms-request-id");
  private static final HttpHeaderName CORRELATION_ID =
      HttpHeaderName.fromString("x-ms-correlation-request-id");

  private final String operation;
  private final String resource;
  private final int status;
  private final @Nullable ArmErrorDetail detail;
  private final String message;
  private final @Nullable String requestId;
  private final @Nullable String correlationId;

  ArmError(
      ArmCall<?> call, BufferedResponse response, @Nullable ArmErrorDetail detail, String message) {
    this.operation = call.operation().toString();
    this.resource = call.resource();
    this.status = response.getStatusCode();
    this.detail = detail;
    this.message = message;
    this.requestId = response.getHeaderValue(REQUEST_ID);
    this.correlationId = response.getHeaderValue(CORRELATION_ID);
  }

  /**
   * Returns the error that an exception carries.
   *
   * @param exception an exception, usually thrown by an operation of a client
   * @return the error; empty if a client of this library did not throw the exception
   */
  public static Optional<ArmError> of(HttpResponseException exception) {
    return exception.getValue() instanceof ArmError error ? Optional.of(error) : Optional.empty();
  }

  /** {@return the operation, such as {@code userAssignedIdentities.get}} */
  public String operation() {
    return operation;
  }

  /** {@return the path of the requested resource or collection} */
  public String resource() {
    return resource;
  }

  /** {@return the HTTP status code} */
  public int status() {
    return status;
  }

  /**
   * {@return the error code of Azure, such as {@code ResourceNotFound}; null if the response has
   * none, for example because a proxy sent it}
   */
  public @Nullable String code() {
    return detail == null ? null : detail.code();
  }

  /** {@return the error message of Azure, or else a description of the response} */
  public String message() {
    return message;
  }

  /**
   * {@return the target of the error, such as the name of a property; null if the response has
   * none}
   */
  public @Nullable String target() {
    return detail == null ? null : detail.target();
  }

  /** {@return the nested errors that caused the error; empty if there are none} */
  public List<ArmErrorDetail> details() {
    return detail == null ? List.of() : detail.details();
  }

  /** {@return additional information, such as policy violations, each item as raw JSON} */
  public List<String> additionalInfo() {
    return detail == null ? List.of() : detail.additionalInfo();
  }

  /**
   * {@return the value of the {@code x-ms-request-id} header, which Azure support asks for; null if
   * the response has none}
   */
  public @Nullable String requestId() {
    return requestId;
  }

  /**
   * {@return the value of the {@code x-ms-correlation-request-id} header, which Azure support asks
   * for; null if the response has none}
   */
  public @Nullable String correlationId() {
    return correlationId;
  }

  /** Returns the error in one line, which is the message of the exception. */
  @Override
  public String toString() {
    var line = new StringBuilder(operation);
    line.append(" of ").append(resource).append(": status ").append(status);
    if (code() != null) {
      line.append(' ').append(code());
    }
    line.append(": ").append(message);
    if (requestId != null) {
      line.append(" (request id ").append(requestId);
      if (correlationId != null && !correlationId.equals(requestId)) {
        line.append(", correlation id ").append(correlationId);
      }
      line.append(')');
    } else if (correlationId != null) {
      line.append(" (correlation id ").append(correlationId).append(')');
    }
    return line.toString();
  }
}
