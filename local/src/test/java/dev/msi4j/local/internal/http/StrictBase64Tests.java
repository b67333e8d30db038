package dev.msi4j.local.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictBase64Tests {
  @Property
  void decodesOutputOfEncoder(@ForAll byte[] bytes) {
    var url = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var padded = Base64.getEncoder().encodeToString(bytes);

    assertThat(StrictBase64.url(url)).hasValue(bytes);
    assertThat(StrictBase64.padded(padded)).hasValue(bytes);
  }

  @Property
  void decodesCanonicalTextOnly(@ForAll String text) {
    StrictBase64.url(text)
        .ifPresent(bytes ->
            assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))
                .isEqualTo(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Zg==", "Zg=", "Zh", "Z g", "Zg ", " Zg", "Zg\n", "Z!g", "+/+/", "Z"})
  void urlRejectsOtherText(String text) {
    assertThat(StrictBase64.url(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Zg", "Zg=", "Zh==", "Z g==", "Zg== ", "Zg==\n", "-_-_", "Z!g="})
  void paddedRejectsOtherText(String text) {
    assertThat(StrictBase64.padded(text)).isEmpty();
  }
}
