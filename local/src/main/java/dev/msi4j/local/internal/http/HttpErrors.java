package dev.msi4j.local.internal.http;

import dev.msi4j.local.internal.store.StoreUnavailableException;
import java.util.UUID;

/** The errors of the front door, before anybody knows which protocol a request speaks. */
final class HttpErrors {
  private static final String RETRY_AFTER_SECONDS = "1";

  private HttpErrors() {}

  static Response internalServerError(UUID requestId) {
    return Response.error(
            500, "InternalServerError", "The server met an unexpected condition. See its log.")
        .with("x-ms-request-id", requestId.toString());
  }

  static Response serviceUnavailable(UUID requestId) {
    return Response.error(
            503, "ServiceUnavailable", "The state can't be reached or written to. Try again later.")
        .with("x-ms-request-id", requestId.toString())
        .with("Retry-After", Long.toString(StoreUnavailableException.RETRY_AFTER_SECONDS));
  }

  /** Marks an answer as the last one of its connection. */
  static Response last(Response answer) {
    return answer.with("Connection", "close");
  }

  static Response bodyTooLarge(int limit) {
    return last(
        Response.error(
            413,
            "RequestEntityTooLarge",
            "The request body is larger than the limit of " + limit + " bytes."));
  }

  static Response bodyTooSlow() {
    return last(Response.error(408, "RequestTimeout", "The request body has not arrived in time."));
  }

  static Response tooManyBodies() {
    return last(
        Response.error(
                503,
                "ServiceUnavailable",
                "The server has as many request bodies as it can hold. Nothing was done; please try"
                    + " again.")
            .with("Retry-After", RETRY_AFTER_SECONDS));
  }

  static Response ending() {
    return Response.error(
            503, "ServiceUnavailable", "The server is ending. Nothing was done; please try again.")
        .with("Retry-After", RETRY_AFTER_SECONDS);
  }

  /** What the listener itself can't accept: a broken request line, headers without end. */
  static Response unacceptable(int status, String reason) {
    return Response.error(status, status < 500 ? "BadRequest" : "InternalServerError", reason);
  }
}
