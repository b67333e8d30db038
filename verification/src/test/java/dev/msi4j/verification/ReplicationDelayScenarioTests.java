package dev.msi4j.verification;

import static dev.msi4j.verification.FederationFixture.GROUP;
import static dev.msi4j.verification.FederationFixture.credential;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpMethod;
import com.azure.core.management.exception.ManagementException;
import com.azure.core.util.Context;
import com.azure.resourcemanager.authorization.AuthorizationManager;
import com.azure.resourcemanager.authorization.fluent.RoleAssignmentsClient;
import com.azure.resourcemanager.authorization.models.PrincipalType;
import com.azure.resourcemanager.authorization.models.RoleAssignmentCreateParameters;
import com.azure.resourcemanager.resources.ResourceManager;
import dev.msi4j.ApiVersion;
import dev.msi4j.ArmError;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.federation.FederationClient;
import dev.msi4j.federation.FederationOptions;
import dev.msi4j.federation.PresentedToken;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.TestClock;
import dev.msi4j.local.TokenClaims;
import dev.msi4j.verification.FailingResponsesPolicy.ErrorResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests operations on new identities that are not yet replicated. */
@Timeout(300)
class ReplicationDelayScenarioTests {
  private static final Duration DELAY = Duration.ofMinutes(2);
  private static final String ISSUER = "https://oidc.example.com/cluster";

  private final TestClock clock = new TestClock(Instant.now());

  @AutoClose
  private final FederationFixture fixture =
      FederationFixture.start(TestAzure.builder().clock(clock).replicationDelay(DELAY));

  @Test
  void createOrUpdateWaitsForServicePrincipalOfNewIdentity() {
    var exception =
        createForNewIdentity(
            ApiVersion.V2026_04_30, "MsGraphResourceNotFoundOnFederatedIdentityCredentialCreation");

    assertThat(exception.getResponse().getStatusCode()).isEqualTo(404);
  }

  @Test
  void createOrUpdateWaitsAfterServiceUnavailableOfOlderVersions() {
    var exception = createForNewIdentity(ApiVersion.V2024_11_30, "ServiceUnavailable");

    assertThat(exception.getResponse().getStatusCode()).isEqualTo(503);
  }

  /**
   * Checks that the plain client fails and that the federation client retries; each request
   * advances the clock.
   */
  private HttpResponseException createForNewIdentity(ApiVersion version, String code) {
    var identity = fixture.identity("new");
    var plain = fixture.builder().apiVersion(version).buildClient();
    var recordedExchanges = new RecordedExchanges(exchange -> clock.advance(DELAY.dividedBy(2)));
    var federation =
        FederationClient.of(fixture.builder(recordedExchanges).apiVersion(version).buildClient());
    var exception = catchThrowableOfType(HttpResponseException.class, () -> write(plain));
    assertThat(ArmError.of(exception).map(ArmError::code)).contains(code);

    federation.createOrUpdate(identity, "trusted", credential(ISSUER, "s"));

    assertThat(recordedExchanges.writes())
        .extracting(RecordedExchanges.Exchange::status)
        .contains(201);
    assertThat(recordedExchanges.writes()).hasSizeGreaterThan(1);
    return exception;
  }

  private static void write(ManagedServiceIdentityClient client) {
    client
        .federatedIdentityCredentials()
        .createOrUpdate(GROUP, "new", "trusted", credential(ISSUER, "s"));
  }

  @Test
  void createOrUpdateWaitsForInvisibleIdentity() {
    var recordedExchanges =
        new RecordedExchanges(exchange -> {
          if (exchange.status() == 404) {
            fixture.create("late");
            clock.advance(DELAY);
          }
        });

    fixture
        .federation(recordedExchanges)
        .createOrUpdate(fixture.id("late"), "trusted", credential(ISSUER, "s"));

    assertThat(recordedExchanges.writes())
        .extracting(RecordedExchanges.Exchange::status)
        .containsExactly(404, 201);
  }

  @Test
  void awaitReadableRestartsCountAfterFailedRead() {
    var identity = fixture.identity("flickering");
    var recordedExchanges = new RecordedExchanges();
    var deleted = new ErrorResponse(404, "ResourceNotFound");
    var failingResponsesPolicy =
        FailingResponsesPolicy.with(HttpMethod.GET, ErrorResponse.NONE, deleted);
    var options = FederationOptions.builder().awaitInterval(Duration.ofMillis(1)).build();
    var federation =
        FederationClient.of(
            fixture.builder(recordedExchanges, failingResponsesPolicy).buildClient(), options);

    var found = federation.awaitReadable(identity, 3);

    assertThat(found.name()).isEqualTo("flickering");
    assertThat(recordedExchanges.exchanges())
        .extracting(RecordedExchanges.Exchange::status)
        .containsExactly(200, 404, 200, 200, 200);
  }

  @Test
  void roleAssignmentWaitsForPrincipalUnlessTypeIsGiven() {
    var principal = fixture.create("worker").principalId().toString();
    assertThatExceptionOfType(ManagementException.class)
        .isThrownBy(() -> assign(principal, null))
        .satisfies(e -> assertThat(e.getValue().getCode()).isEqualTo("PrincipalNotFound"));

    assertThat(assign(principal, PrincipalType.SERVICE_PRINCIPAL)).isEqualTo(principal);
    var options = FederationOptions.builder().awaitInterval(Duration.ofMillis(1)).build();
    var federation = FederationClient.of(fixture.client(), options);
    var other = fixture.create("other").principalId().toString();
    var assigned =
        federation.awaitPrincipal(
            other,
            id -> {
              clock.advance(DELAY.dividedBy(2));
              return assign(id, null);
            });
    assertThat(assigned).isEqualTo(other);
  }

  private String assign(String principal, @Nullable PrincipalType type) {
    var reader =
        "/subscriptions/"
            + fixture.azure().subscriptionId()
            + "/providers/Microsoft.Authorization/roleDefinitions/"
            + "acdd72a7-3385-48ef-bd42-f606fba81ae7";
    var requested =
        new RoleAssignmentCreateParameters()
            .withPrincipalId(principal)
            .withRoleDefinitionId(reader)
            .withPrincipalType(type);
    var group = "/subscriptions/" + fixture.azure().subscriptionId() + "/resourceGroups/" + GROUP;
    return roleAssignments().create(group, UUID.randomUUID().toString(), requested).principalId();
  }

  private RoleAssignmentsClient roleAssignments() {
    return AuthorizationManager.configure()
        .withHttpClient(fixture.clients().http())
        .authenticate(fixture.clients().owner(), fixture.clients().profile())
        .roleServiceClient()
        .getRoleAssignments();
  }

  /**
   * Azure's identities have no systemData, but the list of all resources contains the creation time
   * on request.
   */
  @Test
  void resourceListContainsCreationTimeOfIdentity() {
    var created = fixture.create("dated");

    var listed =
        ResourceManager.configure()
            .withHttpClient(fixture.clients().http())
            .authenticate(fixture.clients().owner(), fixture.clients().profile())
            .withSubscription(fixture.azure().subscriptionId().toString())
            .serviceClient()
            .getResources()
            .listByResourceGroup(GROUP, "name eq 'dated'", "createdTime", null, Context.NONE)
            .stream()
            .toList();

    assertThat(created.systemData()).isNull();
    assertThat(listed).hasSize(1);
    assertThat(listed.get(0).createdTime())
        .isCloseTo(
            OffsetDateTime.ofInstant(clock.instant(), clock.getZone()),
            within(1, ChronoUnit.SECONDS));
  }

  @Test
  void recreateRestoresCredentialWithRejectedTokens() {
    var identity = fixture.identity("rejected");
    clock.advance(DELAY);
    var issuer = fixture.azure().createIssuer("cluster");
    fixture.put(identity, "trusted", credential(issuer.url(), "s"));
    var federation = fixture.federation();
    var token = issuer.token(TokenClaims.of("s"));
    assertThat(fixture.error(identity, token)).contains("AADSTS70021");
    assertThat(federation.diagnose(identity, PresentedToken.parse(token)).isTrusted()).isTrue();

    var recreated = federation.recreate(identity, "trusted");

    assertThat(recreated.name()).isEqualTo("trusted");
    assertThat(recreated.subject()).isEqualTo("s");
    assertThat(recreated.issuer()).isEqualTo(issuer.url());
    clock.advance(DELAY);
    assertThat(fixture.error(identity, token)).isEmpty();
  }
}
