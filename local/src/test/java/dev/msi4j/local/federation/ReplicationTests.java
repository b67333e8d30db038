package dev.msi4j.local.federation;

import static dev.msi4j.local.Workload.description;
import static dev.msi4j.local.Workload.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.LocalIssuer;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.TestClock;
import dev.msi4j.local.TokenClaims;
import dev.msi4j.local.Workload;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The replication delay of federated identity credentials. */
class ReplicationTests {
  private static final Duration DELAY = Duration.ofMinutes(2);

  private final TestClock clock = new TestClock();

  @AutoClose
  private final LocalAzure azure = TestAzure.builder().clock(clock).replicationDelay(DELAY).start();

  private final LocalIssuer issuer = azure.createIssuer("cluster");
  private final Workload workload = Workload.as(azure, "slow");

  @BeforeEach
  void createReplicatedCredential() {
    clock.advance(DELAY);
    workload.trust("first", issuer.url(), "first");
  }

  @Test
  void credentialOfANewIdentityIsRejectedUntilReplicated() {
    var newIdentity = Workload.as(azure, "newIdentity");

    var early = newIdentity.putCredential("first", issuer.url(), "first");

    assertThat(Arm.error(early)).isEqualTo("503 ServiceUnavailable");
    clock.advance(DELAY);
    assertThat(newIdentity.putCredential("first", issuer.url(), "first").status()).isEqualTo(201);
  }

  @Test
  void version20260430ReportsTheMissingPrincipal() {
    var newIdentity = Workload.as(azure, "newIdentity");

    var early =
        newIdentity
            .arm()
            .put(
                newIdentity.credential("first"),
                "2026-04-30",
                "{\"properties\":{\"issuer\":\"https://issuer.example\",\"subject\":\"first\","
                    + "\"audiences\":[\"api://AzureADTokenExchange\"]}}");

    assertThat(Arm.error(early))
        .isEqualTo("404 MsGraphResourceNotFoundOnFederatedIdentityCredentialCreation");
  }

  @Test
  void newCredentialIsNotVisibleUntilReplicated() {
    clock.advance(DELAY.minusSeconds(1));

    var early = workload.exchange(token("first"));
    clock.advance(Duration.ofSeconds(1));

    assertThat(error(early)).isEqualTo("401 invalid_client 70021");
    assertThat(description(early))
        .startsWith(
            "AADSTS70021: No matching federated identity record found for presented assertion."
                + " Assertion Issuer: '"
                + issuer.url()
                + "'. Assertion Subject: 'first'. Assertion Audience:"
                + " 'api://AzureADTokenExchange'. https://");
    assertThat(workload.exchange(token("first")).status()).isEqualTo(200);
  }

  @Test
  void changedCredentialIsNotVisibleUntilReplicated() {
    clock.advance(DELAY);
    workload.trust("first", issuer.url(), "changed");

    assertThat(error(workload.exchange(token("changed")))).isEqualTo("401 invalid_client 70021");
    clock.advance(DELAY);
    assertThat(workload.exchange(token("changed")).status()).isEqualTo(200);
  }

  @Test
  void otherCredentialsStayVisible() {
    clock.advance(DELAY);
    workload.trust("second", issuer.url(), "second");

    assertThat(workload.exchange(token("first")).status()).isEqualTo(200);
    assertThat(error(workload.exchange(token("second")))).isEqualTo("401 invalid_client 70021");
    assertThat(error(workload.exchange(token("third")))).isEqualTo("401 invalid_client 700213");
  }

  @Test
  void negativeDelayIsRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestAzure.builder().replicationDelay(Duration.ofSeconds(-1)))
        .withMessage("replicationDelay is PT-1S: it must be 0 or more");
  }

  private String token(String subject) {
    return issuer.token(TokenClaims.of(subject));
  }
}
