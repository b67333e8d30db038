package dev.msi4j.local.internal.http;

import dev.msi4j.local.internal.store.StoreUnavailableException;
import java.util.UUID;

/** Error responses of the listener, which does not know the protocol of a request. */
final class HttpErrors {
  private static final String RETRY_AFTER_SECONDS = "1";

  private HttpErrors() {}

  static Response internalServerError(UUID requestId) {
    return Response.error(
            500, "InternalServerError", "The server met an unexpected condition. See its log.")
        .with("x-ms-request-id", requestId.toString());
  }

  static Response serviceUnavailable(UUID requestId) {
    return Response.error(503, "ServiceUnavailable", "The state is not available. Try again later.")
        .with("x-ms-request-id", requestId.toString())
        .with("Retry-After", Long.toString(StoreUnavailableException.RETRY_AFTER_SECONDS));
  }

  /** Returns a response after which the connection is closed. */
  static Response last(Response response) {
    return response.with("Connection", "close");
  }

  static Response bodyTooLarge(int limit) {
    return last(
        Response.error(
            413,
            "RequestEntityTooLarge",
            "The request body is larger than the limit of " + limit + " bytes."));
  }

  static Response bodyTooSlow() {
    return last(
        Response.error(408, "RequestTimeout", "The request body was not received in time."));
  }

  static Response tooManyBodies() {
    return last(
        Response.error(
                503,
                "ServiceUnavailable",
                "The request bodies in memory reach their limit. The request was not processed;"
                    + " please try again.")
            .with("Retry-After", RETRY_AFTER_SECONDS));
  }

  static Response shuttingDown() {
    return Response.error(
            503,
            "ServiceUnavailable",
            "The server is shutting down. The request was not processed; please try again.")
        .with("Retry-After", RETRY_AFTER_SECONDS);
  }

  /** Returns the error of a malformed request, such as an invalid request line. */
  static Response malformedRequest(int status, String reason) {
    return Response.error(status, status < 500 ? "BadRequest" : "InternalServerError", reason);
  }
}
