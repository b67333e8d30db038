package dev.msi4j.local.internal.graph;

import dev.msi4j.local.internal.entra.Directory;
import dev.msi4j.local.internal.entra.Guids;
import dev.msi4j.local.internal.entra.ReplicationDelay;
import dev.msi4j.local.internal.http.Body;
import dev.msi4j.local.internal.http.Headers;
import dev.msi4j.local.internal.http.JsonPage;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Lists service principals page by page: {@code $top} from 1 to 999, and {@code $filter}
 * (learn.microsoft.com, "List servicePrincipals").
 */
final class ServicePrincipalList {
  private static final String FILTER = "$filter";
  private static final String COUNT = "$count";
  private static final int MAX_TOP = 999;

  private final Directory directory;
  private final ReplicationDelay replicationDelay;
  private final Store store;
  private final GraphPage paging;

  /**
   * @param pageSize the number of items on a page, unless the client requests another one
   */
  ServicePrincipalList(
      Directory directory, ReplicationDelay replicationDelay, Store store, int pageSize) {
    this.directory = directory;
    this.replicationDelay = replicationDelay;
    this.store = store;
    paging = new GraphPage(pageSize, MAX_TOP);
  }

  /** Returns a page of the list. */
  Response page(Request request) {
    var filter = filter(request);
    var after = after(request);
    var page =
        JsonPage.of(
            directory.scan(store, after.orElse("")),
            paging.size(request),
            entry ->
                Optional.of(entry)
                    .filter(filter)
                    .map(shown -> ServicePrincipals.json(Directory.read(shown))));
    var document =
        Json.object().put("@odata.context", request.origin() + "/v1.0/$metadata#servicePrincipals");
    // Only on the first page, and only for advanced queries.
    if (after.isEmpty() && isTrue(request, COUNT) && isAdvanced(request)) {
      document.put("@odata.count", count(filter));
    }
    page.lastKey()
        .ifPresent(last -> document.put("@odata.nextLink", GraphPage.next(request, last)));
    document.set("value", page.items());
    return Response.json(200, document);
  }

  /** Returns the number of matching service principals as text. */
  Response count(Request request) {
    if (!isAdvanced(request)) {
      throw GraphException.countNotSupported();
    }
    var number = Long.toString(count(filter(request)));
    return new Response(
        200,
        Headers.NONE.with("Content-Type", "text/plain"),
        Body.of(number.getBytes(StandardCharsets.US_ASCII)));
  }

  private long count(Predicate<Entry> filter) {
    return directory.scan(store, "").stream().filter(filter).count();
  }

  private Predicate<Entry> filter(Request request) {
    var filter = PrincipalFilter.of(request.query().filled(FILTER).orElse(""));
    return entry -> {
      var principal = Directory.read(entry);
      return replicationDelay.isVisible(principal) && filter.test(principal);
    };
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
    return GraphPage.after(request, key -> Guids.parse(key).map(UUID::toString));
  }
}
