package dev.msi4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuidTests {
  private static final String GUID = "6dc32a6b-3e4f-4a0a-8ea7-1c7d6f0c9e35";

  @Property
  void parsesEveryGuidInLowerAndUpperCase(@ForAll long high, @ForAll long low) {
    var guid = new UUID(high, low);

    assertThat(parse(guid.toString())).isEqualTo(guid);
    assertThat(parse(guid.toString().toUpperCase(Locale.ROOT))).isEqualTo(guid);
  }

  @Test
  void parsesPartOfArray() {
    var chars = ("\"" + GUID + "\"").toCharArray();

    assertThat(Guid.parse(chars, 1, GUID.length())).isEqualTo(UUID.fromString(GUID));
  }

  @Test
  void returnsNullForAnyOtherCharacterAtAnyPlace() {
    for (var index = 0; index < GUID.length(); index++) {
      for (var c : new char[] {'g', 'G', '/', ':', '@', '`', ' ', '\u0661', '\uFF11', '\u007F'}) {
        var text = GUID.substring(0, index) + c + GUID.substring(index + 1);

        assertThat(parse(text)).as(text).isNull();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "6dc32a6b3e4f4a0a8ea71c7d6f0c9e35",
        "6dc32a6b-3e4f-4a0a-8ea7-1c7d6f0c9e3",
        "6dc32a6b-3e4f-4a0a-8ea7-1c7d6f0c9e355",
        "6dc32a6b-3e4f-4a0a-8ea71-c7d6f0c9e35",
        "6dc32a6b-3e4f-4a0a-8ea7-1c7d6f0c-e35",
      })
  void returnsNullForOtherForms(String text) {
    assertThat(parse(text)).isNull();
  }

  private static @Nullable UUID parse(String text) {
    return Guid.parse(text.toCharArray(), 0, text.length());
  }
}
