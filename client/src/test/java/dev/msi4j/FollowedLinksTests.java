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

/** Where a listing goes for its next page, and where not. */
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
  void areTakenByteForByte(Way way, String link) {
    try (var server = ScriptedServer.of(page("a", HOST + link), page("b", ""))) {
      assertThat(way.list(server.client())).containsExactly("a", "b");

      assertThat(server.lines().get(1)).isEqualTo("GET " + link);
    }
  }

  @ParameterizedTest
  @EnumSource
  void mayBeRelativeToTheHost(Way way) {
    try (var server = ScriptedServer.of(page("a", "/next?t=1"), page("b", ""))) {
      assertThat(way.list(server.client())).containsExactly("a", "b");

      assertThat(server.lines().get(1)).isEqualTo("GET /next?t=1");
    }
  }

  /** To a lenient parser it is another host; sent as a path it goes where the token may. */
  @ParameterizedTest
  @EnumSource
  void areAPathIfTheyBeginWithASpace(Way way) {
    try (var server = ScriptedServer.of(page("a", " https://evil.test/next"), page("b", ""))) {
      way.list(server.client());

      assertThat(server.lines().get(1)).isEqualTo("GET /%20https://evil.test/next");
    }
  }

  @ParameterizedTest
  @EnumSource
  void getNothingAddedToThem(Way way) {
    try (var server = ScriptedServer.of(page("a", HOST + "/next"), page("b", ""))) {
      way.associated(server.client());

      assertThat(server.lines().get(0)).startsWith("POST ").contains("2022-01-31-preview");
      assertThat(server.lines().get(1)).isEqualTo("GET /next");
    }
  }

  static Stream<Arguments> elsewhere() {
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
  @MethodSource("elsewhere")
  void neverTakeTheTokenElsewhere(Way way, String link) {
    try (var server = ScriptedServer.of(page("a", link), page("b", ""))) {
      assertThatExceptionOfType(AzureException.class)
          .isThrownBy(() -> way.list(server.client()))
          .withMessageContaining("leads away from https://management.test")
          .withMessageContaining("the token must not leave");

      assertThat(server.requests()).hasSize(1);
    }
  }

  static Stream<Arguments> circles() {
    return both("/a", "/a /b /a", "/a /b /c /b");
  }

  @ParameterizedTest
  @MethodSource("circles")
  void mayNotGoRoundInACircle(Way way, String links) {
    Exchange[] pages =
        Arrays.stream(links.split(" ", -1)).map(link -> page("x", link)).toArray(Exchange[]::new);
    Exchange[] endless = Arrays.copyOf(pages, pages.length + 1);
    endless[pages.length] = pages[pages.length - 1];
    try (var server = ScriptedServer.of(endless)) {
      assertThatExceptionOfType(AzureException.class)
          .isThrownBy(() -> way.list(server.client()))
          .withMessageContaining("was followed before; the pages go round in a circle");
    }
  }

  @ParameterizedTest
  @EnumSource
  void areFollowedFromAnEmptyPage(Way way) {
    try (var server =
        ScriptedServer.of(
            Exchange.json(200, "{\"value\":[],\"nextLink\":\"/a\"}"),
            Exchange.json(200, "{\"value\":null,\"nextLink\":\"/b\"}"),
            Exchange.json(200, "{\"nextLink\":\"/c\"}"),
            page("last", ""))) {
      assertThat(way.list(server.client())).containsExactly("last");
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
  void endWithAPageThatHasNone(Way way, String last) {
    try (var server = ScriptedServer.of(page("a", "/next"), Exchange.json(200, last))) {
      assertThat(way.list(server.client())).containsExactly("a");

      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void areNotFollowedForACallerWhoStopsIterating() {
    try (var server = ScriptedServer.of(page("a", "/b"), page("b", "/c"), page("c", ""))) {
      var names =
          server.client().buildClient().userAssignedIdentities().listBySubscription().iterator();

      assertThat(names.next().name()).isEqualTo("a");
      assertThat(server.lines()).hasSize(1);
    }
  }

  @Test
  void areNotFollowedForASubscriberWhoStopsAsking() {
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
  void areTriedAgainAfterTransientErrors(Way way) {
    try (var server = ScriptedServer.of(page("a", "/b"), Exchange.empty(503), page("b", ""))) {
      assertThat(way.list(server.client())).isEqualTo(List.of("a", "b"));
    }
  }

  private static Stream<Arguments> both(String... cases) {
    return Arrays.stream(Way.values())
        .flatMap(way -> Arrays.stream(cases).map(each -> Arguments.of(way, each)));
  }

  private static Exchange page(String name, String nextLink) {
    return Exchange.json(
        200, "{\"value\":[{\"name\":\"" + name + "\"}],\"nextLink\":\"" + nextLink + "\"}");
  }
}
