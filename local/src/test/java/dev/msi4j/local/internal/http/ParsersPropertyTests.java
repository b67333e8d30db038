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

/** The parsers of the front door take any text, or say what they say of one that is none. */
class ParsersPropertyTests {
  private static final String PEM = Pem.of(CaKeyPair.create(Instant.EPOCH));

  @Example
  void takeTheCorpus() {
    for (var text : Texts.corpus()) {
      take(text);
    }
  }

  @Property(tries = 500)
  void takeWhatIsMade(@ForAll("texts") String text) {
    take(text);
  }

  @Property(tries = 300)
  void readNoKeyThatIsDamaged(@ForAll("texts") String text, @ForAll int place) {
    var at = Math.floorMod(place, PEM.length());
    var damaged = PEM.substring(0, at) + text + PEM.substring(at + 1);

    readPem(damaged);
    readPem(PEM.substring(0, at));
  }

  @Provide
  Arbitrary<String> texts() {
    return Texts.made();
  }

  private static void take(String text) {
    assertThat(Query.parse(text).first("$filter")).isNotNull();
    assertThat(Request.of("GET", "https://localhost", text).segments()).doesNotContain("");
    assertThatCode(() -> new Router<String>().find("GET", List.of(text, text)))
        .doesNotThrowAnyException();
    readPem(text);
    readJson(text);
  }

  private static void readPem(String text) {
    try {
      assertThat(Pem.issuingKey(text)).isNotNull();
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
