package dev.msi4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CommonTextsTests {
  @Property
  void returnsEveryTextUnchangedWhateverWasReadBefore(
      @ForAll @Size(max = 400) List<String> values) {
    var texts = new CommonTexts();
    for (var value : values) {
      assertThat(get(texts, value)).isEqualTo(value);
      assertThat(get(texts, value + "x")).isEqualTo(value + "x");
    }
  }

  @Test
  void returnsTheSameStringForEqualTexts() {
    var texts = new CommonTexts();

    assertThat(get(texts, "westeurope")).isSameAs(get(texts, "westeurope"));
  }

  @Test
  void distinguishesTextsThatDifferInOneCharacter() {
    var texts = new CommonTexts();
    var text = "Microsoft.ManagedIdentity/userAssignedIdentities";
    for (var index = 0; index < text.length(); index++) {
      var other = text.substring(0, index) + '*' + text.substring(index + 1);

      assertThat(get(texts, text)).isEqualTo(text);
      assertThat(get(texts, other)).isEqualTo(other);
    }
  }

  private static String get(CommonTexts texts, String text) {
    return texts.get((" " + text).toCharArray(), 1, text.length());
  }
}
