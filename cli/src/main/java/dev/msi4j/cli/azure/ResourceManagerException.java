package dev.msi4j.cli.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.ErrorPrinter;
import dev.msi4j.cli.console.JsonText;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Thrown if Resource Manager rejects a request, or if a long-running operation fails. */
public final class ResourceManagerException extends CommandException {
  private static final long serialVersionUID = 1L;

  private static final HttpHeaderName REQUEST_ID = HttpHeaderName.fromString("x-ms-request-id");
  private static final int MAX_EXCERPT_LENGTH = 200;

  private final int status;
  private final String code;

  private ResourceManagerException(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** Creates the exception for a response with an error status. */
  static ResourceManagerException of(HttpResponse response) {
    int status = response.getStatusCode();
    var body = ResourceManager.bytes(response);
    return members(body).get("error") instanceof Map<?, ?> error
        ? of(status, error, response)
        : of(status, Map.of("message", description(body)), response);
  }

  /**
   * Creates the exception for the status document of a failed operation.
   *
   * @param state the state of the operation, such as {@code Failed} or {@code Canceled}
   */
  static ResourceManagerException ofOperation(
      String state, Map<String, Object> document, HttpResponse response) {
    return document.get("error") instanceof Map<?, ?> error
        ? of(response.getStatusCode(), error, response)
        : of(
            response.getStatusCode(),
            Map.of("code", state, "message", "the operation ended in the state " + state),
            response);
  }

  private static ResourceManagerException of(int status, Map<?, ?> error, HttpResponse response) {
    var code = error.get("code") == null ? "status " + status : String.valueOf(error.get("code"));
    var message = error.get("message") == null ? "no message" : error.get("message");
    return new ResourceManagerException(
        status,
        code,
        ErrorPrinter.ofAzure(code, String.valueOf(message), response.getHeaderValue(REQUEST_ID)));
  }

  private static Map<String, Object> members(byte[] body) {
    try {
      return JsonText.readObject(body);
    } catch (UncheckedIOException e) {
      // The response of a proxy, for example.
      return Map.of();
    }
  }

  private static String description(byte[] body) {
    var text = new String(body, StandardCharsets.UTF_8).strip();
    if (text.isEmpty()) {
      return "the body is empty";
    }
    return "the body is not a Resource Manager error: "
        + (text.length() > MAX_EXCERPT_LENGTH ? text.substring(0, MAX_EXCERPT_LENGTH) + "…" : text);
  }

  /** Returns the HTTP status code of the response. */
  public int status() {
    return status;
  }

  /** Returns the error code of Azure, such as {@code ResourceGroupNotFound}. */
  public String code() {
    return code;
  }

  /** Returns whether the requested resource does not exist. */
  public boolean isNotFound() {
    return status == 404;
  }
}
