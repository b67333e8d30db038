package dev.msi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiVersionTests {
  @Test
  void knownReturnsAllPublishedVersionsInOrder() {
    assertThat(ApiVersion.known())
        .extracting(ApiVersion::getValue)
        .containsExactly(
            "2018-11-30",
            "2021-09-30-preview",
            "2022-01-31-preview",
            "2023-01-31",
            "2023-07-31-preview",
            "2024-11-30",
            "2025-01-31-preview",
            "2025-05-31-preview",
            "2026-04-30",
            "2026-05-31")
        .isSorted();
    assertThat(ApiVersion.known()).isSorted();
  }

  @Test
  void defaultIs20241130() {
    assertThat(ApiVersion.DEFAULT).hasToString("2024-11-30");
  }

  @Test
  void ofAcceptsUnknownVersions() {
    var later = ApiVersion.of("2099-01-01");

    assertThat(later.isKnown()).isFalse();
    assertThat(later).isGreaterThan(ApiVersion.V2026_05_31).isEqualTo(ApiVersion.of("2099-01-01"));
    assertThat(ApiVersion.of("2018-11-30")).isSameAs(ApiVersion.V2018_11_30);
  }

  @Test
  void previewPrecedesTheReleaseOfTheSameDate() {
    assertThat(ApiVersion.of("2030-01-01-preview")).isLessThan(ApiVersion.of("2030-01-01"));
    assertThat(ApiVersion.of("2030-01-01-preview").isPreview()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "latest", "2024-11", "20241130", "2024-11-30&x=y", "2024-11-30 "})
  void ofRejectsInvalidVersions(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ApiVersion.of(value))
        .withMessageContaining("apiVersion '" + value + "' must be a date with an optional suffix");
  }
}
