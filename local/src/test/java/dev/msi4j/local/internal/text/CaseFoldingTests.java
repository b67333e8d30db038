package dev.msi4j.local.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.fuzz.Texts;
import java.util.Locale;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;

class CaseFoldingTests {
  @Property
  void ofEqualsToLowerCaseForAscii(@ForAll @AlphaChars @NumericChars String name) {
    assertThat(CaseFolding.of(name)).isEqualTo(name.toLowerCase(Locale.ROOT));
  }

  @Property(tries = 500)
  void ofAgreesWithEqualsIgnoreCase(@ForAll("texts") String text) {
    var lower = CaseFolding.of(text);

    assertThat(lower).isEqualToIgnoringCase(text).hasSameSizeAs(text);
    assertThat(CaseFolding.of(lower)).isEqualTo(lower);
  }

  @Example
  void ofKeepsLengthAndIgnoresContext() {
    assertThat(CaseFolding.of("\u0130")).isEqualTo("i");
    assertThat(CaseFolding.of("\u0391\u03a3")).isEqualTo("\u03b1\u03c3");
  }

  @Provide
  Arbitrary<String> texts() {
    return Texts.made();
  }
}
