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

/** On which threads the clients work, and which they hold. */
@Timeout(60)
class ThreadsTests {
  private static final Exchange IDENTITY = Exchange.json(200, "{\"name\":\"n\"}");

  /** Reactor's {@code block()} throws there, so that its absence shows. */
  private static <T> T whereNothingMayBlockOnReactor(Callable<T> call) {
    return Mono.fromCallable(call).subscribeOn(Schedulers.parallel()).blockOptional().orElseThrow();
  }

  @Test
  void thatForbidBlockOnReactorAreSeenToDoSo() {
    assertThatIllegalStateException()
        .isThrownBy(() -> whereNothingMayBlockOnReactor(() -> Mono.just(1).hide().block()));
  }

  @Test
  void ofSyncCallersNeverBlockOnReactor() {
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
              whereNothingMayBlockOnReactor(() -> {
                Way.SYNC.get(server.client());
                Way.SYNC.put(server.client(), json);
                Way.SYNC.patch(server.client(), json);
                Way.SYNC.delete(server.client());
                return Way.SYNC.list(server.client());
              }))
          .containsExactly("a", "b");
    }
  }

  @Test
  void ofSyncCallersNeverBlockOnReactorAfterErrors() {
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
              whereNothingMayBlockOnReactor(
                      () -> Way.SYNC.get(server.client().delays(new CannedDelays())))
                  .name())
          .isEqualTo("n");
    }
  }

  @Test
  void ofAsyncCallersNeverBlock() {
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
  void ofAsyncCallersAreFreeWhileTheAnswerIsAwaited() throws Exception {
    var reported = new CountDownLatch(1);
    try (var server = ScriptedServer.of(IDENTITY.onceRequested(reported))) {
      var answer =
          server
              .client()
              .buildAsyncClient()
              .userAssignedIdentities()
              .get("group", "name")
              .toFuture();
      assertThat(answer).isNotDone();

      reported.countDown();

      assertThat(answer.get().name()).isEqualTo("n");
    }
  }

  @Test
  void mayShareAClient() throws Exception {
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
  void mayBeVirtual(Way way) throws Exception {
    ExecutorService threads = virtualThreads();
    try (var server = ScriptedServer.of(Exchange.empty(503), IDENTITY)) {
      assertThat(threads.submit(() -> way.get(server.client()).name()).get()).isEqualTo("n");
    } finally {
      threads.shutdownNow();
    }
  }

  /** Virtual threads are newer than the oldest JDK this has to run on. */
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
