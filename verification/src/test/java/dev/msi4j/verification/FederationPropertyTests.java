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

/** Property tests of reconcile and diagnose against the local Azure over TLS. */
class FederationPropertyTests {
  private static final List<String> ISSUERS =
      List.of(
          "https://issuer.example.com/tenant",
          "https://issuer.example.com/tenant/",
          "https://issuer.example.com/Tenant");
  private static final List<String> SUBJECTS = List.of("repo:a/b", "repo:A/b", "repo:c/d");
  private static final List<String> AUDIENCES = List.of(AUDIENCE, "api://other");
  private static final AtomicInteger IDENTITIES = new AtomicInteger();

  private static FederationFixture fixture;
  private static List<LocalIssuer> issuers;

  @BeforeContainer
  static void start() {
    fixture = FederationFixture.start();
    issuers =
        ISSUERS.stream()
            .map(url -> fixture.azure().createIssuer("issuer-" + ISSUERS.indexOf(url), url))
            .toList();
  }

  @AfterContainer
  static void stop() {
    fixture.close();
  }

  /** Indexes of an issuer, a subject and an audience in the lists above. */
  record Trust(int issuer, int subject, int audience) {
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
  void reconcileReachesDesiredStateAndIsIdempotent(
      @ForAll("trusts") Set<Trust> existing,
      @ForAll("trusts") Set<Trust> requested,
      @ForAll boolean deletesOthers) {
    var identity = fixture.identity("reconciled-" + IDENTITIES.incrementAndGet());
    var before = byTrust(existing);
    var names = new AtomicInteger();
    before.values().forEach(each -> fixture.put(identity, "name-" + names.incrementAndGet(), each));
    var after = byTrust(requested);
    var desired = DesiredCredentials.builder();
    after.values().forEach(desired::credential);
    if (deletesOthers) {
      desired.deleteOthers();
    } else {
      before.forEach(after::putIfAbsent);
    }
    var recordedExchanges = new RecordedExchanges();
    var federation = fixture.federation(recordedExchanges);

    var result = federation.reconcile(identity, desired.build());

    assertThat(result.isAsDesired()).as(result.toString()).isTrue();
    assertThat(trusted(fixture.credentials(identity))).isEqualTo(trusted(after.values()));
    var writes = recordedExchanges.writes().size();
    federation.reconcile(identity, desired.build());
    assertThat(recordedExchanges.writes()).as("writes the second time").hasSize(writes);
  }

  @Property(tries = 40)
  void diagnoseReturnsCodeOfTokenService(
      @ForAll("trusts") Set<Trust> trusted, @ForAll("trust") Trust presented) {
    var identity = fixture.identity("diagnosed-" + IDENTITIES.incrementAndGet());
    var names = new AtomicInteger();
    byTrust(trusted)
        .values()
        .forEach(each -> fixture.put(identity, "name-" + names.incrementAndGet(), each));
    var token = presented.token();

    var code = fixture.federation().diagnose(identity, PresentedToken.parse(token)).code();

    assertThat(Optional.ofNullable(code)).isEqualTo(fixture.error(identity, token));
  }

  @Provide
  Arbitrary<Trust> trust() {
    return Combinators.combine(index(ISSUERS), index(SUBJECTS), index(AUDIENCES)).as(Trust::new);
  }

  @Provide
  Arbitrary<Set<Trust>> trusts() {
    return trust().set().ofMaxSize(4);
  }

  private static Arbitrary<Integer> index(List<String> values) {
    return Arbitraries.integers().between(0, values.size() - 1);
  }

  /** Returns one credential per issuer and subject, because an identity cannot have more. */
  private static Map<String, FederatedIdentityCredential> byTrust(Set<Trust> trusts) {
    var byTrust = new HashMap<String, FederatedIdentityCredential>();
    trusts.forEach(each -> byTrust.put(each.issuer + " " + each.subject, each.credential()));
    return byTrust;
  }

  private static Set<String> trusted(Collection<FederatedIdentityCredential> credentials) {
    return credentials.stream()
        .map(each -> each.issuer() + " " + each.subject() + " " + each.audiences())
        .collect(Collectors.toSet());
  }
}
