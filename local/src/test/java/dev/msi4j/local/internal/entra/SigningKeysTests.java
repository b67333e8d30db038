package dev.msi4j.local.internal.entra;

import static dev.msi4j.local.internal.entra.TokenService.ARM;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.msi4j.local.TestClock;
import dev.msi4j.local.internal.runtime.ServerRuntime;
import dev.msi4j.local.internal.store.TestStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTests {
  private final TestClock clock = new TestClock();

  @Test
  void keySurvivesARestart(@TempDir Path folder) {
    String token;
    try (var service = new TokenService(TestStores.of(folder))) {
      token = service.token();
    }
    try (var store = TestStores.of(folder)) {
      var directory = new Directory(TokenService.TENANT, clock, UUID::randomUUID);
      var entra = TokenService.entra(directory, store, clock);

      assertThat(entra.verifier().verify(token, ARM::equals)).isNotNull();
    }
  }

  @Test
  void newestKeySignsAndAllKeysArePublished() {
    try (var store = TestStores.fresh()) {
      var keys = new SigningKeys(store, clock);
      var first = keys.newest().id();
      clock.advance(Duration.ofDays(1));

      keys.rotate();

      assertThat(keys.newest().id()).isNotEqualTo(first);
      assertThat(keys.published())
          .extracting(SigningKey::id)
          .containsExactly(keys.newest().id(), first);
      assertThat(new SigningKeys(store, clock).newest().id()).isEqualTo(keys.newest().id());
    }
  }

  @Test
  void keyOfAnotherProcessIsFound() throws Exception {
    try (var service = new TokenService()) {
      var other = new SigningKeys(service.store, service.clock);
      service.clock.advance(Duration.ofSeconds(1));
      other.rotate();
      var runtime = new ServerRuntime(service.store, service.clock, UUID::randomUUID);
      var token = new AccessTokens(other, runtime, new SignIns(runtime), service.directory);
      var issued =
          token.issue(
              service.application,
              TargetResource.v1(ARM),
              TokenService.ORIGIN,
              ClientAuthenticationMethod.SECRET,
              Duration.ofHours(1),
              java.util.Map.of());

      assertThat(SignedJWT.parse(issued.value()).getHeader().getKeyID())
          .isEqualTo(other.newest().id());
      assertThat(service.entra.verifier().verify(issued.value(), ARM::equals)).isNotNull();
    }
  }

  @Test
  void concurrentStartsCreateOneKey() throws Exception {
    try (var store = TestStores.fresh()) {
      var threads = Executors.newFixedThreadPool(3);
      try {
        Callable<String> start = () -> new SigningKeys(store, clock).newest().id();
        var ids = threads.invokeAll(List.of(start, start, start));

        assertThat(ids).extracting(future -> future.get()).containsOnly(ids.get(0).get());
      } finally {
        threads.shutdownNow();
      }
    }
  }
}
