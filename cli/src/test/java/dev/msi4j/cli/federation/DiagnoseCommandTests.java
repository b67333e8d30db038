package dev.msi4j.cli.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.cli.Groups;
import dev.msi4j.cli.Terminal;
import dev.msi4j.cli.azure.AzureConnection;
import dev.msi4j.local.GitHubWorkflow;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.io.IOException;
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

class DiagnoseCommandTests {
  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Terminal terminal = Terminal.signedIn(azure);

  @BeforeAll
  static void createIdentities() {
    var client = AzureConnection.of(azure.environment()).client();
    Groups.create(client, "shop");
    for (String name : List.of("orders", "no-credentials")) {
      client
          .userAssignedIdentities()
          .createOrUpdate("shop", name, Identity.builder().location("westeurope").build());
    }
    client
        .federatedIdentityCredentials()
        .createOrUpdate(
            "shop",
            "orders",
            "production",
            FederatedIdentityCredential.builder()
                .issuer(GitHubWorkflow.ISSUER)
                .subject("repo:contoso/shop:environment:production")
                .audiences("api://AzureADTokenExchange")
                .build());
  }

  @Test
  void diagnoseReadsTokenFromFile(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("token"), token("contoso/shop"));

    var result = run("--token-file", file.toString());

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.out()).isEqualToIgnoringNewLines("production trusts the token");
  }

  @Test
  void tablePrintsFieldDifferenceAndValues() {
    var result = terminal.answering(token("Contoso/shop") + "\n").run(text("--token-file", "-"));

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.lines())
        .satisfiesExactly(
            verdict -> assertThat(verdict).isEqualTo("AADSTS7002138: production comes closest"),
            names -> assertThat(names).matches("Field +Difference +Trusted +Presented"),
            cells ->
                assertThat(cells.split(" +"))
                    .containsExactly(
                        "SUBJECT",
                        "CASE",
                        "repo:contoso/shop:environment:production",
                        "repo:Contoso/shop:environment:production"));
  }

  @Test
  void jsonContainsCodeAndDifference() {
    var result =
        terminal
            .answering(token("Contoso/shop"))
            .run(text("--token-file", "-", "--output", "json"));

    assertThat(result.lines())
        .startsWith("{", "  \"trusted\": false,", "  \"code\": \"AADSTS7002138\",")
        .contains("    \"name\": \"production\",", "      \"difference\": \"CASE\",");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "repo:contoso/shop:environment:production|api://AzureADTokenExchange|production trusts",
        "repo:contoso/shop:environment:staging|api://AzureADTokenExchange|AADSTS700213",
        "repo:contoso/shop:environment:production|api://AzureADTokenExchangeUSGov|OTHER_CLOUD"
      })
  void claimOptionsReplaceToken(String subject, String audience, String verdict) {
    var result =
        run("--issuer", GitHubWorkflow.ISSUER, "--subject", subject, "--audience", audience);

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.out()).contains(verdict);
  }

  @Test
  void immutableFormOfSameRepositoryIsReportedWithRemedy() {
    var token = token("contoso@123456/shop@456789");

    var table = terminal.answering(token).run(text("--token-file", "-"));
    var json = terminal.answering(token).run(text("--token-file", "-", "--output", "json"));

    assertThat(table.status()).as(table.err()).isZero();
    assertThat(table.lines().get(0)).isEqualTo("AADSTS700213: production comes closest");
    assertThat(table.out())
        .contains("SUBJECT  IMMUTABLE_FORM  repo:contoso/shop:environment:production")
        .contains(
            "same repository, immutable form: ",
            "create a credential for 'repo:contoso@123456/shop@456789:environment:production'");
    assertThat(json.out()).contains("\"remedy\": \"same repository, immutable form: ");
  }

  @ParameterizedTest
  @CsvSource({"UTF-8", "UTF-16LE", "UTF-16BE"})
  void tokenFileMayStartWithByteOrderMark(Charset charset, @TempDir Path folder)
      throws IOException {
    var content = ("\uFEFF" + token("contoso/shop") + "\r\n").getBytes(charset);
    var file = Files.write(folder.resolve("token"), content);

    assertThat(run("--token-file", file.toString()).out())
        .isEqualToIgnoringNewLines("production trusts the token");
  }

  @Test
  void directoryAsTokenFileIsRejected(@TempDir Path folder) {
    assertThat(run("--token-file", folder.toString()).err())
        .isEqualToIgnoringNewLines(
            "msi: --token-file '" + folder + "' cannot be read: it is a directory: name a file");
  }

  @Test
  void audienceDefaultsToTokenExchange() {
    var result =
        run(
            "--issuer",
            GitHubWorkflow.ISSUER,
            "--subject",
            "repo:contoso/shop:environment:production");

    assertThat(result.out()).contains("production trusts the token");
  }

  @Test
  void identityWithoutCredentialsIsReported() {
    var result =
        terminal.run(
            "federation",
            "diagnose",
            "-g",
            "shop",
            "--identity-name",
            "no-credentials",
            "--issuer",
            "https://a.example",
            "--subject",
            "s");

    assertThat(result.out())
        .isEqualToIgnoringNewLines("AADSTS70025: no-credentials has no credentials");
  }

  @Test
  void invalidTokenIsNotPrinted() {
    var result = terminal.answering("se.cret\n").run(text("--token-file", "-"));

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .startsWith("msi: token (not shown) must be three parts")
        .doesNotContain("cret");
  }

  @Test
  void missingTokenFileIsRejected() {
    var result = run("--token-file", "no-such");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .startsWith("msi: --token-file 'no-such' cannot be read: no such file or directory");
  }

  @ParameterizedTest
  @CsvSource({"''", "--issuer https://a.example", "--token-file a --issuer b --subject c"})
  void missingOrConflictingOptionsAreUsageErrors(String options) {
    var result = options.isEmpty() ? run() : run(options.split(" "));

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).startsWith("msi: ").contains("Try 'msi federation diagnose --help'.");
  }

  private static String token(String repository) {
    return azure
        .createGitHubActionsIssuer()
        .token(GitHubWorkflow.of(repository).environment("production").claims());
  }

  private static Terminal.Result run(String... options) {
    return terminal.run(text(options));
  }

  private static String[] text(String... options) {
    var text =
        new ArrayList<>(
            List.of("federation", "diagnose", "-g", "shop", "--identity-name", "orders"));
    text.addAll(List.of(options));
    return text.toArray(String[]::new);
  }
}
