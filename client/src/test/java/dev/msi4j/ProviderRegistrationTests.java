package dev.msi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.exception.ResourceExistsException;
import com.azure.core.http.HttpHeaderName;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderRegistrationTests {
  private static final String MISSING =
      "{\"error\":{\"code\":\"MissingSubscriptionRegistration\",\"message\":\"The subscription is not"
          + " registered to use namespace 'Microsoft.ManagedIdentity'. See https://aka.ms/rps.\"}}";
  private static final String PROVIDER =
      "https://management.azure.com/subscriptions/sub/providers/Microsoft.ManagedIdentity";
  private static final String VERSION = "?api-version=2021-04-01";
  private static final String REGISTERING = "{\"registrationState\":\"Registering\"}";
  private static final String REGISTERED = "{\"registrationState\":\"Registered\"}";
  private final CannedHttpClient http = new CannedHttpClient();
  private final FakeTimer timer = new FakeTimer();

  @ParameterizedTest
  @ValueSource(ints = {409, 400})
  void registersWaitsAndRetries(int status) {
    http.respond(status, MISSING)
        .respond(200, REGISTERING)
        .respond(200, "not JSON")
        .respond(200, REGISTERED)
        .respond(200, "{\"name\":\"n\"}");

    assertThat(put().name()).isEqualTo("n");
    assertSentAllSteps();
  }

  @Test
  void asynchronousClientRegistersWaitsAndRetries() {
    http.respond(409, MISSING)
        .respond(200, REGISTERING)
        .respond(200, REGISTERING)
        .respond(200, REGISTERED)
        .respond(200, "{\"name\":\"n\"}");

    var identity =
        http.client()
            .timer(timer)
            .buildAsyncClient()
            .userAssignedIdentities()
            .createOrUpdate("group", "name", Identity.builder().location("l").build())
            .block();

    assertThat(identity).isNotNull();
    assertSentAllSteps();
  }

  private void assertSentAllSteps() {
    assertThat(http.lines().subList(1, 4))
        .containsExactly(
            "POST " + PROVIDER + "/register" + VERSION,
            "GET " + PROVIDER + VERSION,
            "GET " + PROVIDER + VERSION);
    assertThat(http.lines().get(4)).isEqualTo(http.lines().get(0)).startsWith("PUT ");
    assertThat(http.requests().get(4).getBodyAsBinaryData()).hasToString("{\"location\":\"l\"}");
    assertThat(http.requests())
        .extracting(r -> r.getHeaders().getValue(HttpHeaderName.X_MS_CLIENT_REQUEST_ID))
        .doesNotHaveDuplicates()
        .doesNotContainNull();
    assertThat(http.requests())
        .allSatisfy(r ->
            assertThat(r.getHeaders().getValue(HttpHeaderName.AUTHORIZATION))
                .isEqualTo("Bearer token-1"));
    assertThat(timer.waited()).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void failsAfterTheTimeout() {
    http.respond(409, MISSING);
    for (int i = 0; i < 10; i++) {
      http.respond(200, REGISTERING);
    }

    assertThatExceptionOfType(HttpResponseException.class)
        .isThrownBy(() ->
            put(
                http.client()
                    .timer(timer)
                    .providerRegistrationTimeout(Duration.ofSeconds(5))
                    .buildClient()))
        .withMessageContaining("did not complete within 5 seconds");
    assertThat(timer.waited()).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void reportsTheFirstErrorWhenItMayNotRegister() {
    http.respond(409, MISSING).respond(403, "{\"error\":{\"code\":\"AuthorizationFailed\"}}");

    assertThatExceptionOfType(ResourceExistsException.class)
        .isThrownBy(this::put)
        .withMessageContaining("409 MissingSubscriptionRegistration: The subscription is not");
  }

  @Test
  void retriesOnlyOnce() {
    http.respond(409, MISSING).respond(200, REGISTERED).respond(409, MISSING);

    assertThatExceptionOfType(ResourceExistsException.class).isThrownBy(this::put);
    assertThat(http.requests()).hasSize(3);
  }

  @Test
  void reportsOtherConflicts() {
    http.respond(409, "{\"error\":{\"code\":\"Conflict\",\"message\":\"m\"}}");

    assertThatExceptionOfType(ResourceExistsException.class)
        .isThrownBy(this::put)
        .withMessageContaining("409 Conflict: m");
    assertThat(http.requests()).hasSize(1);
  }

  @Test
  void canBeDisabled() {
    http.respond(409, MISSING);

    assertThatExceptionOfType(ResourceExistsException.class)
        .isThrownBy(() -> put(http.client().providerRegistration(false).buildClient()));
    assertThat(http.requests()).hasSize(1);
  }

  private Identity put() {
    return put(http.client().timer(timer).buildClient());
  }

  private static Identity put(ManagedServiceIdentityClient client) {
    return client
        .userAssignedIdentities()
        .createOrUpdate("group", "name", Identity.builder().location("l").build());
  }
}
