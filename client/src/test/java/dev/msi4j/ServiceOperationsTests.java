package dev.msi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.rest.Response;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests each operation with each method of both clients, and the requests they send. */
class ServiceOperationsTests {
  private static final List<Integer> STATUSES_OF_SUCCESS = List.of(200, 201, 202, 203, 204, 206);

  private static final Exchange OK = Exchange.json(200, "{}");

  static Stream<ServiceOperation> operations() {
    return ServiceOperations.all();
  }

  static Stream<ServiceOperation> operationsInAnotherSubscription() {
    return ServiceOperations.byId("other");
  }

  static Stream<Arguments> successes() {
    return operations()
        .flatMap(operation ->
            operation.success().stream().map(status -> Arguments.of(operation, status)));
  }

  static Stream<Arguments> otherStatuses() {
    return operations()
        .flatMap(operation ->
            STATUSES_OF_SUCCESS.stream()
                .filter(status -> !operation.success().contains(status))
                .map(status -> Arguments.of(operation, status)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"operations", "operationsInAnotherSubscription"})
  void sendsTheSameRequestByEveryMethod(ServiceOperation operation) {
    try (var server = ScriptedServer.of(Collections.nCopies(4, OK).toArray(new Exchange[0]))) {
      var client = server.client().buildClient();
      var async = server.client().buildAsyncClient();

      operation.sync().accept(client);
      assertThat(operation.syncResponse().apply(client).getStatusCode()).isEqualTo(200);
      operation.async().apply(async).block();
      operation.asyncResponse().apply(async).block();

      assertThat(server.lines()).isEqualTo(Collections.nCopies(4, operation.request()));
      assertThat(server.requests())
          .extracting(ReceivedRequest::body)
          .containsOnly(operation.body());
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("successes")
  void succeedsForDocumentedStatuses(ServiceOperation operation, int status) {
    try (var server = ScriptedServer.of(response(status), response(status))) {
      Response<?> sync = operation.syncResponse().apply(server.client().buildClient());
      Response<?> async =
          operation
              .asyncResponse()
              .apply(server.client().buildAsyncClient())
              .blockOptional()
              .orElseThrow();

      assertThat(sync.getStatusCode()).isEqualTo(status);
      assertThat(async.getStatusCode()).isEqualTo(status);
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("otherStatuses")
  void failsForOtherSuccessStatuses(ServiceOperation operation, int status) {
    try (var server = ScriptedServer.of(response(status), response(status))) {
      assertThatExceptionOfType(HttpResponseException.class)
          .isThrownBy(() -> operation.sync().accept(server.client().buildClient()))
          .withMessageContaining("status " + status);
      assertThatExceptionOfType(HttpResponseException.class)
          .isThrownBy(() -> operation.async().apply(server.client().buildAsyncClient()).block())
          .withMessageContaining("status " + status);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void messageNamesTheOperationsPath(ServiceOperation operation) {
    Exchange error =
        Exchange.json(403, "{\"error\":{\"code\":\"AuthorizationFailed\",\"message\":\"No.\"}}");
    String path = operation.request().replaceAll(".* |\\?.*", "");
    try (var server = ScriptedServer.of(error, error)) {
      assertThatExceptionOfType(HttpResponseException.class)
          .isThrownBy(() -> operation.sync().accept(server.client().buildClient()))
          .withMessageContaining(" of " + path + ": status 403 AuthorizationFailed: No.");
      assertThatExceptionOfType(HttpResponseException.class)
          .isThrownBy(() -> operation.async().apply(server.client().buildAsyncClient()).block())
          .withMessageContaining(" of " + path + ": status 403 AuthorizationFailed: No.");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void isRetriedAfterTransientErrors(ServiceOperation operation) {
    Exchange busy = Exchange.empty(429).header("Retry-After", "0");
    try (var server = ScriptedServer.of(busy, OK, busy, OK)) {
      operation.sync().accept(server.client().buildClient());
      operation.async().apply(server.client().buildAsyncClient()).block();

      assertThat(server.lines()).isEqualTo(Collections.nCopies(4, operation.request()));
    }
  }

  private static Exchange response(int status) {
    return status == 204 ? Exchange.empty(status) : Exchange.json(status, "{}");
  }
}
