package dev.msi4j.cli.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.cli.Groups;
import dev.msi4j.cli.Terminal;
import dev.msi4j.cli.azure.AzureConnection;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FederationCommandTests {
  private static final String GITHUB = "https://token.actions.githubusercontent.com";

  @AutoClose private static final LocalAzure azure = TestAzure.builder().pageSize(2).start();
  private static final ManagedServiceIdentityClient client =
      AzureConnection.of(azure.environment()).client();
  private static final Terminal terminal = Terminal.signedIn(azure);

  @BeforeAll
  static void createGroups() {
    Groups.create(client, "shop", "counted");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--issuer https://a.example --subject job|https://a.example|job",
        "--github-branch octo-org@123456/octo-repo@456789@feature/a@b|"
            + GITHUB
            + "|repo:octo-org@123456/octo-repo@456789:ref:refs/heads/feature/a@b",
        "--github-environment contoso@1/shop@2@prod|"
            + GITHUB
            + "|repo:contoso@1/shop@2:environment:prod",
        "--github-tag contoso@1/shop@2@v1|" + GITHUB + "|repo:contoso@1/shop@2:ref:refs/tags/v1",
        "--github-pull-request contoso@1/shop@2|" + GITHUB + "|repo:contoso@1/shop@2:pull_request",
        "--github-pull-request o/r --issuer"
            + " https://ghe.example/_services/token|https://ghe.example/_services/token|repo:o/r:pull_request",
        "--issuer https://my_issuer.example --subject job|https://my_issuer.example|job",
        "--github-branch o/r@main --issuer"
            + " https://ghe.example|https://ghe.example|repo:o/r:ref:refs/heads/main",
        "--issuer https://k.example --kubernetes"
            + " ns/sa|https://k.example|system:serviceaccount:ns:sa",
        "--gitlab-branch"
            + " a/b/c@main|https://gitlab.com|project_path:a/b/c:ref_type:branch:ref:main",
        "--gitlab-tag a/b@v1 --issuer"
            + " https://git.example|https://git.example|project_path:a/b:ref_type:tag:ref:v1",
        "--azure-devops 10000000-0000-0000-0000-000000000000/team/web/prod"
            + "|https://vstoken.dev.azure.com/10000000-0000-0000-0000-000000000000"
            + "|sc://team/web/prod",
        "--terraform-cloud team/web/prod@apply|https://app.terraform.io"
            + "|organization:team:project:web:workspace:prod:run_phase:apply",
        "--google 112233445566778899000|https://accounts.google.com|112233445566778899000",
        "--aws arn:aws:iam::123456789012:role/build --issuer https://id.tokens.sts.global.api.aws"
            + "|https://id.tokens.sts.global.api.aws|arn:aws:iam::123456789012:role/build",
        "--buildkite 10000000-0000-0000-0000-00000000000a|https://agent.buildkite.com"
            + "|10000000-0000-0000-0000-00000000000a"
      })
  void createAcceptsIssuerWithSubjectAndShortOptions(
      String options, String issuer, String subject) {
    var id = "created-" + Integer.toHexString(options.hashCode());
    createIdentity(id);

    var created = run("create", id, "-n trusted " + options);

    assertThat(created.status()).as(created.err()).isZero();
    assertThat(created.lines())
        .satisfiesExactly(
            names ->
                assertThat(names.split(" +"))
                    .containsExactly("Name", "Issuer", "Subject", "Audiences"),
            cells ->
                assertThat(cells.split(" +"))
                    .containsExactly("trusted", issuer, subject, "api://AzureADTokenExchange"));
    assertThat(created.err()).isEmpty();
    assertThat(run("show", id, "-n trusted").out()).isEqualTo(created.out());
  }

  @Test
  void createWarnsOfGitHubSubjectWithoutIds() {
    createIdentity("named");

    for (var options :
        List.of(
            "--github-branch o/r@main",
            "--issuer " + GITHUB + " --subject repo:o/r:pull_request")) {
      var created = run("create", "named", "-n n" + options.hashCode() + " " + options);

      assertThat(created.status()).as(created.err()).isZero();
      assertThat(created.err())
          .startsWith("msi: warning: subject 'repo:o/r:")
          .contains("has names only", "o@123456/r@456789")
          .hasLineCount(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"größe", "検証", "rg-"})
  void resourceGroupNameMayHaveUnicodeLetters(String group) {
    Groups.create(client, group);
    createIdentity(group, "named-group");

    createCredential(group, "named-group", "job");

    assertThat(
            terminal.run("federation", "list", "-g", group, "--identity-name", "named-group").out())
        .contains("job-name");
  }

  @Test
  void createAcceptsExpressionInPreviewVersion() {
    createIdentity("flexible");

    var created =
        terminal.run(
            "federation",
            "create",
            "-g",
            "shop",
            "--identity-name",
            "flexible",
            "-n",
            "all",
            "--issuer",
            GITHUB,
            "--claims-matching-expression",
            "claims['sub'] matches 'repo:o/r:*' and claims['repository_id'] eq '2'",
            "--api-version",
            "2025-01-31-preview");

    assertThat(created.status()).as(created.err()).isZero();
    assertThat(created.lines().get(1)).contains("claims['sub'] matches 'repo:o/r:*'");
  }

  @Test
  void listPrintsAllPagesAsTableAndJson() {
    createIdentity("listed");
    for (String branch : List.of("one", "two", "three")) {
      run("create", "listed", "-n " + branch + " --github-branch contoso/shop@" + branch);
    }

    assertThat(run("list", "listed", "").lines()).hasSize(4);
    assertThat(run("list", "listed", "-o json").lines())
        .startsWith("[")
        .contains("      \"subject\": \"repo:contoso/shop:ref:refs/heads/three\",")
        .endsWith("]");
  }

  @Test
  void updateChangesGivenFieldsOnly() {
    createIdentity("changed");
    run("create", "changed", "-n job --issuer https://a.example --subject one --audiences api://x");

    assertThat(cells(run("update", "changed", "-n job --subject two")))
        .containsExactly("job", "https://a.example", "two", "api://x");
    assertThat(cells(run("update", "changed", "-n job --issuer https://b.example")))
        .containsExactly("job", "https://b.example", "two", "api://x");
    assertThat(cells(run("update", "changed", "-n job --audiences api://y")))
        .containsExactly("job", "https://b.example", "two", "api://y");
    assertThat(cells(run("update", "changed", "-n job --kubernetes shop/orders")))
        .containsExactly(
            "job", "https://b.example", "system:serviceaccount:shop:orders", "api://y");
    assertThat(cells(run("update", "changed", "-n job --github-branch o/r@main")))
        .containsExactly("job", GITHUB, "repo:o/r:ref:refs/heads/main", "api://y");
  }

  @Test
  void deleteReportsWhetherCredentialExisted() {
    createIdentity("doomed");
    run("create", "doomed", "-n main --github-branch contoso/shop@main");

    assertThat(run("delete", "doomed", "-n main").out()).isEqualToIgnoringNewLines("Deleted main.");
    assertThat(run("delete", "doomed", "-n main").out())
        .isEqualToIgnoringNewLines("There is no main of doomed.");
    assertThat(run("delete", "doomed", "-n main -o json").out())
        .isEqualToNormalizingNewlines("{\n  \"result\": \"not_found\"\n}\n");
  }

  @Test
  void capacityCountsCredentialsOfEachIdentity() {
    createIdentity("counted", "full");
    createIdentity("counted", "empty");
    Stream.of("a", "b", "c").forEach(name -> createCredential("counted", "full", name));

    var ofGroup = terminal.run("federation", "capacity", "-g", "counted");
    var json =
        terminal.run(
            "federation", "capacity", "-g", "counted", "--identity-name", "full", "-o", "json");

    assertThat(ofGroup.lines())
        .anyMatch(line -> line.matches("full +counted +3 of 20 used"))
        .anyMatch(line -> line.matches("empty +counted +0 of 20 used"))
        .hasSize(3);
    assertThat(json.lines())
        .contains("    \"used\": 3,", "    \"limit\": 20,", "      \"b-name\",");
    assertThat(terminal.run("federation", "capacity").out()).contains("3 of 20 used");
  }

  @Test
  void createWarnsOfIssuerWithTrailingSlash() {
    createIdentity("warned");

    var created = run("create", "warned", "-n job --issuer https://a.example/ --subject s");

    assertThat(created.status()).isZero();
    assertThat(created.err())
        .startsWith("msi: warning: issuer 'https://a.example/' ends with a slash")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "create missing -n job --issuer https://a.example|one of --subject,"
            + " --claims-matching-expression, --github-branch, --github-tag, --github-pull-request,"
            + " --github-environment, --kubernetes, --gitlab-branch, --gitlab-tag, --azure-devops,"
            + " --terraform-cloud, --google, --aws, --buildkite must be given, and only one",
        "create missing -n job --subject a --github-branch o/r@b|must be given, and only one",
        "create missing -n job --subject a|--issuer must be given: the https URL",
        "create missing -n job --issuer http://a --subject a|issuer 'http://a' must be an absolute"
            + " https URL",
        "create missing -n job --github-branch o/r|--github-branch 'o/r' must be"
            + " owner/repository@branch",
        "create missing -n job --github-environment o@r|--github-environment 'o@r' must be"
            + " owner/repository@environment",
        "create missing -n job --github-branch o/r@refs/heads/main|--github-branch"
            + " 'o/r@refs/heads/main': branch 'refs/heads/main' must be the name alone, such as"
            + " 'main'",
        "create missing -n job --github-tag o/r@refs/tags/v1|tag 'refs/tags/v1' must be the name"
            + " alone, such as 'v1'",
        "create missing -n job --github-branch o/r.git@main|repository 'r.git' must be the name"
            + " without '.git'",
        "create missing -n job --github-environment o/r@environment:prod|environment"
            + " 'environment:prod' must be the name without",
        "create missing -n job --github-pull-request o/r@42|--github-pull-request 'o/r@42' must be"
            + " owner/repository, or",
        "create missing -n job --github-branch o@1/r@main|--github-branch 'o@1/r@main' must be"
            + " owner/repository@branch, or owner@OWNER_ID/repository@REPOSITORY_ID@branch",
        "create missing -n job --github-branch o/r@a:b|branch 'a:b' must not contain",
        "create missing -n job --issuer https://a --kubernetes sa|--kubernetes 'sa' must be"
            + " namespace/serviceaccount",
        "create missing -n job --google build@web.iam|--google 'build@web.iam' must be the unique id",
        "create missing -n job --google 112233445566778899000 --issuer https://a|--google has a"
            + " fixed issuer",
        "create missing -n job --aws build --issuer https://a|--aws 'build' must be the ARN",
        "create missing -n job --terraform-cloud a/b/c|--terraform-cloud 'a/b/c' must be"
            + " organization/project/workspace@plan",
        "create missing -n job --terraform-cloud a/b/c@test|--terraform-cloud 'a/b/c@test' must be",
        "create missing -n job --azure-devops a/b/c|--azure-devops 'a/b/c': 'a' must be a GUID",
        "create missing -n job --azure-devops a|--azure-devops 'a' must be TENANT_ID/",
        "create missing -n job --gitlab-branch a/b|--gitlab-branch 'a/b' must be",
        "create missing -n job --issuer https://a --kubernetes NS/sa|namespace 'NS' must be 1 to 63"
            + " lower-case letters",
        "create missing -n job --github-branch o@1/r@2@b --wait PT-1S|--wait 'PT-1S' must not be"
            + " negative",
        "create missing -n job --github-branch o@1/r@2@b --wait PT0S|ParentResourceNotFound",
        "create missing -n - --github-branch o@1/r@2@b|credentialName '-' must be",
        "update missing -n job|nothing to change: pass --issuer",
        "show missing -n job|ResourceNotFound",
        "capacity missing|--identity-name 'missing' requires --resource-group"
      })
  void invalidArgumentPrintsOneLineError(String text, String why) {
    var all = text.split(" ", 3);
    var result =
        all.length == 2
            ? terminal.run("federation", all[0], "--identity-name", all[1])
            : run(all[0], all[1], all[2]);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("msi: ").contains(why).hasLineCount(1);
  }

  private static void createIdentity(String name) {
    createIdentity("shop", name);
  }

  private static void createIdentity(String group, String name) {
    client
        .userAssignedIdentities()
        .createOrUpdate(group, name, Identity.builder().location("westeurope").build());
  }

  private static void createCredential(String group, String identity, String name) {
    var created =
        terminal.run(
            "federation",
            "create",
            "-g",
            group,
            "--identity-name",
            identity,
            "-n",
            name + "-name",
            "--issuer",
            "https://a.example",
            "--subject",
            name);
    assertThat(created.status()).as(created.err()).isZero();
  }

  private static List<String> cells(Terminal.Result result) {
    assertThat(result.status()).as(result.err()).isZero();
    return List.of(result.lines().get(1).split(" +"));
  }

  private static Terminal.Result run(String verb, String identity, String options) {
    var text = new ArrayList<>(List.of("federation", verb, "-g", "shop"));
    text.addAll(List.of("--identity-name", identity));
    if (!options.isEmpty()) {
      text.addAll(List.of(options.split(" ")));
    }
    return terminal.run(text.toArray(String[]::new));
  }
}
