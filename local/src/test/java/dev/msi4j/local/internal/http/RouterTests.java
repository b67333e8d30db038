package dev.msi4j.local.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouterTests {
  private final Router<String> router = new Router<>();

  @Test
  void findIgnoresCaseOfPath() {
    router.add("GET", "/subscriptions/{id}/resourceGroups/{group}", "group");

    var found = find("GET", "SUBSCRIPTIONS", "s1", "resourcegroups", "RG");

    assertThat(found.value()).isEqualTo("group");
    assertThat(found.arguments()).isEqualTo(Map.of("id", "s1", "group", "RG"));
    assertThat(router.find("PUT", List.of("subscriptions", "s1", "resourceGroups", "rg")))
        .isEmpty();
  }

  @Test
  void findPrefersLiteralToParameter() {
    router.add("GET", "/a/{name}", "any");
    router.add("GET", "/a/b", "b");

    assertThat(find("GET", "a", "b").value()).isEqualTo("b");
    assertThat(find("GET", "a", "c").value()).isEqualTo("any");
  }

  @Test
  void findBacktracksFromLiteralToParameter() {
    router.add("GET", "/a/b/c", "literal");
    router.add("GET", "/a/{name}/d", "parameter");

    assertThat(find("GET", "a", "b", "d").arguments()).isEqualTo(Map.of("name", "b"));
  }

  @Test
  void findNamesParametersPerMethod() {
    router.add("GET", "/a/{one}", "get");
    router.add("PUT", "/a/{two}", "put");

    assertThat(find("PUT", "a", "x").arguments()).isEqualTo(Map.of("two", "x"));
    assertThat(router.at(List.of("a", "x"))).containsExactlyInAnyOrder("get", "put");
  }

  @Test
  void addRejectsDuplicate() {
    router.add("GET", "/a/{one}", "first");

    assertThatIllegalStateException()
        .isThrownBy(() -> router.add("GET", "/A/{two}", "second"))
        .withMessage("GET /A/{two} is declared twice");
  }

  private Router.Match<String> find(String method, String... segments) {
    return router.find(method, List.of(segments)).orElseThrow();
  }
}
