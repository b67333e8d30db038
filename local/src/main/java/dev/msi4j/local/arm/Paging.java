package dev.msi4j.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.front.Json;
import dev.msi4j.local.front.JsonPage;
import dev.msi4j.local.front.Response;
import dev.msi4j.local.store.Entry;
import dev.msi4j.local.store.Scan;
import dev.msi4j.local.store.Store;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Answers a listing page by page. A skip token is the key of the last item, which stays true while
 * items come and go.
 */
public final class Paging {
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
      Predicate<Entry> wanted,
      Function<Entry, JsonNode> shape) {
    var entries = Scan.of(store, kind, prefix, after(request, prefix));
    return answer(request, JsonPage.of(entries, size(request), wanted, shape), tokenName);
  }

  /** A page of the documents of every kind below a prefix, those that are wanted. */
  public Response page(
      ArmRequest request, String prefix, Predicate<Entry> wanted, Function<Entry, JsonNode> shape) {
    return page(request, prefix, after -> Scan.under(store, prefix, after), wanted, shape);
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
      Predicate<Entry> wanted,
      Function<Entry, JsonNode> shape) {
    var from = entries.apply(after(request, prefix));
    return answer(request, JsonPage.of(from, size(request), wanted, shape), "$skiptoken");
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
    var query = request.http().query();
    var top = query.filled("$top").map(number -> "&$top=" + number).orElse("");
    var filter =
        query
            .filled("$filter")
            .map(text -> "&$filter=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
            .orElse("");
    var token =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(last.getBytes(StandardCharsets.UTF_8));
    return request.http().origin()
        + request.http().path()
        + "?api-version="
        + request.apiVersion()
        + top
        + filter
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
