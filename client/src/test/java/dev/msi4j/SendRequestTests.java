package dev.msi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

class SendRequestTests {
  private static final String HOST = "https://management.azure.com";
  private final CannedHttpClient http = new CannedHttpClient();

  @ParameterizedTest
  @ValueSource(strings = {"/a?b=c", "a?b=c", HOST + "/a?b=c"})
  void runsThePoliciesAndReturnsAnyStatus(String url) {
    http.respond(418, "tea");
    var json = BinaryData.fromString("{}");

    try (var response =
        http.client().buildClient().sendRequest(HttpMethod.PUT, url, json, Context.NONE)) {
      assertThat(response.getStatusCode()).isEqualTo(418);
    }

    assertThat(http.lines()).containsExactly("PUT " + HOST + "/a?b=c");
    assertThat(http.body()).isEqualTo("{}");
    assertThat(http.request().getHeaders().getValue(HttpHeaderName.AUTHORIZATION))
        .isEqualTo("Bearer token-1");
  }

  @Test
  void doesNotModifyTheRequestOfTheCaller() {
    http.respond(200, "");
    var request = new HttpRequest(HttpMethod.GET, HOST + "/a");

    http.client().buildClient().sendRequest(request, Context.NONE).close();

    assertThat(request.getHeaders().getValue(HttpHeaderName.AUTHORIZATION)).isNull();
  }

  @Test
  void rejectsOtherOrigins() {
    var otherOrigin = new HttpRequest(HttpMethod.GET, "https://evil.example/a");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> http.client().buildClient().sendRequest(otherOrigin, Context.NONE))
        .withMessageContaining("the access token must not be sent to another server");
    StepVerifier.create(http.client().buildAsyncClient().sendRequest(otherOrigin))
        .verifyError(IllegalArgumentException.class);
    assertThat(http.requests()).isEmpty();
  }

  @Test
  void asynchronousClientSendsNothingBeforeSubscription() {
    http.respond(200, "");
    var sent = http.client().buildAsyncClient().sendRequest(HttpMethod.GET, "/a", null);

    assertThat(http.requests()).isEmpty();
    StepVerifier.create(sent).expectNextCount(1).verifyComplete();
    assertThat(http.lines()).containsExactly("GET " + HOST + "/a");
  }
}
