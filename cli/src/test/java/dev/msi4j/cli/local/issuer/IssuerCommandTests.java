package dev.msi4j.cli.local.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.cli.ServedDirectory;
import dev.msi4j.cli.Terminal;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IssuerCommandTests {
  @TempDir private static Path folder;
  @AutoClose private static ServedDirectory served;
  private static LocalAzure azure;

  @BeforeAll
  static void startServer() throws IOException {
    served = ServedDirectory.start(folder, TestAzure.builder());
    azure = served.azure();
  }

  @Test
  void issuersAreCreatedListedRotatedAndDeleted() {
    assertThat(run("create", "cluster").out())
        .contains("cluster  " + azure.armEndpoint() + "/issuers/cluster");
    run("create", "github", "--url", "https://token.actions.githubusercontent.com");

    assertThat(run("list").lines())
        .anyMatch(line -> line.matches("github +https://token.actions.githubusercontent.com"));
    assertThat(run("rotate", "cluster").out()).startsWith("Rotated the key of cluster.");
    assertThat(run("delete", "cluster").out()).startsWith("Deleted cluster.");
    assertThat(run("list").out()).doesNotContain("cluster");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--subject job|\"sub\":\"job\"",
        "--subject job|\"aud\":\"api://AzureADTokenExchange\"",
        "--subject job --audience api://else|\"aud\":\"api://else\"",
        "--subject job --claim a=b --claim c=d|\"a\":\"b\",\"c\":\"d\"",
        "--kubernetes shop/orders|\"sub\":\"system:serviceaccount:shop:orders\"",
        "--kubernetes shop/orders|\"namespace\":\"shop\"",
        "--github octo/app|\"sub\":\"repo:octo/app:ref:refs/heads/main\"",
        "--github"
            + " octo-org@123456/octo-repo@456789|\"sub\":\"repo:octo-org@123456/octo-repo@456789:ref:refs/heads/main\"",
        "--github octo-org@123456/octo-repo@456789|\"repository\":\"octo-org/octo-repo\"",
        "--github octo-org@123456/octo-repo@456789|\"repository_id\":\"456789\"",
        "--github octo-org@123456/octo-repo@456789|\"repository_owner_id\":\"123456\"",
        "--github octo/app --branch dev|\"sub\":\"repo:octo/app:ref:refs/heads/dev\"",
        "--github octo/app --tag v1|\"sub\":\"repo:octo/app:ref:refs/tags/v1\"",
        "--github octo/app --pull-request 7|\"sub\":\"repo:octo/app:pull_request\"",
        "--github octo/app --environment prod|\"sub\":\"repo:octo/app:environment:prod\"",
        "--github octo/app --job-workflow-ref a/b/c.yml@x|\"job_workflow_ref\":\"a/b/c.yml@x\""
      })
  void tokenContainsRequestedClaims(String options, String claim) {
    azure.createIssuer("tokens");

    var result = run(all("token", "tokens", options));

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.lines()).hasSize(1);
    assertThat(payload(result.out())).contains(claim, "/issuers/tokens\"");
  }

  @Test
  void lifetimeOptionSetsExpiry() {
    azure.createIssuer("tokens");

    var payload = payload(run("token", "tokens", "--subject", "s", "--lifetime", "PT2M").out());

    assertThat(number(payload, "exp") - number(payload, "iat")).isEqualTo(120);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "create UPPER|1|name is 'UPPER': it must be",
        "create x --url http://a.example|1|url is 'http://a.example': it must be",
        "rotate none|1|The issuer 'none' does not exist.",
        "delete a/b|1|The issuer 'a/b' does not exist.",
        "token none --subject s|1|The issuer 'none' does not exist.",
        "token none|2|--subject",
        "token none --subject s --github a/b|2|mutually exclusive",
        "token none --github octo|1|repository is 'octo': it must be OWNER/NAME",
        "token none --github octo@1/app|1|OWNER@OWNER_ID/NAME@REPOSITORY_ID",
        "token none --github octo/app --branch refs/heads/main|1|branch is 'refs/heads/main': it"
            + " must be the name",
        "token none --kubernetes shop|1|--kubernetes is 'shop': it must be NAMESPACE/ACCOUNT",
        "token none --subject s --branch b|1|require --github",
        "token none --github a/b --branch b --tag t|1|only one of --branch, --tag",
        "token none --subject s --lifetime soon|2|--lifetime"
      })
  void invalidArgumentIsRejected(String text, int status, String why) {
    var result = run(all(text));

    assertThat(result.status()).as(result.err()).isEqualTo(status);
    assertThat(result.err()).contains(why);
  }

  @Test
  void listFailsIfNoServerRuns(@TempDir Path empty) {
    var result = Terminal.in(empty).run("local", "issuer", "list", "--state", empty.toString());

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).startsWith("msi: no local Azure runs on " + empty);
  }

  private static String[] all(String... text) {
    return String.join(" ", text).split(" ", -1);
  }

  private static Terminal.Result run(String... text) {
    var all = new ArrayList<>(List.of("local", "issuer"));
    all.addAll(List.of(text));
    all.addAll(List.of("--state", folder.toString()));
    return Terminal.in(folder).run(all.toArray(String[]::new));
  }

  private static String payload(String token) {
    return new String(
        Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
  }

  private static long number(String payload, String claim) {
    return Long.parseLong(payload.replaceFirst(".*\"" + claim + "\":(\\d+).*", "$1"));
  }
}
