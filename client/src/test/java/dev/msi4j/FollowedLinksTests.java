package dev.msi4j;

import static dev.msi4j.ScriptedServer.HOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.core.exception.AzureException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.test.StepVerifier;

/** Tests which next links a list follows. */
class FollowedLinksTests {
  static Stream<Arguments> links() {
    return both(
        "/next?api-version=2024-11-30&$skipToken=abc",
        "/next?$skiptoken=X%2712%27",
        "/next?$skipToken=a%253d%253D",
        "/next?$skipToken={page:[2]}",
        "/next?t=%7B%22page%22%3A2%7D",
        "/next?t=a+b%20c",
        "/next?t=a=b==&&c=&d",
        "/next?t=/?:@,;!*()~",
        "/a%2Fb/c%20d/e+f",
        "/a;b=c/:d/@e",
        "/next?t=%c3%bc&u=%C3%BC");
  }

  @ParameterizedTest
  @MethodSource("links")
  void areRequestedUnchanged(ClientMode mode, String link) {
    try (var server = ScriptedServer.of(page("a", HOST + link), page("b", ""))) {
      assertThat(mode.list(server.client())).containsExactly("a", "b");

      assertThat(server.lines().get(1)).isEqualTo("GET " + link);
    }
  }

  @ParameterizedTest
  @EnumSource
  void canBeRelativeToTheHost(ClientMode mode) {
    try (var server = ScriptedServer.of(page("a", "/next?t=1"), page("b", ""))) {
      assertThat(mode.list(server.client())).containsExactly("a", "b");

      assertThat(server.lines().get(1)).isEqualTo("GET /next?t=1");
    }
  }

  /** A lenient parser reads another host; as a path, the request stays at the endpoint. */
  @ParameterizedTest
  @EnumSource
  void areAPathIfTheyStartWithASpace(ClientMode mode) {
    try (var server = ScriptedServer.of(page("a", " https://evil.test/next"), page("b", ""))) {
      mode.list(server.client());

      assertThat(server.lines().get(1)).isEqualTo("GET /%20https://evil.test/next");
    }
  }

  @ParameterizedTest
  @EnumSource
  void areRequestedWithoutAddedParameters(ClientMode mode) {
    try (var server = ScriptedServer.of(page("a", HOST + "/next"), page("b", ""))) {
      mode.associated(server.client());

      assertThat(server.lines().get(0)).startsWith("POST ").contains("2022-01-31-preview");
      assertThat(server.lines().get(1)).isEqualTo("GET /next");
    }
  }

  static Stream<Arguments> otherOrigins() {
    return both(
        "https://evil.test/next",
        "https://management.test:8443/next",
        "http://management.test/next",
        "http://management.test:443/next",
        "https://management.test@evil.test/next",
        "https://management.test:443@evil.test/next",
        "https://evil.test#@management.test/next",
        "https://evil.test\\\\@management.test/next",
        "https://management.test.evil.test/next",
        "https://management.testevil/next",
        "https:management.test/next",
        "https:/management.test/next",
        "https:///management.test/next",
        "//evil.test/next",
        "\\\\\\\\evil.test/next",
        "/\\\\evil.test/next",
        "ftp://management.test/next",
        "file:///etc/hosts",
        "https://management.test/next\\r\\nX: y");
  }

  @ParameterizedTest
  @MethodSource("otherOrigins")
  void toAnotherOriginAreRejected(ClientMode mode, String link) {
    try (var server = ScriptedServer.of(page("a", link), page("b", ""))) {
      assertThatExceptionOfType(AzureException.class)
          .isThrownBy(() -> mode.list(server.client()))
          .withMessageContaining("is outside of https://management.test")
          .withMessageContaining("the access token must not be sent to another server");

      assertThat(server.requests()).hasSize(1);
    }
  }

  static Stream<Arguments> cycles() {
    return both("/a", "/a /b /a", "/a /b /c /b");
  }

  @ParameterizedTest
  @MethodSource("cycles")
  void inACycleAreRejected(ClientMode mode, String links) {
    Exchange[] pages =
        Arrays.stream(links.split(" ", -1)).map(link -> page("x", link)).toArray(Exchange[]::new);
    Exchange[] endless = Arrays.copyOf(pages, pages.length + 1);
    endless[pages.length] = pages[pages.length - 1];
    try (var server = ScriptedServer.of(endless)) {
      assertThatExceptionOfType(AzureException.class)
          .isThrownBy(() -> mode.list(server.client()))
          .withMessageContaining("was followed before: the server returned a cyclic nextLink");
    }
  }

  @ParameterizedTest
  @EnumSource
  void areFollowedFromAnEmptyPage(ClientMode mode) {
    try (var server =
        ScriptedServer.of(
            Exchange.json(200, "{\"value\":[],\"nextLink\":\"/a\"}"),
            Exchange.json(200, "{\"value\":null,\"nextLink\":\"/b\"}"),
            Exchange.json(200, "{\"nextLink\":\"/c\"}"),
            page("last", ""))) {
      assertThat(mode.list(server.client())).containsExactly("last");
    }
  }

  static Stream<Arguments> lastPages() {
    return both(
        "{\"value\":[]}",
        "{\"value\":[],\"nextLink\":\"\"}",
        "{\"value\":[],\"nextLink\":null}",
        "{\"value\":null}",
        "{}");
  }

  @ParameterizedTest
  @MethodSource("lastPages")
  void endTheListIfAbsent(ClientMode mode, String last) {
    try (var server = ScriptedServer.of(page("a", "/next"), Exchange.json(200, last))) {
      assertThat(mode.list(server.client())).containsExactly("a");

      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void areNotRequestedAfterIterationStops() {
    try (var server = ScriptedServer.of(page("a", "/b"), page("b", "/c"), page("c", ""))) {
      var names =
          server.client().buildClient().userAssignedIdentities().listBySubscription().iterator();

      assertThat(names.next().name()).isEqualTo("a");
      assertThat(server.lines()).hasSize(1);
    }
  }

  @Test
  void areNotRequestedAfterCancellation() {
    try (var server = ScriptedServer.of(page("a", "/b"), page("b", "/c"), page("c", ""))) {
      var names =
          server
              .client()
              .buildAsyncClient()
              .userAssignedIdentities()
              .listBySubscription()
              .map(identity -> String.valueOf(identity.name()));

      StepVerifier.create(names, 1).expectNext("a").thenCancel().verify();
      assertThat(server.lines()).hasSize(1);
    }
  }

  @Test
  void areFollowedPageByPage() {
    try (var server = ScriptedServer.of(page("a", "/b"), page("b", ""))) {
      var pages =
          server
              .client()
              .buildClient()
              .userAssignedIdentities()
              .listBySubscription()
              .iterableByPage()
              .iterator();

      assertThat(pages.next().getContinuationToken()).isEqualTo("/b");
      assertThat(pages.next().getContinuationToken()).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource
  void areRetriedAfterTransientErrors(ClientMode mode) {
    try (var server = ScriptedServer.of(page("a", "/b"), Exchange.empty(503), page("b", ""))) {
      assertThat(mode.list(server.client())).isEqualTo(List.of("a", "b"));
    }
  }

  private static Stream<Arguments> both(String... cases) {
    return Arrays.stream(ClientMode.values())
        .flatMap(mode -> Arrays.stream(cases).map(each -> Arguments.of(mode, each)));
  }

  private static Exchange page(String name, String nextLink) {
    return Exchange.json(
        200, "{\"value\":[{\"name\":\"" + name + "\"}],\"nextLink\":\"" + nextLink + "\"}");
  }
}
