package dev.msi4j.local.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.msi4j.local.fuzz.Texts;
import dev.msi4j.local.internal.tls.CaKeyPair;
import dev.msi4j.local.internal.tls.Pem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The parsers accept any text, or reject it with their documented exception. */
class ParsersPropertyTests {
  private static final String PEM = Pem.of(CaKeyPair.create(Instant.EPOCH));

  @Example
  void parsersAcceptTheCorpus() {
    for (var text : Texts.corpus()) {
      parseEverywhere(text);
    }
  }

  @Property(tries = 500)
  void parsersAcceptGeneratedTexts(@ForAll("texts") String text) {
    parseEverywhere(text);
  }

  @Property(tries = 300)
  void pemParserRejectsDamagedKey(@ForAll("texts") String text, @ForAll int place) {
    var at = Math.floorMod(place, PEM.length());
    var damaged = PEM.substring(0, at) + text + PEM.substring(at + 1);

    readPem(damaged);
    readPem(PEM.substring(0, at));
  }

  @Provide
  Arbitrary<String> texts() {
    return Texts.made();
  }

  private static void parseEverywhere(String text) {
    assertThat(Query.parse(text).first("$filter")).isNotNull();
    assertThat(Request.of("GET", "https://localhost", text).segments()).doesNotContain("");
    assertThatCode(() -> new Router<String>().find("GET", List.of(text, text)))
        .doesNotThrowAnyException();
    readPem(text);
    readJson(text);
  }

  private static void readPem(String text) {
    try {
      assertThat(Pem.parse(text)).isNotNull();
    } catch (GeneralSecurityException e) {
      assertThat(e).hasMessageNotContaining(PEM.substring(40, 60));
    }
  }

  private static void readJson(String text) {
    var body = Body.of(text.getBytes(StandardCharsets.UTF_8));
    try {
      assertThat(body.json()).isNotNull();
    } catch (IOException e) {
      assertThatExceptionOfType(IOException.class).isThrownBy(body::json);
    }
  }
}
