package dev.msi4j;

import com.azure.core.exception.AzureException;
import com.azure.core.http.rest.PagedFlux;
import com.azure.core.http.rest.PagedIterable;
import com.azure.core.http.rest.PagedResponse;
import com.azure.core.http.rest.Response;
import com.azure.core.util.Context;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Adapts a call with pages to {@link PagedIterable} and {@link PagedFlux}. */
final class PagedCall<T> {
  private static final String START = "";

  /**
   * The next link of each link. Concurrent iterations of one list see the same links, so a repeated
   * link is not an error. A chain of links that returns to its start is.
   */
  private final Map<String, String> followedBy = new ConcurrentHashMap<>();

  private PagedCall() {}

  static <T> PagedIterable<T> of(ArmTransport arm, ArmCall<Page<T>> first, Context context) {
    arm.versionOf(first);
    var pagedCall = new PagedCall<T>();
    return new PagedIterable<>(
        () -> pagedCall.page(START, arm.send(first, context)),
        link -> pagedCall.page(link, arm.send(pagedCall.next(first, link), context)));
  }

  static <T> PagedFlux<T> async(ArmTransport arm, Supplier<ArmCall<Page<T>>> first) {
    var pagedCall = new PagedCall<T>();
    return new PagedFlux<>(
        () -> pagedCall.page(START, arm.sendAsync(first)),
        link -> pagedCall.page(link, arm.sendAsync(() -> pagedCall.next(first.get(), link))));
  }

  private Mono<PagedResponse<T>> page(String from, Mono<Response<Page<T>>> page) {
    return page.map(response -> page(from, response));
  }

  private PagedResponse<T> page(String from, Response<Page<T>> page) {
    String nextLink = page.getValue().nextLink();
    if (from.equals(START)) {
      followedBy.clear();
    }
    if (nextLink != null) {
      followedBy.put(from, nextLink);
    }
    return Page.response(page);
  }

  private ArmCall<Page<T>> next(ArmCall<Page<T>> first, String link) {
    if (isCyclic(link)) {
      throw new AzureException(
          first.operation()
              + " of "
              + first.resource()
              + ": the next link '"
              + link
              + "' was followed before: the server returned a cyclic nextLink");
    }
    return first.following(link);
  }

  private boolean isCyclic(String link) {
    @Nullable String at = followedBy.get(link);
    for (int steps = followedBy.size(); at != null && steps > 0; steps--) {
      if (at.equals(link)) {
        return true;
      }
      at = followedBy.get(at);
    }
    return false;
  }
}
