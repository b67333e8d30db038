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
import java.util.Optional;
import java.util.function.Function;

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
    var size = size(request);
    var after = after(request, prefix);
    // Who may not see all may see few: then all are looked through for a page.
    var seesAll = request.maySee(request.scope());
    var most = seesAll ? size + 1 : Integer.MAX_VALUE;
    var found = store.read(documents -> documents.list(kind, prefix, after, most));
    var seen =
        seesAll ? found : found.stream().filter(entry -> request.maySee(entry.key())).toList();
    return answer(request, seen, size, tokenName, entry -> Optional.of(shape.apply(entry)));
  }

  /**
   * Returns a page of documents that the caller has already read.
   *
   * @param all in the order of their keys
   * @param prefix common prefix of all keys
   * @param shape renders an item; an empty value leaves the document out of the list
   */
  public Response page(
      ArmRequest request,
      List<Entry> all,
      String prefix,
      Function<Entry, Optional<? extends JsonNode>> shape) {
    var after = after(request, prefix);
    var rest = all.stream().filter(entry -> entry.key().compareTo(after) > 0).toList();
    return answer(request, rest, size(request), "$skiptoken", shape);
  }

  private static Response answer(
      ArmRequest request,
      List<Entry> found,
      int size,
      String tokenName,
      Function<Entry, Optional<? extends JsonNode>> shape) {
    var document = Json.object();
    var value = document.putArray("value");
    var last = "";
    for (var entry : found) {
      var item = shape.apply(entry);
      if (item.isPresent() && value.size() == size) {
        document.put("nextLink", next(request, tokenName, last));
        break;
      }
      if (item.isPresent()) {
        value.add(item.get());
        last = entry.key();
      }
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
