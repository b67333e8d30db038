package dev.msi4j.cli.estate;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import dev.msi4j.cli.Commands;
import dev.msi4j.cli.Documents;
import dev.msi4j.cli.JsonSchemas;
import dev.msi4j.cli.azure.Resource;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.JsonText;
import dev.msi4j.cli.federation.CredentialReader;
import dev.msi4j.cli.manifest.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Tests that the JSON Schema of the jar, which editors use, accepts the files that msi accepts. */
class EstateSchemaTests {
  private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";
  private static final String FILE = "estate.schema.json";
  private static final Set<String> LOOP = Set.of("forEach", "as");

  private static final Pattern HELP_BLOCK =
      Pattern.compile("(?m)^  (?:identities|resourceGroups):\n(?:  .*\n)+");
  private static final Pattern ESTATE =
      Pattern.compile("(?m)^(?:identities|resourceGroups|roleAssignments):");

  private static final Schema SCHEMA = JsonSchemas.read(EstateReader.class, FILE);

  /** Returns what the schema rejects in a file. */
  static List<String> errors(String yaml) {
    var value = new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(yaml);
    return JsonSchemas.errors(SCHEMA, JsonText.write(value));
  }

  /** Returns whether the command accepts a file. */
  static boolean isAccepted(String yaml) {
    var source = new Source("estate.yaml", yaml);
    var reader =
        new EstateReader(
            "11111111-1111-1111-1111-111111111111", UnaryOperator.identity(), warning -> {});
    try {
      return reader.add(source, source.read(Path.of("estate.yaml"))).read(Map.of()) != null;
    } catch (CommandException e) {
      return false;
    }
  }

  @Test
  void schemaConformsToItsDraft() {
    var text = JsonSchemas.text(EstateReader.class, FILE);

    assertThat(text).contains("\"$schema\": \"" + DRAFT + "\"");
    assertThat(JsonSchemas.errors(JsonSchemas.ofSchemas(DRAFT), text)).isEmpty();
  }

  @Test
  void schemaHasKeysOfReader() {
    var schema =
        Resource.of(
            JsonText.readObject(
                JsonSchemas.text(EstateReader.class, FILE).getBytes(StandardCharsets.UTF_8)));

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

  @Test
  void examplesOfHelpAndDocumentsAreValid() throws IOException {
    var examples = Stream.concat(ofHelp(), ofDocuments()).toList();

    assertThat(examples).hasSizeGreaterThan(4);
    assertThat(examples)
        .allSatisfy(example -> {
          assertThat(errors(example)).as(example).isEmpty();
          assertThat(isAccepted(example)).as(example).isTrue();
        });
  }

  private static Stream<String> ofHelp() {
    return Commands.all().values().stream()
        .map(command -> String.join("\n", command.getCommandSpec().usageMessage().footer()) + "\n")
        .flatMap(text -> HELP_BLOCK.matcher(text).results())
        .map(block -> block.group().replaceAll("(?m)^  ", ""));
  }

  private static Stream<String> ofDocuments() throws IOException {
    return Stream.concat(Documents.blocks("yaml"), Documents.blocks("json"))
        .filter(block -> ESTATE.matcher(block).find());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{variables: null, x-note: {a: 1}}",
        "{variables: {all: [{name: shop}]}, resourceGroups: '${all}'}",
        "{variables: {one: {name: shop}}, resourceGroups: ['${one}']}",
        "{resourceGroups: [{name: shop, location: null, tags: null}]}",
        "{variables: {n: 2}, resourceGroups: [{forEach: '1..${n}', name: 'g${each}'}]}",
        "{identities: [{resourceGroup: g, name: abc, isolationScope: regional, credentials:"
            + " null}]}",
        "{identities: [{resourceGroup: g, name: abc, credentials: [{githubBranch: null,"
            + " subject: s, issuer: 'https://a.example'}]}]}",
        "{identities: [{resourceGroup: g, name: abc, roles: [{role: Reader,"
            + " scope: RESOURCEGROUPS/g}]}]}"
      })
  void commandAndSchemaAccept(String yaml) {
    assertThat(errors(yaml)).isEmpty();
    assertThat(isAccepted(yaml)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{identitys: []}",
        "{variables: {1a: x}}",
        "{resourceGroups: {name: shop}}",
        "{resourceGroups: [shop]}",
        "{resourceGroups: [{location: westeurope}]}",
        "{resourceGroups: [{name: shop, as: each}]}",
        "{resourceGroups: [{forEach: 5, name: shop}]}",
        "{resourceGroups: [{forEach: 1..9999999, name: 'g${each}'}]}",
        "{resourceGroups: [{name: shop, tags: {a: null}}]}",
        "{identities: [{name: abc}]}",
        "{identities: [{resourceGroup: g, name: abc, isolationScope: Global}]}",
        "{identities: [{resourceGroup: g, name: abc, virtualMachines: [{name: web}]}]}",
        "{identities: [{resourceGroup: g, name: abc, roles: [{role: Reader}]}]}",
        "{identities: [{resourceGroup: g, name: abc, roles: [{role: Reader, scope: g}]}]}",
        "{identities: [{resourceGroup: g, name: abc, credentials: [{name: main}]}]}",
        "{identities: [{resourceGroup: g, name: abc, credentials: [{subject: s}]}]}",
        "{identities: [{resourceGroup: g, name: abc, credentials: [{subject: s,"
            + " githubBranch: o/r@main}]}]}",
        "{identities: [{resourceGroup: g, name: abc, credentials: [{google:"
            + " '123456789012345678901', issuer: 'https://a.example'}]}]}",
        "{roleAssignments: [{principalId: me, role: Reader, scope: subscription}]}",
        "{roleAssignments: [{principalId: 10000000-0000-0000-0000-000000000000, role: Reader,"
            + " principalType: Robot, scope: subscription}]}"
      })
  void commandAndSchemaReject(String yaml) {
    assertThat(errors(yaml)).isNotEmpty();
    assertThat(isAccepted(yaml)).isFalse();
  }
}
