package dev.msi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.abort;

import com.azure.core.util.BinaryData;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** Tests the threads that the clients use and block. */
@Timeout(60)
class ThreadsTests {
  private static final Exchange IDENTITY = Exchange.json(200, "{\"name\":\"n\"}");

  /** Runs a call on a thread on which {@code Mono.block()} throws. */
  private static <T> T onNonBlockingThread(Callable<T> call) {
    return Mono.fromCallable(call).subscribeOn(Schedulers.parallel()).blockOptional().orElseThrow();
  }

  @Test
  void nonBlockingThreadRejectsBlock() {
    assertThatIllegalStateException()
        .isThrownBy(() -> onNonBlockingThread(() -> Mono.just(1).hide().block()));
  }

  @Test
  void synchronousCallsDoNotBlockOnReactor() {
    try (var server =
        ScriptedServer.of(
            IDENTITY,
            IDENTITY,
            IDENTITY,
            Exchange.empty(200),
            Exchange.json(200, "{\"value\":[{\"name\":\"a\"}],\"nextLink\":\"/next\"}"),
            Exchange.json(200, "{\"value\":[{\"name\":\"b\"}]}"))) {
      BinaryData json = BinaryData.fromString("{}");

      assertThat(
              onNonBlockingThread(() -> {
                ClientMode.SYNC.get(server.client());
                ClientMode.SYNC.put(server.client(), json);
                ClientMode.SYNC.patch(server.client(), json);
                ClientMode.SYNC.delete(server.client());
                return ClientMode.SYNC.list(server.client());
              }))
          .containsExactly("a", "b");
    }
  }

  @Test
  void synchronousCallsDoNotBlockOnReactorAfterErrors() {
    try (var server =
        ScriptedServer.of(
            Exchange.empty(503),
            Exchange.connectionReset(),
            Exchange.empty(401)
                .header(
                    "WWW-Authenticate", "Bearer error=\"insufficient_claims\", claims=\"e30=\""),
            Exchange.json(
                409,
                "{\"error\":{\"code\":\"MissingSubscriptionRegistration\",\"message\":\"m\"}}"),
            Exchange.json(200, "{\"registrationState\":\"Registering\"}"),
            Exchange.json(200, "{\"registrationState\":\"Registered\"}"),
            IDENTITY)) {
      assertThat(
              onNonBlockingThread(() -> ClientMode.SYNC.get(server.client().timer(new FakeTimer())))
                  .name())
          .isEqualTo("n");
    }
  }

  @Test
  void asynchronousCallsDoNotBlock() {
    try (var server =
        ScriptedServer.of(
            Exchange.empty(503),
            Exchange.empty(401)
                .header(
                    "WWW-Authenticate", "Bearer error=\"insufficient_claims\", claims=\"e30=\""),
            IDENTITY)) {
      var identity =
          server
              .client()
              .buildAsyncClient()
              .userAssignedIdentities()
              .get("group", "name")
              .subscribeOn(Schedulers.parallel());

      StepVerifier.create(identity).expectNextCount(1).verifyComplete();
    }
  }

  @Test
  void asynchronousCallReturnsBeforeTheResponse() throws Exception {
    var released = new CountDownLatch(1);
    try (var server = ScriptedServer.of(IDENTITY.onceRequested(released))) {
      var response =
          server
              .client()
              .buildAsyncClient()
              .userAssignedIdentities()
              .get("group", "name")
              .toFuture();
      assertThat(response).isNotDone();

      released.countDown();

      assertThat(response.get().name()).isEqualTo("n");
    }
  }

  @Test
  void clientIsThreadSafe() throws Exception {
    int calls = 16;
    try (var server =
        ScriptedServer.of(Collections.nCopies(calls, IDENTITY).toArray(new Exchange[0]))) {
      var identities = server.client().buildClient().userAssignedIdentities();
      ExecutorService threads = Executors.newFixedThreadPool(4);
      try {
        var names = new ArrayList<Future<Identity>>();
        for (int i = 0; i < calls; i++) {
          names.add(threads.submit(() -> identities.get("group", "name")));
        }
        for (Future<Identity> name : names) {
          assertThat(name.get().name()).isEqualTo("n");
        }
      } finally {
        threads.shutdownNow();
      }
      assertThat(server.requests()).hasSize(calls);
    }
  }

  @ParameterizedTest
  @EnumSource
  void virtualThreadsAreSupported(ClientMode mode) throws Exception {
    ExecutorService threads = virtualThreads();
    try (var server = ScriptedServer.of(Exchange.empty(503), IDENTITY)) {
      assertThat(threads.submit(() -> mode.get(server.client()).name()).get()).isEqualTo("n");
    } finally {
      threads.shutdownNow();
    }
  }

  /** Calls by reflection, since JDK 17 has no virtual threads. */
  private static ExecutorService virtualThreads() {
    try {
      return (ExecutorService)
          MethodHandles.publicLookup()
              .findStatic(
                  Executors.class,
                  "newVirtualThreadPerTaskExecutor",
                  MethodType.methodType(ExecutorService.class))
              .invoke();
    } catch (NoSuchMethodException e) {
      return abort("this JDK has no virtual threads");
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
