package dev.msi4j.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.cli.Terminal;
import dev.msi4j.cli.VirtualMachines;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTests {
  private static final String ESTATE =
      """
      resourceGroups: [{name: shop, location: westeurope}]
      identities:
      - resourceGroup: shop
        name: good
        credentials: [{name: main, githubBranch: contoso@12/shop@34@main}]
        roles: [{role: Reader, scope: resourceGroups/shop}]
      - resourceGroup: shop
        name: names
        credentials: [{name: main, githubBranch: contoso/shop@main}]
        roles: [{role: Contributor, scope: subscription}]
      - resourceGroup: shop
        name: idle
      """;

  @AutoClose private static final LocalAzure azure = TestAzure.builder().pageSize(50).start();
  private static final Terminal terminal = Terminal.signedIn(azure);

  @TempDir private static Path folder;

  @BeforeAll
  static void createEstate() throws IOException {
    var file = folder.resolve("estate.yaml");
    Files.writeString(file, ESTATE);
    var applied = terminal.run("apply", "-f", file.toString());
    assertThat(applied.status()).as(applied.err()).isZero();
    VirtualMachines.createWithIdentities(azure, "shop", "web", "good");
  }

  @Test
  void auditFindsFaultsOfSubscription() {
    var audit = run("audit", "-o", "csv");

    assertThat(audit.out())
        .contains(
            "F1,high,shop/names/main,",
            "F15,high,shop/good,has credentials and is assigned to shop/web,",
            "R1,high,names: Contributor,",
            "R2,high,shop/names,",
            "U1,medium,shop/idle,",
            "U2,medium,shop/good,no sign-in recorded,",
            "U3,low,shop/idle,")
        .contains("F8,not checked,", "F16,not checked,", "F17,not checked,", "U6,not checked,")
        .doesNotContain("R5,", "U4,", "F6,", "F2,");
    assertThat(audit.err()).contains("msi: warning: 4 rules are not checked: F8, F16, F17, U6");
  }

  @Test
  void ruleOptionsSelectRules() {
    assertThat(run("audit", "--rule", "f1,U3", "-o", "name").lines()).containsExactly("F1", "U3");
    assertThat(run("audit", "--rule", "F1,U3", "--skip-rule", "U3", "-o", "name").lines())
        .containsExactly("F1");
    assertThat(terminal.run("audit", "--rule", "F99").err())
        .contains("--rule 'F99' must be one of F1, F2,");
  }

  @Test
  void filesDeclareCredentials() throws IOException {
    var file = folder.resolve("declared.yaml");
    Files.writeString(
        file,
        """
        identities:
        - {resourceGroup: shop, name: names, credentials: []}
        - resourceGroup: shop
          name: good
          credentials: [{githubBranch: contoso@12/shop@34@main}]
        """);

    var audit = run("audit", "--rule", "F17", "--file", file.toString(), "-o", "csv");

    assertThat(audit.lines()).hasSize(2);
    assertThat(audit.lines().get(1)).startsWith("F17,medium,shop/names/main,");
  }

  @Test
  void exitStatusReportsSeverity() {
    assertThat(run("audit", "--rule", "U3").status()).isZero();
    assertThat(terminal.run("audit", "--rule", "U3", "--fail-on", "high").status()).isZero();
    assertThat(terminal.run("audit", "--rule", "U3", "--fail-on", "low").status()).isEqualTo(2);
    assertThat(terminal.run("audit", "--rule", "F8", "--fail-on", "low").status()).isZero();
    assertThat(terminal.run("audit", "--rule", "F8", "--fail-on-unchecked").status()).isEqualTo(2);
  }

  @Test
  void baselineAcceptsKnownFindings() throws IOException {
    var baseline = folder.resolve("accepted.json");
    var written = run("audit", "--skip-rule", "F1", "--write-baseline", baseline.toString());

    var audit = terminal.run("audit", "--baseline", baseline.toString(), "--fail-on", "info");

    assertThat(written.out()).contains("U1");
    assertThat(Files.readString(baseline)).contains("\"rule\": \"U1\"");
    assertThat(audit.status()).isEqualTo(2);
    assertThat(audit.out()).contains("F1").doesNotContain("U1", "R1 ");
    assertThat(audit.err()).contains("the baseline accepts ");
    assertThat(
            terminal
                .run(
                    "audit",
                    "--skip-rule",
                    "F1",
                    "--baseline",
                    baseline.toString(),
                    "--fail-on",
                    "info")
                .status())
        .isZero();
  }

  @Test
  void baselineOfOtherFormIsRejected() throws IOException {
    var file = folder.resolve("other.json");
    for (var text : List.of("[]", "{}", "{\"accepted\": [1]}", "no json")) {
      Files.writeString(file, text);

      assertThat(terminal.run("audit", "--baseline", file.toString()).err())
          .contains("must be a JSON object with the list 'accepted'");
    }
  }

  @Test
  void reportsAreWrittenToFiles() throws IOException {
    var sarif = folder.resolve("audit.sarif");
    var html = folder.resolve("audit.html");

    run("audit", "--sarif", sarif.toString(), "--html", html.toString());

    assertThat(Files.readString(sarif)).contains("\"version\": \"2.1.0\"", "\"ruleId\": \"F1\"");
    assertThat(Files.readString(html))
        .contains("<td>F1</td>", "<h2>Not checked</h2>")
        .doesNotContain("<script", "src=", "href=");
  }

  @Test
  void jsonExplainsFindings() {
    var audit = run("audit", "--rule", "F1", "-o", "json");

    assertThat(audit.out())
        .contains("\"why\": ", "\"remedy\": ", "\"source\": ", "\"severity\": \"high\"");
  }

  @Test
  void issuersAreRequestedOnDemand() {
    var issuer = azure.createIssuer("probed");
    var line = new ArrayList<>(List.of("federation", "create", "-g", "shop"));
    line.addAll(List.of("--identity-name", "idle", "-n", "gone", "--subject", "s"));
    line.addAll(List.of("--issuer", issuer.url() + "/gone"));
    run(line.toArray(String[]::new));

    var audit = run("audit", "--rule", "F6,F8", "--probe-issuers", "-o", "csv");
    var allowed = run("audit", "--rule", "F6", "--allow-issuer", issuer.url() + "*", "-o", "csv");
    run("federation", "delete", "-g", "shop", "--identity-name", "idle", "-n", "gone");

    assertThat(audit.out()).contains("F6,critical,shop/idle/gone,", "F8,medium,shop/idle/gone,");
    assertThat(allowed.out()).doesNotContain("F6,");
  }

  @Test
  void repositoriesAreRequestedWithToken() throws IOException {
    var token = Files.writeString(folder.resolve("github-token"), "ghp_1\n").toString();
    // The local Azure rejects paths of GitHub.
    var withGitHub = terminal.with("GITHUB_API_URL", azure.armEndpoint() + "/github");

    var audit = withGitHub.run("audit", "--rule", "F16", "--github-token-file", token, "-o", "csv");

    assertThat(audit.status()).as(audit.err()).isZero();
    assertThat(audit.out())
        .contains(
            "F16,not checked,,repositories on GitHub cannot be read: GitHub answers with status 400"
                + " for the repository contoso");
    assertThat(
            terminal
                .with("GITHUB_API_URL", "http://localhost")
                .run("audit", "--github-token-file", token)
                .err())
        .contains("GITHUB_API_URL 'http://localhost' must start with https://");
  }

  @Test
  void optionsRejectInvalidValues() throws IOException {
    var empty = Files.writeString(folder.resolve("empty"), "\n").toString();
    assertThat(terminal.run("audit", "--github-token-file", empty).err())
        .contains("--github-token-file '" + empty + "' is empty");
    assertThat(terminal.run("audit", "--allow-issuer", "example.com").err())
        .contains("--allow-issuer 'example.com' must start with https://");
    assertThat(terminal.run("audit", "--days", "0").err())
        .contains("--days '0' must be a positive number");
    assertThat(terminal.run("unused", "--days", "-1").err())
        .contains("--days '-1' must be a positive number");
  }

  private static Terminal.Result run(String... line) {
    var result = terminal.run(line);
    assertThat(result.status()).as(result.err()).isZero();
    return result;
  }
}
