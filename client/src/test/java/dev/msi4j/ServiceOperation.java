package dev.msi4j;

import com.azure.core.http.rest.PagedFlux;
import com.azure.core.http.rest.PagedIterable;
import com.azure.core.http.rest.Response;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * An operation of the service with the four methods that call it: synchronous and asynchronous,
 * with and without the response.
 *
 * @param request the method and the target, with the API version
 * @param body the request body; empty for none
 * @param success the documented success statuses
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
