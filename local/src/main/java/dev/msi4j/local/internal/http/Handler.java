package dev.msi4j.local.internal.http;

/** What answers requests: a server is a function from a request to a response. */
@FunctionalInterface
public interface Handler {
  /**
   * Answers a request.
   *
   * @throws ErrorResponseException if the request can't be served; it carries the answer
   */
  Response handle(Request request);
}
