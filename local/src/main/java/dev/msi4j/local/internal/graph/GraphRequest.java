package dev.msi4j.local.internal.graph;

import dev.msi4j.local.internal.entra.Caller;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import java.util.Map;

/**
 * An authenticated request to Microsoft Graph.
 *
 * @param arguments the values of the parameters of the path
 */
record GraphRequest(Request http, Map<String, String> arguments, Caller caller) {
  /** Handles a request. */
  @FunctionalInterface
  interface Handler {
    Response handle(GraphRequest request);
  }

  String argument(String name) {
    return arguments.getOrDefault(name, "");
  }

  /** Returns the key that addresses an object. */
  ObjectKey key() {
    return ObjectKey.parse(argument("id"));
  }

  /** Returns the body, a JSON object. */
  JsonBody body() {
    return JsonBody.of(http.body(), GraphException.BODY);
  }

  /** Returns the address of the description of a collection or an object. */
  String context(String name) {
    return http.origin() + "/v1.0/$metadata#" + name;
  }
}
