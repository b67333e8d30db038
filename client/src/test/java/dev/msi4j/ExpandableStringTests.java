package dev.msi4j;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpandableStringTests {
  @ParameterizedTest
  @CsvSource({"Regional,REGIONAL", "i,\u0130", "k,\u212a", "\u03c3,\u03c2"})
  void equalsIgnoresCaseAndHashCodesAgree(String one, String other) {
    var first = new ExpandableString(one);
    var second = new ExpandableString(other);

    assertThat(first).isEqualTo(second).hasSameHashCodeAs(second);
  }

  @Property
  void toStringReturnsTheText(@ForAll @NotBlank String text) {
    assertThat(ExpandableString.of("kind", text)).hasToString(text);
  }
}
