package dev.msi4j.local.internal.arm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.http.JsonPage;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.store.Scan;
import dev.msi4j.local.internal.store.Store;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Answers a listing page by page. A skip token is the key of the last item, which stays true while
 * items come and go.
 */
public final class Paging {
  /** Parameters of the first request that the links to further pages repeat. */
  private static final List<String> KEPT = List.of("$top", "$filter", "$expand");

  private final Store store;
  private final int pageSize;

  /**
   * @param pageSize items on a page when the client does not ask for fewer
   */
  public Paging(Store store, int pageSize) {
    this.store = store;
    this.pageSize = pageSize;
  }

  /**
   * A page of the documents of a kind below a prefix, those that the caller may see.
   *
   * @param tokenName how the link to the next page spells the parameter with the skip token
   */
  public Response page(
      ArmRequest request,
      String kind,
      String prefix,
      String tokenName,
      Function<Entry, JsonNode> shape) {
    var seesAll = request.maySee(request.scope());
    return page(
        request, kind, prefix, tokenName, entry -> seesAll || request.maySee(entry.key()), shape);
  }

  /**
   * A page of the documents of a kind below a prefix, those that are wanted.
   *
   * @param tokenName how the link to the next page spells the parameter with the skip token
   */
  public Response page(
      ArmRequest request,
      String kind,
      String prefix,
      String tokenName,
      Predicate<Entry> requested,
      Function<Entry, JsonNode> shape) {
    var entries = Scan.of(store, kind, prefix, after(request, prefix));
    var page = JsonPage.of(entries, size(request), selected(requested, shape));
    return answer(request, page, tokenName);
  }

  /**
   * Returns a page of the documents of every kind whose keys start with a prefix.
   *
   * @param shape renders an item; an empty value leaves the document out of the list
   */
  public Response page(
      ArmRequest request, String prefix, Function<Entry, Optional<? extends JsonNode>> shape) {
    return page(request, prefix, after -> Scan.under(store, prefix, after), shape);
  }

  /**
   * A page of entries from anywhere, those that are wanted.
   *
   * @param prefix that all their keys start with
   * @param entries those behind a key, in the order of their keys, read when they are needed
   */
  public Response page(
      ArmRequest request,
      String prefix,
      Function<String, Iterable<Entry>> entries,
      Predicate<Entry> requested,
      Function<Entry, JsonNode> shape) {
    return page(request, prefix, entries, selected(requested, shape));
  }

  private Response page(
      ArmRequest request,
      String prefix,
      Function<String, Iterable<Entry>> entries,
      Function<Entry, Optional<? extends JsonNode>> shape) {
    var from = entries.apply(after(request, prefix));
    return answer(request, JsonPage.of(from, size(request), shape), "$skiptoken");
  }

  private static Function<Entry, Optional<? extends JsonNode>> selected(
      Predicate<Entry> requested, Function<Entry, JsonNode> shape) {
    return entry -> Optional.of(entry).filter(requested).map(shape);
  }

  private static Response answer(ArmRequest request, JsonPage page, String tokenName) {
    var document = Json.object();
    document.set("value", page.items());
    page.lastKey().ifPresent(last -> document.put("nextLink", next(request, tokenName, last)));
    return Response.json(200, document);
  }

  /** Items on a page when the client does not ask for fewer. */
  public int pageSize() {
    return pageSize;
  }

  private int size(ArmRequest request) {
    return Math.min(pageSize, top(request, pageSize));
  }

  private static String after(ArmRequest request, String prefix) {
    return request.http().query().filled("$skiptoken").map(token -> key(token, prefix)).orElse("");
  }

  /** The {@code $top} of a request: how many a client wants at the most. */
  public static int top(ArmRequest request, int unless) {
    var top = request.http().query().filled("$top");
    if (top.isEmpty()) {
      return unless;
    }
    try {
      var number = Integer.parseInt(top.get());
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number that is too small.
    }
    throw ArmErrors.invalidTop(top.get());
  }

  private static String next(ArmRequest request, String tokenName, String last) {
    var kept = new StringBuilder();
    for (var name : KEPT) {
      request
          .http()
          .query()
          .filled(name)
          .map(text -> "&" + name + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
          .ifPresent(kept::append);
    }
    var token =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(last.getBytes(StandardCharsets.UTF_8));
    return request.http().origin()
        + request.http().path()
        + "?api-version="
        + request.apiVersion()
        + kept
        + "&"
        + tokenName
        + "="
        + token;
  }

  private static String key(String token, String prefix) {
    try {
      var key = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      if (key.startsWith(prefix)) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // Said below, as for a token of another listing.
    }
    throw ArmErrors.invalidSkipToken(token);
  }
}
