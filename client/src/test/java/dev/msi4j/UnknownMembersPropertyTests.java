package dev.msi4j;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class UnknownMembersPropertyTests {
  private static final Set<String> KNOWN =
      Set.of(
          "id",
          "name",
          "type",
          "systemData",
          "location",
          "tags",
          "properties",
          "tenantId",
          "principalId",
          "clientId",
          "isolationScope",
          "assignmentRestrictions",
          "issuer",
          "subject",
          "audiences",
          "claimsMatchingExpression");

  @Property(tries = 300)
  void areKeptInAnIdentity(
      @ForAll("members") Map<String, Object> outside, @ForAll("members") Map<String, Object> inside)
      throws IOException {
    var json = new LinkedHashMap<String, Object>(outside);
    var properties = new LinkedHashMap<String, Object>(inside);
    properties.put("clientId", "33333333-3333-3333-3333-333333333333");
    json.put("name", "n");
    json.put("location", "here");
    json.put("properties", properties);

    Identity read = Identity.fromJson(reader(write(json)));
    Identity changed = read.toBuilder().tag("changed", "yes").build();
    Map<?, ?> sent = untyped(text(Json.bytes(changed::writeRequest)));

    assertThat(sent.get("location")).isEqualTo("here");
    outside.forEach((name, value) -> assertThat(sent.get(name)).isEqualTo(value));
    if (!inside.isEmpty()) {
      assertThat(sent.get("properties")).isEqualTo(inside);
    }
    assertThat(Identity.fromJson(reader(read.toJsonString()))).isEqualTo(read);
  }

  @Property(tries = 300)
  void areKeptInACredential(@ForAll("members") Map<String, Object> inside) throws IOException {
    var properties = new LinkedHashMap<String, Object>(inside);
    properties.put("issuer", "https://i");

    var read =
        FederatedIdentityCredential.fromJson(reader(write(Map.of("properties", properties))));
    Map<?, ?> sent = untyped(text(Json.bytes(read.toBuilder().subject("s").build()::writeRequest)));

    Map<?, ?> sentProperties = (Map<?, ?>) requireNonNull(sent.get("properties"));
    inside.forEach((name, value) -> assertThat(sentProperties.get(name)).isEqualTo(value));
  }

  @Provide
  Arbitrary<Map<String, Object>> members() {
    return Arbitraries.maps(names(), values(2)).ofMaxSize(4);
  }

  private static Arbitrary<String> names() {
    return Arbitraries.strings()
        .all()
        .ofMaxLength(8)
        .filter(name -> !KNOWN.contains(name) && encodable(name));
  }

  private static Arbitrary<Object> values(int depth) {
    Arbitrary<Object> scalar =
        Arbitraries.oneOf(
            Arbitraries.strings()
                .all()
                .ofMaxLength(10)
                .filter(UnknownMembersPropertyTests::encodable)
                .map(Object.class::cast),
            Arbitraries.integers().map(Object.class::cast),
            Arbitraries.of(true, false).map(Object.class::cast));
    if (depth == 0) {
      return scalar;
    }
    return Arbitraries.oneOf(
        scalar,
        values(depth - 1).list().ofMaxSize(3).map(Object.class::cast),
        Arbitraries.maps(names(), values(depth - 1)).ofMaxSize(3).map(Object.class::cast));
  }

  /** Returns whether UTF-8 can encode the text: an unpaired surrogate cannot be encoded. */
  private static boolean encodable(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private static String write(Object value) throws IOException {
    var text = new StringWriter();
    try (JsonWriter json = JsonProviders.createWriter(text)) {
      json.writeUntyped(value);
    }
    return text.toString();
  }

  private static Map<?, ?> untyped(String json) throws IOException {
    try (JsonReader reader = reader(json)) {
      return (Map<?, ?>) reader.readUntyped();
    }
  }

  private static JsonReader reader(String json) throws IOException {
    return JsonProviders.createReader(json);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
