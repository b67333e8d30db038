package dev.msi4j.local.internal.graph;

import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.SkipToken;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the paging parameters of a list of Microsoft Graph, and writes the link to the next page,
 * which repeats the query parameters (learn.microsoft.com, "Paging Microsoft Graph data in your
 * app").
 *
 * @param size the number of items on a page, unless the client requests another one
 * @param maxSize the most items that a client can request
 */
record GraphPage(int size, int maxSize) {
  private static final String TOP = "$top";
  private static final String SKIP_TOKEN = "$skiptoken";

  GraphPage {
    size = Math.min(size, maxSize);
  }

  /** Returns the number of items of the requested page. */
  int size(Request request) {
    var top = request.query().filled(TOP);
    if (top.isEmpty()) {
      return size;
    }
    try {
      var number = Integer.parseInt(top.get());
      if (number >= 1 && number <= maxSize) {
        return number;
      }
      throw GraphException.invalidPageSize(top.get(), maxSize);
    } catch (NumberFormatException e) {
      throw GraphException.invalidTop(top.get());
    }
  }

  /**
   * Returns the key after which the requested page starts; empty for the first page.
   *
   * @param parse returns the key of a decoded text; empty if the text is not a key
   */
  static Optional<String> after(Request request, Function<String, Optional<String>> parse) {
    return request.query().filled(SKIP_TOKEN).map(token -> key(token, parse));
  }

  private static String key(String token, Function<String, Optional<String>> parse) {
    return SkipToken.parse(token)
        .flatMap(parse)
        .orElseThrow(() -> GraphException.invalidSkipToken(token));
  }

  /**
   * Returns the link to the next page.
   *
   * @param last the key of the last item of this page
   */
  static String next(Request request, String last) {
    var kept =
        Stream.of(TOP, "$filter", "$count", "$select", "$orderby")
            .flatMap(name ->
                request.query().filled(name).map(value -> name + "=" + encoded(value)).stream());
    return Stream.concat(kept, Stream.of(SKIP_TOKEN + "=" + SkipToken.of(last)))
        .collect(Collectors.joining("&", request.origin() + request.path() + "?", ""));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
