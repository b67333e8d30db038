package dev.msi4j.local.internal.arm;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.DeclaredEndpoints;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Verifies the limits of tags for each resource type and each method that writes tags. */
class TagsTests {
  private static final String LINK = "hidden-link:/subscriptions/s/resourceGroups/rg/x?y";

  /** Valid tags at their limits. */
  private static final List<Map<String, String>> VALID =
      List.of(
          Map.of(),
          Map.of("n".repeat(512), "v".repeat(256)),
          Map.of("a.b:c*d+e#f", "<>%&\\?/", "größe", "", "space here", "検証"),
          Map.of(LINK, "Resource", "hidden-related:/subscriptions/s", "x", "HIDDEN-LINK:/a", "y"),
          numbered(50));

  /** Invalid tags with the expected error code. */
  private static final Map<Map<String, String>, String> INVALID = invalid();

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Arm arm = Arm.signIn(azure);

  @BeforeAll
  static void createResources() {
    SampleResource.createParents(arm);
    samples().forEach(sample -> assertThat(sample.put(arm, "").status()).isIn(200, 201));
  }

  private static Map<String, String> numbered(int count) {
    return IntStream.range(0, count)
        .boxed()
        .collect(Collectors.toMap(number -> "name-" + number, number -> "value"));
  }

  private static Map<Map<String, String>, String> invalid() {
    var invalid = new LinkedHashMap<Map<String, String>, String>();
    for (var character :
        List.of("<", ">", "%", "&", "\\", "?", "/", "\u0000", "\u001b", "\n", "\u0085")) {
      invalid.put(Map.of("a" + character + "b", "v"), "400 InvalidTagNameCharacters");
      invalid.put(Map.of(character, "v", "good", "v"), "400 InvalidTagNameCharacters");
    }
    invalid.put(Map.of("x-" + LINK, "v"), "400 InvalidTagNameCharacters");
    invalid.put(Map.of("", "v"), "400 InvalidTagName");
    invalid.put(Map.of(" ", "v"), "400 InvalidTagName");
    invalid.put(Map.of("n".repeat(513), "v"), "400 InvalidTagName");
    invalid.put(Map.of("team", "a", "TEAM", "b"), "400 InvalidTagName");
    invalid.put(Map.of("name", "v".repeat(257)), "400 InvalidTagValueLength");
    invalid.put(numbered(51), "400 InvalidTags");
    return invalid;
  }

  static Stream<SampleResource> samples() {
    return SampleResource.tagged(arm);
  }

  @Test
  void samplesCoverEveryTypeWithTags() {
    var changed =
        DeclaredEndpoints.operations(azure).all().stream()
            .filter(operation -> operation.method().equals("PATCH"))
            .map(Operation::template)
            // Changes the tags of any of the other types: see TagOperationsTests.
            .filter(template -> !template.endsWith("/tags/default"))
            // Management groups have no tags.
            .filter(template -> !template.startsWith("/providers/"))
            .collect(Collectors.toSet());

    assertThat(
            samples()
                .map(sample -> List.of(sample.id(arm).substring(1).split("/", -1)))
                .map(segments ->
                    DeclaredEndpoints.operations(azure).find("PATCH", segments).orElseThrow())
                .map(match -> match.value().template())
                .collect(Collectors.toSet()))
        .isEqualTo(changed);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void tagsWithinLimitsAreKept(SampleResource sample) {
    for (var tags : VALID) {
      for (var answer : written(sample, tags)) {
        assertThat(answer.status()).as(answer.body().text()).isIn(200, 201);
        var read = json(arm.get(sample.id(arm), sample.version())).path("tags");
        assertThat(read.size()).isEqualTo(tags.size());
        tags.forEach((name, value) -> assertThat(read.path(name).asText()).isEqualTo(value));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void tagsBeyondLimitsAreRejected(SampleResource sample) {
    assertThat(sample.put(arm, "{\"kept\":\"yes\"}").status()).isEqualTo(200);

    INVALID.forEach((tags, expected) -> {
      for (var answer : written(sample, tags)) {
        assertThat(error(answer)).as(tags.toString()).isEqualTo(expected);
      }
    });

    assertThat(json(arm.get(sample.id(arm), sample.version())).at("/tags/kept").asText())
        .isEqualTo("yes");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void tagsOfWrongTypeAreRejected(SampleResource sample) {
    for (var tags :
        List.of("[]", "\"a\"", "1", "true", "{\"a\":1}", "{\"a\":null}", "{\"a\":[]}")) {
      for (var answer : List.of(sample.put(arm, tags), sample.patch(arm, tags))) {
        assertThat(error(answer)).as(tags).isEqualTo("400 InvalidRequestContent");
        assertThat(message(answer)).contains("tags");
      }
    }
  }

  private static List<Response> written(SampleResource sample, Map<String, String> tags) {
    var text = Json.write(tags);
    return List.of(sample.put(arm, text), sample.patch(arm, text));
  }
}
