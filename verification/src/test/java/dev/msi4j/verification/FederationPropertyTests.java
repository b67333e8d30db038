package dev.msi4j.verification;

import static dev.msi4j.verification.FederationFixture.AUDIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.federation.DesiredCredentials;
import dev.msi4j.federation.PresentedToken;
import dev.msi4j.local.LocalIssuer;
import dev.msi4j.local.TokenClaims;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What holds for all credentials that an identity may have, with a local Azure over TLS. */
class FederationPropertyTests {
  private static final List<String> ISSUERS =
      List.of(
          "https://issuer.example.com/tenant",
          "https://issuer.example.com/tenant/",
          "https://issuer.example.com/Tenant");
  private static final List<String> SUBJECTS = List.of("repo:a/b", "repo:A/b", "repo:c/d");
  private static final List<String> AUDIENCES = List.of(AUDIENCE, "api://other");
  private static final AtomicInteger IDENTITIES = new AtomicInteger();

  private static FederationFixture world;
  private static List<LocalIssuer> issuers;

  @BeforeContainer
  static void start() {
    world = FederationFixture.start();
    issuers =
        ISSUERS.stream()
            .map(url -> world.azure().issuer("issuer-" + ISSUERS.indexOf(url), url))
            .toList();
  }

  @AfterContainer
  static void stop() {
    world.close();
  }

  /** A credential, or what a token has of it; numbers in the lists above. */
  record Words(int issuer, int subject, int audience) {
    FederatedIdentityCredential credential() {
      return FederatedIdentityCredential.builder()
          .issuer(ISSUERS.get(issuer))
          .subject(SUBJECTS.get(subject))
          .audiences(AUDIENCES.get(audience))
          .build();
    }

    String token() {
      return issuers
          .get(issuer)
          .token(TokenClaims.of(SUBJECTS.get(subject)).audience(AUDIENCES.get(audience)));
    }
  }

  @Property(tries = 25)
  void reconcileReachesWhatIsDesiredAndThenRests(
      @ForAll("words") Set<Words> there,
      @ForAll("words") Set<Words> wanted,
      @ForAll boolean deletesOthers) {
    var identity = world.identity("reconciled-" + IDENTITIES.incrementAndGet());
    var before = byTrust(there);
    var names = new AtomicInteger();
    before.values().forEach(each -> world.put(identity, "name-" + names.incrementAndGet(), each));
    var after = byTrust(wanted);
    var desired = DesiredCredentials.builder();
    after.values().forEach(desired::credential);
    if (deletesOthers) {
      desired.deleteOthers();
    } else {
      before.forEach(after::putIfAbsent);
    }
    var recordedExchanges = new RecordedExchanges();
    var federation = world.federation(recordedExchanges);

    var result = federation.reconcile(identity, desired.build());

    assertThat(result.isAsDesired()).as(result.toString()).isTrue();
    assertThat(trusted(world.credentials(identity))).isEqualTo(trusted(after.values()));
    var writes = recordedExchanges.writes().size();
    federation.reconcile(identity, desired.build());
    assertThat(recordedExchanges.writes()).as("writes the second time").hasSize(writes);
  }

  @Property(tries = 40)
  void diagnoseSaysWhatTheTokenServiceSays(
      @ForAll("words") Set<Words> trusted, @ForAll("word") Words presented) {
    var identity = world.identity("diagnosed-" + IDENTITIES.incrementAndGet());
    var names = new AtomicInteger();
    byTrust(trusted)
        .values()
        .forEach(each -> world.put(identity, "name-" + names.incrementAndGet(), each));
    var token = presented.token();

    var code = world.federation().diagnose(identity, PresentedToken.parse(token)).code();

    assertThat(Optional.ofNullable(code)).isEqualTo(world.refusal(identity, token));
  }

  @Provide
  Arbitrary<Words> word() {
    return Combinators.combine(index(ISSUERS), index(SUBJECTS), index(AUDIENCES)).as(Words::new);
  }

  @Provide
  Arbitrary<Set<Words>> words() {
    return word().set().ofMaxSize(4);
  }

  private static Arbitrary<Integer> index(List<String> words) {
    return Arbitraries.integers().between(0, words.size() - 1);
  }

  /** One for each issuer and subject, since an identity takes no more. */
  private static Map<String, FederatedIdentityCredential> byTrust(Set<Words> words) {
    var byTrust = new HashMap<String, FederatedIdentityCredential>();
    words.forEach(each -> byTrust.put(each.issuer + " " + each.subject, each.credential()));
    return byTrust;
  }

  private static Set<String> trusted(Collection<FederatedIdentityCredential> credentials) {
    return credentials.stream()
        .map(each -> each.issuer() + " " + each.subject() + " " + each.audiences())
        .collect(Collectors.toSet());
  }
}
