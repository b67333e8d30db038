package dev.msi4j.cli.estate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.cli.azure.Resource;
import dev.msi4j.cli.console.JsonText;
import dev.msi4j.cli.federation.CredentialReader;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Tests that the JSON Schema of the jar, which editors use, has the keys that files can have. */
class EstateSchemaTests {
  private static final Set<String> LOOP = Set.of("forEach", "as");

  @Test
  void schemaHasKeysOfReader() throws IOException {
    var schema = schema();

    assertThat(keys(schema, "properties")).isEqualTo(EstateReader.KEYS);
    Map.of(
            "resourceGroup",
            EstateReader.GROUP_KEYS,
            "identity",
            EstateReader.IDENTITY_KEYS,
            "credential",
            CredentialReader.KEYS,
            "role",
            EstateReader.ROLE_KEYS,
            "roleAssignment",
            EstateReader.GRANT_KEYS)
        .forEach((name, expected) -> {
          var all = new TreeSet<>(expected);
          all.addAll(LOOP);
          assertThat(keys(schema, "$defs", name, "properties")).as(name).isEqualTo(all);
          assertThat(schema.value("$defs", name, "additionalProperties")).isEqualTo(false);
        });
  }

  private static Set<String> keys(Resource schema, String... path) {
    return Set.copyOf(schema.texts(path).keySet());
  }

  private static Resource schema() throws IOException {
    try (var file = EstateReader.class.getResourceAsStream("estate.schema.json")) {
      return Resource.of(JsonText.readObject(Objects.requireNonNull(file).readAllBytes()));
    }
  }
}
