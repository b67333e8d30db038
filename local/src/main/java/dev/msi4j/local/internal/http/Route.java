package dev.msi4j.local.internal.http;

import java.util.Map;

/** Handles the requests for one path template. */
@FunctionalInterface
public interface Route {
  /**
   * Handles a request.
   *
   * @param arguments the decoded values of the template's parameters, by name
   * @throws ErrorResponseException if the request is rejected
   */
  Response handle(Request request, Map<String, String> arguments);
}
