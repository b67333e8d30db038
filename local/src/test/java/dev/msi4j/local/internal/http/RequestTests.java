package dev.msi4j.local.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RequestTests {
  @Test
  void segmentsOmitEmptyOnes() {
    assertThat(Request.of("GET", "https://localhost", "//subscriptions/s1/").segments())
        .containsExactly("subscriptions", "s1");
  }

  @Test
  void segmentsAreDecodedAfterSplitting() {
    assertThat(Request.of("GET", "https://localhost", "/a%2Fb/c%20d+e/%C3%A9").segments())
        .containsExactly("a/b", "c d+e", "é");
  }

  @Test
  void segmentsKeepInvalidEscapes() {
    assertThat(Request.of("GET", "https://localhost", "/a%2/%zz/%").segments())
        .containsExactly("a%2", "%zz", "%");
  }

  @Test
  void queryIsDecoded() {
    var query = Query.parse("api-version=1&$filter=name+eq+'a%26b'&flag&=x&api-version=2");

    assertThat(query.first("API-Version")).hasValue("1");
    assertThat(query.first("$filter")).hasValue("name eq 'a&b'");
    assertThat(query.first("flag")).hasValue("");
    assertThat(query.filled("flag")).isEmpty();
    assertThat(query.first("other")).isEmpty();
  }

  @Property
  void anyPathAndQueryIsAccepted(@ForAll String text) {
    assertThat(Request.of("GET", "https://localhost", text).segments()).doesNotContain("");
    assertThat(Query.parse(text).filled("none of them").orElse("")).isNotNull();
  }
}
