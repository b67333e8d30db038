package dev.msi4j.local.internal.http;

/** Handles requests: a server is a function from a request to a response. */
@FunctionalInterface
public interface Handler {
  /**
   * Handles a request.
   *
   * @throws ErrorResponseException if the request is rejected
   */
  Response handle(Request request);
}
