package dev.msi4j.local.arm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.front.Json;
import dev.msi4j.local.front.Response;
import dev.msi4j.local.store.Entry;
import dev.msi4j.local.store.Store;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

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
    var size = size(request);
    var after = after(request, prefix);
    // Who may not see all may see few: then all are looked through for a page.
    var seesAll = request.maySee(request.scope());
    var most = seesAll ? size + 1 : Integer.MAX_VALUE;
    var found = store.read(documents -> documents.list(kind, prefix, after, most));
    var seen =
        seesAll ? found : found.stream().filter(entry -> request.maySee(entry.key())).toList();
    return answer(request, seen, size, tokenName, shape);
  }

  /**
   * A page of documents of several kinds, found already.
   *
   * @param all in the order of their keys
   * @param prefix that all keys start with
   */
  public Response page(
      ArmRequest request, List<Entry> all, String prefix, Function<Entry, JsonNode> shape) {
    var size = size(request);
    var after = after(request, prefix);
    var found =
        all.stream().filter(entry -> entry.key().compareTo(after) > 0).limit(size + 1L).toList();
    return answer(request, found, size, "$skiptoken", shape);
  }

  private static Response answer(
      ArmRequest request,
      List<Entry> found,
      int size,
      String tokenName,
      Function<Entry, JsonNode> shape) {
    var items = found.subList(0, Math.min(size, found.size()));
    var document = Json.object();
    var value = document.putArray("value");
    items.forEach(entry -> value.add(shape.apply(entry)));
    if (found.size() > size) {
      document.put("nextLink", next(request, tokenName, items.get(size - 1).key()));
    }
    return Response.json(200, document);
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
