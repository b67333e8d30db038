package dev.msi4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.samples.Connection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Credentials that a file says are planned and applied. */
class FederationFileTests {
  private static LocalAzure azure;
  private static ManagedServiceIdentityClient client;
  private static Terminal terminal;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    azure = TestAzure.start();
    client = Connection.of(azure.environment()).client();
    terminal = Terminal.in(Path.of("no-home")).with(azure.environment());
    Groups.create(client, "shop");
  }

  @AfterAll
  static void stop() {
    azure.close();
  }

  @Test
  void appliesWhatItPlannedAndHasNothingToDoThen() {
    identities("orders", "carts");
    trust("orders", "main", "https://a.example", "has the name already");
    var file =
        yaml(
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
  void deletesOthersOnlyWhenToldTo() {
    identities("cleaned");
    trust("cleaned", "old", "https://a.example", "old");
    var file = yaml("identities: [{resourceGroup: shop, name: cleaned, credentials: []}]");

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
  void changesInPlaceWhatDiffersInItsAudience() {
    identities("moved");
    trust("moved", "job", "https://a.example", "job");
    var file =
        yaml(
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
  void readsJsonAndPrintsIt() {
    identities("as-json");
    var file =
        write(
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
  void readsStandardInput() {
    identities("piped");

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
  void goesOnAfterAFailureAndFailsInTheEnd() {
    identities("there");
    var file =
        yaml(
            """
            identities:
            - {resourceGroup: shop, name: missing, credentials: [{githubBranch: o/r@main}]}
            - {resourceGroup: shop, name: there, credentials: [{githubBranch: o/r@main}]}
            """);

    var applied = terminal.run("federation", "apply", "-f", file, "--wait", "PT0S");
    var json = terminal.run("federation", "apply", "-f", file, "--wait", "PT0S", "-o", "json");

    assertThat(applied.status()).isEqualTo(1);
    assertThat(applied.out())
        .containsPattern("(?m)^failed +shop/missing .*: \\w*ResourceNotFound: ")
        .containsPattern("(?m)^created +shop/there ")
        .contains("1 created, 1 failed");
    assertThat(applied.err())
        .isEqualToIgnoringNewLines("msi: 1 of 2 credentials are not as the file says");
    assertThat(json.status()).isEqualTo(1);
    assertThat(json.out()).contains("\"failure\": \"", "\"action\": \"unchanged\"");
  }

  @Test
  void plansWhatHasNoRoom() {
    identities("full");
    var twentyOne = new StringBuilder();
    for (int i = 0; i < 21; i++) {
      twentyOne.append("  - {issuer: https://a.example, subject: job-").append(i).append("}\n");
    }
    var file =
        yaml("identities:\n- resourceGroup: shop\n  name: full\n  credentials:\n" + twentyOne);

    var plan = terminal.run("federation", "plan", "-f", file);

    assertThat(plan.status()).isZero();
    assertThat(plan.out())
        .containsPattern("(?m)^fail +shop/full .*no room for the credential.*20 of 20 used")
        .contains("20 create, 1 fail");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|line 1: Cannot deserialize",
        "identities: [|line 1: ",
        "``|line 1: No content",
        "~|identities must be given",
        "identities: []|identities must name at least one identity",
        "identity: []|line 1: identity must be one of identities",
        "identities: [{name: a}]|identities[0].resourceGroup must be given",
        "identities: [{resourceGroup: shop}]|identities[0].name must be given",
        "identities: [{resourceGroup: shop, name: abc}]|identities[0].credentials must be given",
        "identities: [null]|identities[0] must be given",
        "identities: [{resourceGroup: a/b, name: abc, credentials: []}]|identities[0]: resourceGroup 'a/b' must",
        "identities: [{resourceGroup: shop, name: abc, credentials: [{}]}]|identities[0].credentials[0]: one of subject, claimsMatchingExpression, githubBranch, githubEnvironment, kubernetes must be given, and only one",
        "identities: [{resourceGroup: shop, name: abc, credentials: [{subjet: s}]}]|identities[0].credentials[0].subjet must be one of audiences, claimsMatchingExpression, githubBranch",
        "identities: [{resourceGroup: shop, name: abc, credentials: [{githubBranch: o/r}]}]|identities[0].credentials[0]: githubBranch 'o/r' must be owner/repository@branch",
        "identities: [{resourceGroup: shop, name: abc, credentials: [{subject: s}]}]|identities[0].credentials[0]: issuer must be given",
        "identities: [{resourceGroup: shop, name: abc, credentials: [{subject: s, subject: t}]}]|Duplicate field 'subject'",
        "identities: [{resourceGroup: shop, name: abc, credentials: [{githubBranch: o/r@a, name: one}, {githubBranch: o/r@b, name: one}]}]|identities[0]: name 'one' must be wanted for one credential only",
        "identities: [{resourceGroup: shop, name: abc, credentials: []}, {resourceGroup: SHOP, name: abc, credentials: []}]|identities[1].name 'abc' must be there once for its resource group"
      })
  void tellsInOneLineWhatIsWrongInAFile(String text, String why) {
    var file = yaml(text);

    var result = terminal.run("federation", "plan", "-f", file);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .startsWith("msi: --file '" + file + "', ")
        .contains(why)
        .hasLineCount(1);
  }

  @Test
  void warnsOfWhatIsLikelyToBeAMistake() {
    identities("warned");
    var file =
        yaml(
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
  void saysThatThereIsNoFile() {
    var result = terminal.run("federation", "plan", "-f", "no-such.yaml");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .startsWith("msi: --file 'no-such.yaml' cannot be read: NoSuchFileException");
  }

  private static void identities(String... names) {
    for (String name : names) {
      client
          .userAssignedIdentities()
          .createOrUpdate("shop", name, Identity.builder().location("westeurope").build());
    }
  }

  private static void trust(String identity, String name, String issuer, String subject) {
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

  private String yaml(String text) {
    return write("trust.yaml", text);
  }

  private String write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
