package dev.msi4j.federation;

import static dev.msi4j.federation.FakeAzure.credential;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.federation.FakeAzure.Answer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class ReconcilePropertyTests {
  private static final List<Answer> TRANSIENT_ERRORS =
      List.of(
          Answer.concurrentWrite(),
          Answer.throttled(),
          Answer.parentNotFound(),
          Answer.error(503, "ServiceUnavailable", "Busy.", Map.of("Retry-After", "1")));

  @Property(tries = 200)
  void reconcileReachesDesiredStateDespiteTransientErrors(
      @ForAll("subjects") Set<Integer> existing,
      @ForAll("subjects") Set<Integer> requested,
      @ForAll boolean named,
      @ForAll ClientMode clientMode,
      @ForAll long seed) {
    var azure = new FakeAzure();
    var identity = azure.identity("worker");
    for (var number : existing) {
      // Every third credential has another audience, and names can collide with other subjects.
      var audience = number % 3 == 0 ? "api://other" : "api://AzureADTokenExchange";
      azure.put(
          identity,
          "name-" + (number + 7) % 30,
          credential("s" + number).toBuilder().audiences(audience).build());
    }
    var desired = DesiredCredentials.builder().deleteOthers();
    for (var number : requested) {
      if (named) {
        desired.credential("name-" + number, credential("s" + number));
      } else {
        desired.credential(credential("s" + number));
      }
    }
    var random = new Random(seed);
    azure.script(call -> failures(call, random));
    var client = clientMode.client(azure, new TestDelays());

    var result = client.reconcile(identity, desired.build());

    assertThat(result.outcomes(CredentialStatus.FAILED)).isEmpty();
    assertThat(
            azure.credentials(identity).stream()
                .map(each -> each.subject() + each.audiences())
                .collect(Collectors.toSet()))
        .isEqualTo(
            requested.stream()
                .map(number -> "s" + number + "[api://AzureADTokenExchange]")
                .collect(Collectors.toSet()));
    assertThat(result.outcomes().stream().filter(each -> each.status() != CredentialStatus.DELETED))
        .hasSize(requested.size());
    azure.script(call -> null);
    var writes = azure.writes().size();
    client.reconcile(identity, desired.build());
    assertThat(azure.writes()).as("writes the second time").hasSize(writes);
  }

  /** Rejects one call in four, in some cases as a duplicate of a credential of another client. */
  private static @Nullable Answer failures(FakeAzure.Call call, Random random) {
    if (random.nextInt(4) > 0) {
      return null;
    }
    if (call.isPut() && random.nextInt(3) == 0) {
      return Answer.duplicateSubject();
    }
    return call.isWrite()
        ? TRANSIENT_ERRORS.get(random.nextInt(TRANSIENT_ERRORS.size()))
        : Answer.throttled();
  }

  @Provide
  Arbitrary<Set<Integer>> subjects() {
    return Arbitraries.integers().between(0, 29).set().ofMaxSize(20);
  }
}
