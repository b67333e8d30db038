package dev.msi4j.local.internal.graph;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.entra.Guids;
import dev.msi4j.local.internal.http.Body;
import dev.msi4j.local.internal.http.Headers;
import dev.msi4j.local.internal.http.JsonPage;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.store.Scan;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Lists directory objects page by page: {@code $top} from 1 to 999, {@code $filter}, {@code
 * $select} and {@code $count} (learn.microsoft.com, "List servicePrincipals" and "List
 * applications").
 *
 * @param name the name of the collection
 * @param scan scans the objects after a key
 * @param read deserializes a stored object
 * @param filter parses a filter into a test that visible objects pass
 * @param json renders an object
 */
record GraphList<T>(
    String name,
    GraphPage paging,
    Function<String, Scan> scan,
    Function<Entry, T> read,
    Function<String, Predicate<T>> filter,
    Function<T, ObjectNode> json) {
  private static final String COUNT = "$count";

  /** The length of a GUID, with which the key of an object starts. */
  private static final int GUID_LENGTH = 36;

  /** Adds the routes of the list. */
  void declare(GraphRoutes routes) {
    routes.read("GET", name, this::page);
    routes.read("GET", name + "/" + COUNT, this::count);
  }

  Response page(GraphRequest graphRequest) {
    var request = graphRequest.http();
    var test = filter(request);
    var after = after(request);
    var page =
        JsonPage.of(
            scan.apply(after.orElse("")),
            paging.size(request),
            entry ->
                Optional.of(read.apply(entry))
                    .filter(test)
                    .map(shown -> GraphResponses.selected(request, json.apply(shown))));
    var document = Json.object().put("@odata.context", graphRequest.context(name));
    // Only on the first page, and only for advanced queries.
    if (after.isEmpty() && isTrue(request, COUNT) && isAdvanced(request)) {
      document.put("@odata.count", count(test));
    }
    page.lastKey()
        .ifPresent(last -> document.put("@odata.nextLink", GraphPage.next(request, last)));
    document.set("value", page.items());
    return Response.json(200, document);
  }

  /** Returns the number of matching objects as text. */
  private Response count(GraphRequest graphRequest) {
    var request = graphRequest.http();
    if (!isAdvanced(request)) {
      throw GraphException.countNotSupported();
    }
    var number = Long.toString(count(filter(request)));
    return new Response(
        200,
        Headers.NONE.with("Content-Type", "text/plain"),
        Body.of(number.getBytes(StandardCharsets.US_ASCII)));
  }

  private long count(Predicate<T> test) {
    return scan.apply("").stream().map(read).filter(test).count();
  }

  private Predicate<T> filter(Request request) {
    return filter.apply(GraphResponses.filter(request));
  }

  private static boolean isAdvanced(Request request) {
    return request
        .headers()
        .first("ConsistencyLevel")
        .filter("eventual"::equalsIgnoreCase)
        .isPresent();
  }

  private static boolean isTrue(Request request, String name) {
    return request.query().filled(name).filter("true"::equalsIgnoreCase).isPresent();
  }

  private static Optional<String> after(Request request) {
    return GraphPage.after(
        request,
        key ->
            Optional.of(key)
                .filter(text -> text.length() >= GUID_LENGTH)
                .filter(text -> Guids.parse(text.substring(0, GUID_LENGTH)).isPresent()));
  }
}
