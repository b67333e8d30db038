package dev.msi4j;

import com.azure.core.http.rest.PagedFlux;
import com.azure.core.http.rest.PagedIterable;
import com.azure.core.http.rest.Response;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * One operation as the service describes it, and the four ways to call it: blocking or not, for the
 * value or for the response around it.
 *
 * @param request method and target, with a version
 * @param body what is sent; empty if nothing is
 * @param success the statuses that mean success
 */
record ServiceOperation(
    String name,
    String request,
    String body,
    Set<Integer> success,
    Consumer<ManagedServiceIdentityClient> sync,
    Function<ManagedServiceIdentityClient, Response<?>> syncResponse,
    Function<ManagedServiceIdentityAsyncClient, Mono<?>> async,
    Function<ManagedServiceIdentityAsyncClient, Mono<? extends Response<?>>> asyncResponse) {

  static ServiceOperation read(
      String name,
      String request,
      Consumer<ManagedServiceIdentityClient> sync,
      Function<ManagedServiceIdentityClient, Response<?>> syncResponse,
      Function<ManagedServiceIdentityAsyncClient, Mono<?>> async,
      Function<ManagedServiceIdentityAsyncClient, Mono<? extends Response<?>>> asyncResponse) {
    return new ServiceOperation(
        name, request, "", Set.of(200), sync, syncResponse, async, asyncResponse);
  }

  static <T> ServiceOperation listing(
      String name,
      String request,
      Function<ManagedServiceIdentityClient, PagedIterable<T>> sync,
      Function<ManagedServiceIdentityClient, PagedIterable<T>> withContext,
      Function<ManagedServiceIdentityAsyncClient, PagedFlux<T>> async) {
    return read(
        name,
        request,
        client -> sync.apply(client).forEach(item -> {}),
        client -> withContext.apply(client).iterableByPage().iterator().next(),
        client -> async.apply(client).collectList(),
        client -> async.apply(client).byPage().next());
  }

  ServiceOperation body(String json) {
    return new ServiceOperation(
        name, request, json, success, sync, syncResponse, async, asyncResponse);
  }

  ServiceOperation success(Integer... statuses) {
    return new ServiceOperation(
        name, request, body, Set.of(statuses), sync, syncResponse, async, asyncResponse);
  }

  @Override
  public String toString() {
    return name;
  }
}
