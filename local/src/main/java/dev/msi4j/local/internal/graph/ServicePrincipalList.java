package dev.msi4j.local.internal.graph;

import dev.msi4j.local.internal.entra.Directory;
import dev.msi4j.local.internal.entra.Guids;
import dev.msi4j.local.internal.entra.ReplicationDelay;
import dev.msi4j.local.internal.http.Body;
import dev.msi4j.local.internal.http.Headers;
import dev.msi4j.local.internal.http.JsonPage;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.http.SkipToken;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.store.Store;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lists service principals page by page: {@code $top} from 1 to 999, {@code $filter}, and a link to
 * the next page that repeats the query parameters (learn.microsoft.com, "List servicePrincipals"
 * and "Paging Microsoft Graph data in your app").
 */
final class ServicePrincipalList {
  private static final String TOP = "$top";
  private static final String FILTER = "$filter";
  private static final String COUNT = "$count";
  private static final String SKIP_TOKEN = "$skiptoken";
  private static final int MAX_TOP = 999;

  private final Directory directory;
  private final ReplicationDelay replicationDelay;
  private final Store store;
  private final int pageSize;

  /**
   * @param pageSize the number of items on a page, unless the client requests another one
   */
  ServicePrincipalList(
      Directory directory, ReplicationDelay replicationDelay, Store store, int pageSize) {
    this.directory = directory;
    this.replicationDelay = replicationDelay;
    this.store = store;
    this.pageSize = Math.min(pageSize, MAX_TOP);
  }

  /** Returns a page of the list. */
  Response page(Request request) {
    var filter = filter(request);
    var after = after(request);
    var page =
        JsonPage.of(
            directory.scan(store, after.orElse("")),
            size(request),
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
    page.lastKey().ifPresent(last -> document.put("@odata.nextLink", next(request, last)));
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

  private int size(Request request) {
    var top = request.query().filled(TOP);
    if (top.isEmpty()) {
      return pageSize;
    }
    try {
      var number = Integer.parseInt(top.get());
      if (number >= 1 && number <= MAX_TOP) {
        return number;
      }
      throw GraphException.invalidPageSize(top.get(), MAX_TOP);
    } catch (NumberFormatException e) {
      throw GraphException.invalidTop(top.get());
    }
  }

  private static Optional<String> after(Request request) {
    return request.query().filled(SKIP_TOKEN).map(ServicePrincipalList::key);
  }

  private static String key(String token) {
    return SkipToken.parse(token)
        .flatMap(Guids::parse)
        .orElseThrow(() -> GraphException.invalidSkipToken(token))
        .toString();
  }

  private static String next(Request request, String last) {
    var kept =
        Stream.of(TOP, FILTER, COUNT, "$select", "$orderby")
            .flatMap(name ->
                request.query().filled(name).map(value -> name + "=" + encoded(value)).stream());
    return Stream.concat(kept, Stream.of(SKIP_TOKEN + "=" + SkipToken.of(last)))
        .collect(Collectors.joining("&", request.origin() + request.path() + "?", ""));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
