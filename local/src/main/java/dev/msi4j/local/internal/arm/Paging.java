package dev.msi4j.local.internal.arm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.http.JsonPage;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.http.SkipToken;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.store.Scan;
import dev.msi4j.local.internal.store.Store;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Returns lists page by page. A skip token is the key of the last item on a page, which stays valid
 * while items are created and deleted. Each chunk of documents is read and rendered in one
 * transaction.
 */
public final class Paging {
  /** The query parameters that the links to further pages repeat. */
  private static final List<String> REPEATED = List.of("$top", "$filter", "$expand");

  private final Store store;
  private final int pageSize;

  /**
   * @param pageSize the number of items on a page, unless the client requests fewer
   */
  public Paging(Store store, int pageSize) {
    this.store = store;
    this.pageSize = pageSize;
  }

  /** Renders the item of a document in the transaction that reads the document. */
  @FunctionalInterface
  public interface Renderer {
    JsonNode render(Documents documents, Entry entry);
  }

  /**
   * Renders the item of a document in the transaction that reads the document. An empty value
   * leaves the document out of the list.
   */
  @FunctionalInterface
  public interface SelectiveRenderer {
    Optional<? extends JsonNode> render(Documents documents, Entry entry);
  }

  /**
   * Returns a page of the documents of a kind whose keys start with a prefix and that the caller
   * can see.
   *
   * @param tokenName the spelling of the skip token's parameter in the link to the next page
   */
  public Response page(
      ArmRequest request, String kind, String prefix, String tokenName, Renderer renderer) {
    var seesAll = request.canSee(request.scope());
    return page(
        request,
        kind,
        prefix,
        tokenName,
        entry -> seesAll || request.canSee(entry.key()),
        renderer);
  }

  /**
   * Returns a page of the documents of a kind whose keys start with a prefix and that match a
   * filter.
   *
   * @param tokenName the spelling of the skip token's parameter in the link to the next page
   */
  public Response page(
      ArmRequest request,
      String kind,
      String prefix,
      String tokenName,
      Predicate<Entry> filter,
      Renderer renderer) {
    return page(
        request,
        Scan.of(store, kind, prefix, after(request, prefix)),
        tokenName,
        (documents, entry) ->
            filter.test(entry) ? Optional.of(renderer.render(documents, entry)) : Optional.empty());
  }

  /** Returns a page of the documents of every kind whose keys start with a prefix. */
  public Response page(ArmRequest request, String prefix, SelectiveRenderer renderer) {
    return page(request, Scan.under(store, prefix, after(request, prefix)), "$skiptoken", renderer);
  }

  /**
   * Returns a page of entries of any source that match a filter.
   *
   * @param prefix the prefix of all keys
   * @param entries returns the entries after a key, in the order of their keys; read lazily
   */
  public Response page(
      ArmRequest request,
      String prefix,
      Function<String, Iterable<Entry>> entries,
      Predicate<Entry> filter,
      Function<Entry, JsonNode> renderer) {
    var page =
        JsonPage.of(
            entries.apply(after(request, prefix)),
            size(request),
            entry -> Optional.of(entry).filter(filter).map(renderer));
    return response(request, page, "$skiptoken");
  }

  private Response page(
      ArmRequest request, Scan documents, String tokenName, SelectiveRenderer renderer) {
    var size = size(request);
    // Before the transaction, which then only compares scopes.
    request.access().decide(List.of(request.operation().action()));
    // One more item than the page has room for shows that the list has a further page.
    var items =
        documents.map(
            size + 1,
            (transaction, entry) ->
                renderer
                    .render(transaction, entry)
                    .map(item -> new Entry(entry.kind(), entry.key(), Json.write(item))));
    return response(
        request, JsonPage.of(items, size, item -> Optional.of(Json.raw(item.body()))), tokenName);
  }

  private static Response response(ArmRequest request, JsonPage page, String tokenName) {
    var document = Json.object();
    document.set("value", page.items());
    page.lastKey().ifPresent(last -> document.put("nextLink", nextLink(request, tokenName, last)));
    return Response.json(200, document);
  }

  /** Returns the number of items on a page, unless the client requests fewer. */
  public int pageSize() {
    return pageSize;
  }

  private int size(ArmRequest request) {
    return Math.min(pageSize, top(request, pageSize));
  }

  private static String after(ArmRequest request, String prefix) {
    return request.http().query().filled("$skiptoken").map(token -> key(token, prefix)).orElse("");
  }

  /** Returns the {@code $top} of a request, or a default. */
  public static int top(ArmRequest request, int defaultValue) {
    var top = request.http().query().filled("$top");
    if (top.isEmpty()) {
      return defaultValue;
    }
    try {
      var number = Integer.parseInt(top.get());
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported after this block, like a number that is too small.
    }
    throw ArmErrors.invalidTop(top.get());
  }

  private static String nextLink(ArmRequest request, String tokenName, String last) {
    var repeated = new StringBuilder();
    for (var name : REPEATED) {
      request
          .http()
          .query()
          .filled(name)
          .map(text -> "&" + name + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
          .ifPresent(repeated::append);
    }
    return request.http().origin()
        + request.http().path()
        + "?api-version="
        + request.apiVersion()
        + repeated
        + "&"
        + tokenName
        + "="
        + SkipToken.of(last);
  }

  private static String key(String token, String prefix) {
    return SkipToken.parse(token)
        .filter(key -> key.startsWith(prefix))
        .orElseThrow(() -> ArmErrors.invalidSkipToken(token));
  }
}
