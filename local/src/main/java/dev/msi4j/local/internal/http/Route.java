package dev.msi4j.local.internal.http;

import java.util.Map;

/** What answers the requests for one path template. */
@FunctionalInterface
public interface Route {
  /**
   * Answers a request.
   *
   * @param arguments what stands in the path where the template has parameters, decoded
   * @throws ErrorResponseException if the request can't be served; it carries the answer
   */
  Response handle(Request request, Map<String, String> arguments);
}
