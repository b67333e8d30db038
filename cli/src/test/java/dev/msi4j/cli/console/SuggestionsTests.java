package dev.msi4j.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionsTests {
  private static final List<String> NAMES = List.of("westeurope", "northeurope", "eastus", "uk");

  @Test
  void closestNameIsSuggestedIgnoringCase() {
    assertThat(Suggestions.of("WestEurpe", NAMES)).isEqualTo("; did you mean 'westeurope'?");
    assertThat(Suggestions.of("eastsu", NAMES)).isEqualTo("; did you mean 'eastus'?");
    assertThat(Suggestions.of("u", NAMES)).isEqualTo("; did you mean 'uk'?");
  }

  @Test
  void differentNameIsNotSuggested() {
    assertThat(Suggestions.of("japan", NAMES)).isEmpty();
    assertThat(Suggestions.of("japan", List.of())).isEmpty();
  }
}
