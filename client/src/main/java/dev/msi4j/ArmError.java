package dev.msi4j;

import com.azure.core.exception.HttpResponseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with an operation: the value of the {@link HttpResponseException}s that clients
 * throw. Immutable.
 */
public final class ArmError {
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
    this.requestId = response.getHeaderValue(ArmHeaders.REQUEST_ID);
    this.correlationId = response.getHeaderValue(ArmHeaders.CORRELATION_ID);
  }

  /** Returns the error a client put into the exception; empty if a client did not throw it. */
  public static Optional<ArmError> of(HttpResponseException exception) {
    return exception.getValue() instanceof ArmError error ? Optional.of(error) : Optional.empty();
  }

  /** Returns the operation, such as {@code userAssignedIdentities.get}. */
  public String operation() {
    return operation;
  }

  /** Returns the path of the resource or collection that was asked for. */
  public String resource() {
    return resource;
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /**
   * Returns Azure's code, such as {@code ResourceNotFound}; null if the response held none, as when
   * a proxy answered in Azure's place.
   */
  public @Nullable String code() {
    return detail == null ? null : detail.code();
  }

  /** Returns Azure's message, or else what was wrong with the response. */
  public String message() {
    return message;
  }

  /** Returns what the error is about, such as a property's name; null if Azure gave none. */
  public @Nullable String target() {
    return detail == null ? null : detail.target();
  }

  /** Returns the errors behind this one. */
  public List<ArmErrorDetail> details() {
    return detail == null ? List.of() : detail.details();
  }

  /** Returns further information, such as policy violations, each as the JSON Azure sent. */
  public List<String> additionalInfo() {
    return detail == null ? List.of() : detail.additionalInfo();
  }

  /** Returns Azure's id of the request, for support; null if there was none. */
  public @Nullable String requestId() {
    return requestId;
  }

  /** Returns Azure's id of what the request was a part of, for support; null if there was none. */
  public @Nullable String correlationId() {
    return correlationId;
  }

  /** Returns all of it in one line: the exception's message. */
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
