package dev.msi4j.local.internal.deployments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.arm.ArmDispatcher;
import dev.msi4j.local.internal.entra.Caller;
import dev.msi4j.local.internal.http.Body;
import dev.msi4j.local.internal.http.Headers;
import dev.msi4j.local.internal.http.Query;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.text.CaseFolding;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sends the requests of a deployment on behalf of its caller, and follows long-running ones. */
final class ResourceClient {
  /** The end states of a resource; a resource in any other state is still being changed. */
  private static final Set<String> END_STATES = Set.of("succeeded", "failed", "canceled", "");

  private final ArmDispatcher dispatcher;
  private final Caller caller;
  private final String origin;

  ResourceClient(ArmDispatcher dispatcher, Caller caller, String origin) {
    this.dispatcher = dispatcher;
    this.caller = caller;
    this.origin = origin;
  }

  Response get(String id, String apiVersion) {
    return send("GET", path(id), version(apiVersion), Body.NONE);
  }

  Response post(String id, String apiVersion, JsonNode body) {
    return send("POST", path(id), version(apiVersion), body.isNull() ? Body.NONE : Body.of(body));
  }

  /** Creates or updates a resource. */
  ResourceOutcome put(String id, String apiVersion, JsonNode body) {
    var response = send("PUT", path(id), version(apiVersion), Body.of(body));
    return outcome(response, path(id) + "?" + version(apiVersion));
  }

  ResourceOutcome delete(String id, String apiVersion) {
    return outcome(send("DELETE", path(id), version(apiVersion), Body.NONE), "");
  }

  /** Polls a request that was not complete. */
  ResourceOutcome poll(String pollPath) {
    var question = pollPath.indexOf('?');
    var path = question < 0 ? pollPath : pollPath.substring(0, question);
    var query = question < 0 ? "" : pollPath.substring(question + 1);
    var response = send("GET", path, query, Body.NONE);
    if (response.status() == 202) {
      return ResourceOutcome.pending(202, pollPath);
    }
    if (response.status() >= 400) {
      return ResourceOutcome.failed(response.status(), document(response));
    }
    var document = document(response);
    return statusOf(document, response.status(), pollPath);
  }

  /** Reads the state of a status document of an operation, or of a resource. */
  private static ResourceOutcome statusOf(JsonNode document, int status, String pollPath) {
    var state =
        document.path("status").isTextual()
            ? document.path("status").asText()
            : document.path("properties").path("provisioningState").asText();
    return switch (CaseFolding.of(state)) {
      case "succeeded", "" -> ResourceOutcome.succeeded(status);
      case "failed", "canceled" -> ResourceOutcome.failed(409, failure(document, state));
      default -> ResourceOutcome.pending(status, pollPath);
    };
  }

  private static JsonNode failure(JsonNode document, String state) {
    if (document.path("error").isObject()) {
      return Json.object().set("error", document.path("error"));
    }
    var failure = Json.object();
    failure
        .putObject("error")
        .put("code", "ResourceDeploymentFailure")
        .put(
            "message",
            "The resource write operation failed to complete successfully, because it reached"
                + " terminal provisioning state '"
                + state
                + "'.");
    return failure;
  }

  private ResourceOutcome outcome(Response response, String resourcePath) {
    if (response.status() >= 400) {
      return ResourceOutcome.failed(response.status(), document(response));
    }
    var link =
        response
            .headers()
            .first("Azure-AsyncOperation")
            .or(() ->
                response.status() == 202 ? response.headers().first("Location") : Optional.empty());
    if (link.isPresent()) {
      return ResourceOutcome.pending(response.status(), relative(link.get()));
    }
    var state = document(response).path("properties").path("provisioningState").asText();
    return END_STATES.contains(CaseFolding.of(state)) || resourcePath.isEmpty()
        ? statusOf(document(response), response.status(), resourcePath)
        : ResourceOutcome.pending(response.status(), resourcePath);
  }

  private String relative(String link) {
    return link.startsWith(origin) ? link.substring(origin.length()) : link;
  }

  private Response send(String method, String path, String query, Body body) {
    return dispatcher.send(
        new Request(method, origin, path, Query.parse(query), Headers.NONE, body), caller);
  }

  /** Returns the document of a response; an empty object if it has none. */
  static JsonNode document(Response response) {
    if (response.body().isEmpty()) {
      return Json.object();
    }
    try {
      return response.body().json();
    } catch (IOException e) {
      var error = Json.object();
      error
          .putObject("error")
          .put("code", "InvalidResponse")
          .put("message", "The response with status " + response.status() + " is not JSON.");
      return error;
    }
  }

  /** Percent-encodes the segments of an id. */
  private static String path(String id) {
    return Stream.of(id.split("/", -1))
        .map(segment -> URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }

  private static String version(String apiVersion) {
    return "api-version=" + URLEncoder.encode(apiVersion, StandardCharsets.UTF_8);
  }
}
