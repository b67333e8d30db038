package dev.msi4j.cli.federation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.cli.Groups;
import dev.msi4j.cli.Terminal;
import dev.msi4j.cli.azure.AzureConnection;
import dev.msi4j.cli.console.TextFile;
import dev.msi4j.cli.manifest.Source;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the plan and apply commands with federation files. */
class FederationFileTests {
  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final ManagedServiceIdentityClient client =
      AzureConnection.of(azure.environment()).client();
  private static final Terminal terminal = Terminal.signedIn(azure);

  @TempDir private Path folder;

  @BeforeAll
  static void createGroup() {
    Groups.create(client, "shop");
  }

  @Test
  void applyPerformsPlanAndIsIdempotent() {
    createIdentities("orders", "carts");
    createCredential("orders", "main", "https://a.example", "has the name already");
    var file =
        writeYaml(
            """
            identities:
            - resourceGroup: shop
              name: orders
              credentials:
              - name: main
                githubBranch: contoso/shop@main
              - issuer: https://oidc.example.com/cluster-1
                kubernetes: shop/orders
            - resourceGroup: shop
              name: carts
              credentials:
              - {name: job, issuer: https://a.example, subject: job, audiences: [api://x]}
            """);

    var plan = terminal.run("federation", "plan", "--file", file);

    assertThat(plan.status()).as(plan.err()).isZero();
    assertThat(plan.lines().get(0)).matches("Action +Identity +Subject +Name");
    assertThat(plan.out())
        .containsPattern(
            "(?m)^create +shop/orders +repo:contoso/shop:ref:refs/heads/main +main-\\S+$")
        .containsPattern(
            "(?m)^create +shop/orders +system:serviceaccount:shop:orders +system-\\S+$")
        .containsPattern("(?m)^create +shop/carts +job +job$")
        .endsWith("\n3 create" + System.lineSeparator());
    assertThat(credentials("orders")).hasSize(1);

    var applied = terminal.run("federation", "apply", "--file", file);

    assertThat(applied.status()).as(applied.err()).isZero();
    assertThat(applied.out())
        .containsPattern("(?m)^created +shop/carts +job +job$")
        .endsWith("\n3 created" + System.lineSeparator());
    assertThat(credentials("carts"))
        .singleElement()
        .satisfies(each -> assertThat(each.audiences()).containsExactly("api://x"));

    assertThat(terminal.run("federation", "apply", "--file", file).out())
        .endsWith("\n3 unchanged" + System.lineSeparator());
  }

  @Test
  void applyDeletesOtherCredentialsOnRequestOnly() {
    createIdentities("cleaned");
    createCredential("cleaned", "old", "https://a.example", "old");
    var file = writeYaml("identities: [{resourceGroup: shop, name: cleaned, credentials: []}]");

    assertThat(terminal.run("federation", "apply", "-f", file).out()).contains("nothing to do");
    assertThat(credentials("cleaned")).hasSize(1);
    assertThat(terminal.run("federation", "plan", "-f", file, "--delete-others").out())
        .containsPattern("(?m)^delete +shop/cleaned +old +old$");
    assertThat(credentials("cleaned")).hasSize(1);
    assertThat(terminal.run("federation", "apply", "-f", file, "--delete-others").out())
        .containsPattern("(?m)^deleted +shop/cleaned +old +old$");
    assertThat(credentials("cleaned")).isEmpty();
  }

  @Test
  void applyUpdatesAudienceInPlace() {
    createIdentities("moved");
    createCredential("moved", "job", "https://a.example", "job");
    var file =
        writeYaml(
            """
            identities:
            - resourceGroup: shop
              name: moved
              credentials: [{issuer: "https://a.example", subject: job, audiences: ["api://y"]}]
            """);

    assertThat(terminal.run("federation", "plan", "-f", file).out())
        .containsPattern("(?m)^update +shop/moved +job +job$");
    assertThat(terminal.run("federation", "apply", "-f", file).out())
        .containsPattern("(?m)^updated +shop/moved +job +job$");
  }

  @Test
  void planReadsJsonFileAndPrintsJson() {
    createIdentities("as-json");
    var file =
        writeFile(
            "trust.json",
            """
            {
            \t"identities": [
            \t\t{"resourceGroup": "shop", "name": "as-json", "credentials": [
            \t\t\t{"name": "main", "githubBranch": "contoso/shop@main"}]}]
            }
            """);

    var plan = terminal.run("federation", "plan", "-f", file, "-o", "json");
    var applied = terminal.run("federation", "apply", "-f", file, "-o", "json");

    assertThat(plan.status()).as(plan.err()).isZero();
    assertThat(plan.lines())
        .startsWith("[")
        .contains(
            "    \"action\": \"create\",",
            "    \"name\": \"main\",",
            "        \"subject\": \"repo:contoso/shop:ref:refs/heads/main\",");
    assertThat(applied.lines()).contains("    \"action\": \"created\",");
  }

  @Test
  void applyReadsStandardInput() {
    createIdentities("piped");

    var applied =
        terminal
            .answering(
                "identities: [{resourceGroup: shop, name: piped, credentials: [{githubBranch:"
                    + " o/r@main}]}]")
            .run("federation", "apply", "-f", "-");

    assertThat(applied.status()).as(applied.err()).isZero();
    assertThat(credentials("piped")).hasSize(1);
  }

  @Test
  void applyContinuesAfterFailureAndReturns1() {
    createIdentities("there");
    var file =
        writeYaml(
            """
            identities:
            - {resourceGroup: shop, name: missing, credentials: [{githubBranch: o@1/r@2@main}]}
            - {resourceGroup: shop, name: there, credentials: [{githubBranch: o@1/r@2@main}]}
            """);

    var applied = terminal.run("federation", "apply", "-f", file, "--wait", "PT0S");
    var json = terminal.run("federation", "apply", "-f", file, "--wait", "PT0S", "-o", "json");

    assertThat(applied.status()).isEqualTo(1);
    assertThat(applied.out())
        .containsPattern("(?m)^failed +shop/missing .*: \\w*ResourceNotFound: ")
        .containsPattern("(?m)^created +shop/there ")
        .contains("1 created, 1 failed");
    assertThat(applied.err())
        .isEqualToIgnoringNewLines(
            "msi: 1 of 2 credentials differ from the file: see the failures above");
    assertThat(json.status()).isEqualTo(1);
    assertThat(json.out()).contains("\"failure\": \"", "\"action\": \"unchanged\"");
  }

  @Test
  void planReportsCredentialBeyondLimit() {
    createIdentities("full");
    var twentyOne = new StringBuilder();
    for (int i = 0; i < 21; i++) {
      twentyOne.append("  - {issuer: https://a.example, subject: job-").append(i).append("}\n");
    }
    var file =
        writeYaml("identities:\n- resourceGroup: shop\n  name: full\n  credentials:\n" + twentyOne);

    var plan = terminal.run("federation", "plan", "-f", file);

    assertThat(plan.status()).isZero();
    assertThat(plan.out())
        .containsPattern(
            "(?m)^fail +shop/full .*has reached the limit; cannot create the credential.*20 of 20 used")
        .contains("20 create, 1 fail");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|line 1, column 1: the file must have the keys identities, and is a list: for example"
            + " identities: [",
        "text|line 1, column 1: the file must have the keys identities, and is the text 'text':"
            + " for",
        "identities: [|line 1, column 14: this is not valid YAML: ",
        "``|line 1, column 1: the file is empty: for example identities: [",
        "~|line 1, column 1: identities must be given: for example identities: [",
        "identities: x|line 1, column 13: identities must be a list, and is the text 'x': for"
            + " example",
        "identities: []|line 1, column 1: identities must name at least one identity",
        "identity: []|line 1, column 1: identity must be one of identities",
        "identities: [{name: a}]|line 1, column 14: identities[0].resourceGroup must be given",
        "identities: [{resourceGroup: shop}]|identities[0].name must be given",
        "identities: [{resourceGroup: shop, name: abc}]|identities[0].credentials must be given",
        "identities: [null]|line 1, column 14: identities[0] must have the keys credentials, name,"
            + " resourceGroup, and is null",
        "identities: [{resourceGroup: a/b, name: abc, credentials: []}]|line 1, column 15:"
            + " identities[0]: resourceGroup 'a/b' must",
        "identities: [{resourceGroup: shop, name: abc, credentials: [{}]}]|line 1, column 61:"
            + " identities[0].credentials[0]: one of subject, claimsMatchingExpression,"
            + " githubBranch, githubTag, githubPullRequest, githubEnvironment, kubernetes,"
            + " gitlabBranch, gitlabTag, azureDevops, terraformCloud, google, aws, buildkite must be"
            + " given, and only one",
        "identities: [{resourceGroup: shop, name: abc, credentials: [{subjet: s}]}]|line 1, column"
            + " 62: identities[0].credentials[0].subjet must be one of audiences,"
            + " aws, azureDevops, buildkite, claimsMatchingExpression, githubBranch",
        "identities: [{resourceGroup: shop, name: abc, credentials: [{githubBranch: o/r}]}]|line 1,"
            + " column 62: identities[0].credentials[0]: githubBranch 'o/r' must be"
            + " owner/repository@branch",
        "identities: [{resourceGroup: shop, name: abc, credentials: [{githubBranch:"
            + " o/r@refs/heads/main}]}]|line 1, column 62: identities[0].credentials[0]:"
            + " githubBranch 'o/r@refs/heads/main': branch 'refs/heads/main' must be the name"
            + " alone, such as 'main'",
        "identities: [{resourceGroup: shop, name: abc, credentials: [{subject:"
            + " s}]}]|identities[0].credentials[0]: issuer must be given",
        "identities: [{resourceGroup: shop, name: abc, credentials: [{subject: s, subject:"
            + " t}]}]|line 1, column 74: the key 'subject' is duplicated",
        "identities: [{resourceGroup: shop, name: abc, credentials: [{githubBranch: o/r@a,"
            + " audiences: [null]}]}]|line 1, column 95: identities[0].credentials[0].audiences[0]"
            + " must be a text, and is null: for example",
        "identities: [{resourceGroup: shop, name: abc, credentials: [{githubBranch: o/r@a,"
            + " audiences: api://x}]}]|line 1, column 94: identities[0].credentials[0].audiences"
            + " must be a list, and is the text 'api://x': for example {issuer",
        "identities: [{resourceGroup: shop, name: [abc], credentials: []}]|line 1, column 42:"
            + " identities[0].name must be a text, and is a list",
        "identities: [{resourceGroup: shop, name: abc, credentials: [{githubBranch: o@1/r@2@a,"
            + " name: one}, {githubBranch: o@1/r@2@b, name: one}]}]|identities[0]: name 'one' must"
            + " be used for one credential only",
        "identities: [{resourceGroup: shop, name: abc, credentials: []}, {resourceGroup: SHOP,"
            + " name: abc, credentials: []}]|identities[1].name 'abc' must occur once for its"
            + " resource group",
        "identities: *undefined|line 1, column 13: the alias '*undefined' has no anchor"
            + " '&undefined' before it",
        "identities: &a [*a]|line 1, column 13: the anchor here has an alias to itself",
        "identities: !include other.yaml|line 1, column 13: the tag '!include' is not supported",
        "<<: text|line 1, column 1: << must be followed by keys with values",
        "? [a]: b|line 1, column 3: a key must be a text"
      })
  void errorContainsFilePositionKeyAndRule(String text, String why) {
    var file = writeYaml(text);

    assertRejected(file, why);
  }

  @Test
  void planWarnsOfIssuerWithTrailingSlash() {
    createIdentities("warned");
    var file =
        writeYaml(
            """
            identities:
            - {resourceGroup: shop, name: warned, credentials: [{issuer: https://a/, subject: s}]}
            """);

    var plan = terminal.run("federation", "plan", "-f", file);

    assertThat(plan.status()).isZero();
    assertThat(plan.err())
        .startsWith(
            "msi: warning: --file '"
                + file
                + "', identities[0].credentials[0]: issuer 'https://a/' ends with a slash")
        .hasLineCount(1);
  }

  @Test
  void missingFileAndDirectoryAreRejectedWithoutClassName() {
    var missing = terminal.run("federation", "plan", "-f", "no-such.yaml");
    var folderGiven = terminal.run("federation", "plan", "-f", folder.toString());

    assertThat(missing.status()).isEqualTo(1);
    assertThat(missing.err())
        .isEqualToIgnoringNewLines(
            "msi: --file 'no-such.yaml' cannot be read: no such file or directory");
    assertThat(folderGiven.status()).isEqualTo(1);
    assertThat(folderGiven.err())
        .isEqualToIgnoringNewLines(
            "msi: --file '" + folder + "' cannot be read: it is a directory: name a file");
  }

  @Test
  void yamlAliasesAndMergeKeysAreResolved() {
    createIdentities("anchored", "aliased");
    var file =
        writeYaml(
            """
            x-defaults: &defaults
              issuer: https://oidc.example.com/cluster-1
              audiences: [api://x]
            identities:
            - resourceGroup: shop
              name: anchored
              credentials: &all
              - <<: *defaults
                subject: &o system:serviceaccount:shop:orders
              - <<: [{issuer: "https://b.example"}, *defaults]
                subject: *o
            - resourceGroup: shop
              name: aliased
              credentials: *all
            """);

    var applied = terminal.run("federation", "apply", "-f", file);

    assertThat(applied.status()).as(applied.err()).isZero();
    assertThat(credentials("aliased"))
        .extracting(FederatedIdentityCredential::issuer, FederatedIdentityCredential::subject)
        .containsExactlyInAnyOrder(
            tuple("https://oidc.example.com/cluster-1", "system:serviceaccount:shop:orders"),
            tuple("https://b.example", "system:serviceaccount:shop:orders"));
    assertThat(credentials("anchored"))
        .hasSize(2)
        .allSatisfy(each -> assertThat(each.audiences()).containsExactly("api://x"));
  }

  @Test
  void explicitKeyOverridesMergedKey() {
    var file =
        writeYaml(
            """
            x-a: &a {subject: theirs, issuer: "https://a.example"}
            identities:
            - resourceGroup: shop
              name: absent
              credentials: [{subject: own, <<: *a}]
            """);

    assertThat(manifest(file).desired("s", false, warning -> {}))
        .hasSize(1)
        .allSatisfy((id, desired) ->
            assertThat(desired.credentials())
                .singleElement()
                .returns("own", FederatedIdentityCredential::subject));
  }

  @Test
  void secondDocumentIsRejectedWithPosition() {
    assertRejected(
        writeYaml("identities: []\n---\nidentities: []\n"), "line 3, column 1: a second document");
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8, true, yaml",
    "UTF-16LE, true, yaml",
    "UTF-16BE, true, yaml",
    "UTF-32LE, true, yaml",
    "UTF-8, true, json",
    "UTF-16LE, true, json"
  })
  void byteOrderMarkSelectsEncoding(Charset charset, boolean mark, String ending)
      throws IOException {
    createIdentities("encoded");
    String text =
        (mark ? "\uFEFF" : "")
            + "{\"identities\": [{\"resourceGroup\": \"shop\", \"name\": \"encoded\","
            + " \"credentials\": [{\"issuer\": \"https://a.example\", \"subject\": \"größe\"}]}]}";
    var file = Files.write(folder.resolve("encoded." + ending), text.getBytes(charset));

    var plan = terminal.run("federation", "plan", "-f", file.toString());

    assertThat(plan.status()).as(plan.err()).isZero();
    assertThat(plan.out()).contains("shop/encoded", "größe");
  }

  @Test
  void invalidBytesAreRejectedWithPosition() throws IOException {
    var latin = Files.write(folder.resolve("a.yaml"), "a: b\nc: \u00e4\n".getBytes(ISO_8859_1));
    var noMark = Files.write(folder.resolve("b.yaml"), "a: b".getBytes(UTF_16LE));

    assertRejected(latin.toString(), "line 2, column 4: the byte at offset 8 is not UTF-8: save");
    assertRejected(
        noMark.toString(), "line 1, column 1: the file has zero bytes, as UTF-16 without");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\\n"
            + " \"identities\": [],\\n"
            + " \"identitys\": []}|line 3, column 2: identitys must be one of identities",
        "{\"identities\": [],\\n"
            + " \"identities\": []}|line 2, column 2: the key 'identities' is duplicated",
        "{\"identities\": [|line 1, column 17: the file ends too early",
        "{\"identities\": [}|line 1, column 17: this is not valid JSON from '}' on",
        "{\"identities\": nul}|line 1, column 16: this is not valid JSON from 'nul}' on",
        "{} {}|line 1, column 4: a second value begins here",
        "[]|line 1, column 1: the file must have the keys identities, and is a list",
        "``|line 1, column 1: the file is empty"
      })
  void jsonErrorContainsPosition(String text, String why) {
    assertRejected(writeFile("trust.json", text.replace("\\n", "\n")), why);
  }

  @Test
  void fileAcceptsEachKindOfGitHubSubject() {
    var file =
        writeYaml(
            """
            identities:
            - resourceGroup: shop
              name: github
              credentials:
              - githubBranch: octo-org@123456/octo-repo@456789@feature/a@b
              - githubTag: octo-org@123456/octo-repo@456789@v1
              - githubPullRequest: octo-org@123456/octo-repo@456789
              - githubEnvironment: octo-org@123456/octo-repo@456789@production
              - githubBranch: octo-org/octo-repo@feature/a@b
            """);
    var warnings = new ArrayList<String>();

    var desired = manifest(file).desired("s", false, warnings::add);

    assertThat(desired.values().iterator().next().credentials())
        .extracting(FederatedIdentityCredential::subject)
        .containsExactly(
            "repo:octo-org@123456/octo-repo@456789:ref:refs/heads/feature/a@b",
            "repo:octo-org@123456/octo-repo@456789:ref:refs/tags/v1",
            "repo:octo-org@123456/octo-repo@456789:pull_request",
            "repo:octo-org@123456/octo-repo@456789:environment:production",
            "repo:octo-org/octo-repo:ref:refs/heads/feature/a@b");
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("identities[0].credentials[4]: subject 'repo:octo-org/octo-repo:")
        .contains("has names only");
  }

  @ParameterizedTest
  @CsvSource({
    "githubBranch, o@1/r@main",
    "githubBranch, o@1/r@2",
    "githubBranch, o/r.git@main",
    "githubBranch, o@x/r@2@main",
    "githubBranch, https://github.com/o/r@main",
    "githubTag, o/r@refs/tags/v1",
    "githubTag, o/r",
    "githubEnvironment, o/r@environment:prod",
    "githubPullRequest, o/r@42",
    "githubPullRequest, o/r@main",
    "githubPullRequest, o@1/r"
  })
  void unmatchableGitHubSubjectIsRejected(String key, String value) {
    assertRejected(
        writeYaml(
            "identities:\n- resourceGroup: shop\n  name: github\n  credentials:\n  - "
                + key
                + ": "
                + value),
        "line 5, column 5: identities[0].credentials[0]: " + key + " '" + value + "'");
  }

  private static void assertRejected(String file, String why) {
    var result = terminal.run("federation", "plan", "-f", file);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .startsWith("msi: --file '" + file + "', ")
        .contains(why)
        .doesNotContain("Exception", "jackson", "yaml.snake", "java.");
    assertThat(result.err().lines().skip(1)).hasSizeLessThanOrEqualTo(2);
    assertThat(result.err().lines().skip(1))
        .as("the quoted line, and the mark of its column")
        .allMatch(line -> line.matches("\\d+ \\| .*| +\\^"));
  }

  private static FederationManifest manifest(String file) {
    var source = new Source(file, TextFile.read(file, Path.of(file)));
    return new FederationManifest(source, source.read(Path.of(file)));
  }

  private static void createIdentities(String... names) {
    for (String name : names) {
      client
          .userAssignedIdentities()
          .createOrUpdate("shop", name, Identity.builder().location("westeurope").build());
    }
  }

  private static void createCredential(
      String identity, String name, String issuer, String subject) {
    client
        .federatedIdentityCredentials()
        .createOrUpdate(
            "shop",
            identity,
            name,
            FederatedIdentityCredential.builder()
                .issuer(issuer)
                .subject(subject)
                .audiences("api://AzureADTokenExchange")
                .build());
  }

  private static List<FederatedIdentityCredential> credentials(String identity) {
    return client.federatedIdentityCredentials().list("shop", identity).stream().toList();
  }

  private String writeYaml(String text) {
    return writeFile("trust.yaml", text);
  }

  private String writeFile(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
