package dev.msi4j.local.internal.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import java.util.List;
import java.util.stream.Stream;

/** Creates the responses of Microsoft Graph. */
final class GraphResponses {
  private GraphResponses() {}

  /** Returns the {@code $filter} of a request; empty for none. */
  static String filter(Request request) {
    return request.query().filled("$filter").orElse("");
  }

  /** Returns an object with the properties of {@code $select} alone, if the request has one. */
  static ObjectNode selected(Request request, ObjectNode object) {
    request
        .query()
        .filled("$select")
        .ifPresent(
            names -> object.retain(Stream.of(names.split(",", -1)).map(String::strip).toList()));
    return object;
  }

  /**
   * Returns one object.
   *
   * @param collection the name of the collection of the object
   */
  static Response one(GraphRequest request, int status, String collection, ObjectNode object) {
    var document = Json.object().put("@odata.context", request.context(collection + "/$entity"));
    document.setAll(selected(request.http(), object));
    return Response.json(status, document);
  }

  /** Returns a list without pages. */
  static Response all(GraphRequest request, String collection, List<ObjectNode> objects) {
    var document = Json.object().put("@odata.context", request.context(collection));
    var value = document.putArray("value");
    objects.forEach(object -> value.add(selected(request.http(), object)));
    return Response.json(200, document);
  }

  /** Returns the response to a successful change. */
  static Response changed() {
    return Response.empty(204);
  }
}
