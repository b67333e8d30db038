package dev.msi4j;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.json.JsonProviders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TextMapTests {
  private static Map<String, String> read(String json) throws IOException {
    try (var reader = JsonProviders.createReader(json)) {
      reader.nextToken();
      return requireNonNull(Json.textMap(reader));
    }
  }

  @Property(tries = 200)
  void isEqualToAMapOfTheJdk(
      @ForAll @Size(max = 40)
          Map<@AlphaChars @StringLength(max = 3) String, @AlphaChars @StringLength(max = 3) String>
              texts)
      throws IOException {
    var expected = new LinkedHashMap<>(texts);
    var json =
        Json.bytes(writer -> writer.writeMap(expected, (out, text) -> out.writeString(text)));

    var map = read(new String(json, StandardCharsets.UTF_8));

    assertThat(map)
        .isEqualTo(expected)
        .hasSameHashCodeAs(expected)
        .hasToString(expected.toString());
    assertThat(expected).isEqualTo(map);
    assertThat(map.keySet()).containsExactlyElementsOf(expected.keySet());
    assertThat(map.values()).containsExactlyElementsOf(expected.values());
    expected.forEach((key, value) -> assertThat(map).containsEntry(key, value).containsKey(key));
    assertThat(map.get("absent")).isNull();
    assertThat(map.containsKey("absent")).isFalse();
  }

  @Test
  void lastValueOfAKeyCounts() throws IOException {
    assertThat(read("{\"a\":\"1\",\"b\":\"2\",\"a\":\"3\"}"))
        .containsExactly(Map.entry("a", "3"), Map.entry("b", "2"));
  }

  @Test
  void nullIsNoKey() throws IOException {
    assertThat(read("{\"a\":\"1\"}").get(null)).isNull();
    assertThat(read("{}").get(null)).isNull();
  }

  @Test
  void rejectsChanges() throws IOException {
    var map = read("{\"a\":\"1\"}");

    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> map.put("b", "2"));
    assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(map::clear);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> map.remove("a"));
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> map.entrySet().iterator().next().setValue("2"));
  }

  @Test
  void iteratorEnds() throws IOException {
    var iterator = read("{\"a\":\"1\"}").entrySet().iterator();
    iterator.next();

    assertThat(iterator.hasNext()).isFalse();
    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(iterator::next);
  }
}
