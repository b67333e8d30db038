package dev.msi4j.cli.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.core.util.serializer.JsonSerializerProviders;
import com.azure.core.util.serializer.TypeReference;
import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LazyJsonSerializerProviderTests {
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  @Test
  void providerReplacesDefaultOfAzureCore() {
    assertThat(JsonSerializerProviders.createInstance().getClass().getName())
        .startsWith(LazyJsonSerializerProvider.class.getName());
  }

  @Test
  void serializerReadsAndWritesAsDefaultOne() {
    var data = BinaryData.fromObject(Map.of("name", "orders"));

    assertThat(data.toString()).isEqualTo("{\"name\":\"orders\"}");
    assertThat(data.toObject(OBJECT)).containsEntry("name", "orders");
    assertThat(data.toObjectAsync(OBJECT).block()).containsEntry("name", "orders");
    assertThat(BinaryData.fromObjectAsync(Map.of("n", 1)).block()).hasToString("{\"n\":1}");
  }

  @Test
  void invalidJsonIsRejected() {
    assertThatThrownBy(() -> BinaryData.fromString("{").toObject(OBJECT))
        .isInstanceOf(UncheckedIOException.class);
  }
}
