package dev.msi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.core.exception.AzureException;
import com.azure.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

class PagedCallTests {
  private static final String UNUSUAL_LINK =
      "https://management.azure.com/next?api-version=x&$skipToken=X'12'%253d%2f{a}+b&&c=";
  private final CannedHttpClient http = new CannedHttpClient();

  @Test
  void requestsTheNextLinkUnchanged() {
    pages(UNUSUAL_LINK, null);

    assertThat(client().listBySubscription()).extracting(Identity::name).containsExactly("0", "1");
    assertThat(http.requests().get(1).getUrl()).hasToString(UNUSUAL_LINK);
    assertThat(http.requests().get(1).getHttpMethod()).isEqualTo(HttpMethod.GET);
  }

  @Test
  void followsLinksWithoutHostAndWithDefaultPort() {
    pages("/next?a=b", "https://MANAGEMENT.azure.com:443/last", null);

    assertThat(client().listBySubscription()).hasSize(3);
    assertThat(http.lines().get(1)).isEqualTo("GET https://management.azure.com/next?a=b");
  }

  @Test
  void requestsLaterPagesOfAPostWithGet() {
    pages(UNUSUAL_LINK, null);

    assertThat(client().listAssociatedResources("group", "identity")).hasSize(2);
    assertThat(http.requests())
        .extracting(request -> request.getHttpMethod())
        .containsExactly(HttpMethod.POST, HttpMethod.GET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/next",
        "http://management.azure.com/next",
        "https://management.azure.com:8443/next",
        "https://management.azure.com.evil.example/next",
        "https://management.azure.com@evil.example/next",
        "https://evil.example\\\\@management.azure.com/next",
        "//evil.example/next",
      })
  void rejectsLinksToAnotherOrigin(String link) {
    pages(link);

    var names = client().listBySubscription().stream().map(Identity::name).iterator();

    assertThat(names.next()).isEqualTo("0");
    assertThatExceptionOfType(AzureException.class)
        .isThrownBy(names::hasNext)
        .withMessageContaining("is outside of https://management.azure.com");
    assertThat(http.requests()).hasSize(1);
  }

  @Test
  void rejectsACycle() {
    pages("/a", "/b", "/a", null);

    assertThatExceptionOfType(AzureException.class)
        .isThrownBy(() -> client().listBySubscription().forEach(i -> assertThat(i).isNotNull()))
        .withMessageContaining("the next link '/a' was followed before");
    assertThat(http.requests()).hasSize(3);
  }

  @Test
  void asynchronousClientRejectsACycle() {
    pages("/a", "/a");

    StepVerifier.create(
            http.client().buildAsyncClient().userAssignedIdentities().listBySubscription())
        .expectNextCount(2)
        .verifyErrorMatches(e -> String.valueOf(e.getMessage()).contains("was followed before"));
  }

  @Test
  void canBeIteratedAgain() {
    pages("/a", "/b", null, "/a", "/b", null);
    var listing = client().listBySubscription();

    assertThat(listing.stream().count()).isEqualTo(3);
    assertThat(listing.stream().count()).isEqualTo(3);
  }

  @Test
  void startsAtAGivenLink() {
    pages(new @Nullable String[] {null});

    var pages = client().listBySubscription().streamByPage("https://management.azure.com/from");

    assertThat(pages).hasSize(1);
    assertThat(http.lines()).containsExactly("GET https://management.azure.com/from");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"value\":null}",
        "{\"value\":[],\"nextLink\":null}",
        "{\"nextLink\":\"\",\"value\":[null]}"
      })
  void readsAMissingValueAsAnEmptyPage(String page) {
    http.respond(200, page);

    assertThat(client().listBySubscription()).isEmpty();
  }

  private UserAssignedIdentities client() {
    return http.client().buildClient().userAssignedIdentities();
  }

  private void pages(@Nullable String... nextLinks) {
    for (int i = 0; i < nextLinks.length; i++) {
      String link = nextLinks[i] == null ? "" : ",\"nextLink\":\"" + nextLinks[i] + "\"";
      http.respond(200, "{\"value\":[{\"name\":\"" + i + "\"}]" + link + "}");
    }
  }
}
