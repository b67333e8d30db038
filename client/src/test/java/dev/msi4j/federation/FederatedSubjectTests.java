package dev.msi4j.federation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.msi4j.AzureCloud;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FederatedSubjectTests {
  private static final GitHubActions GITHUB = GitHubActions.repository("contoso", "shop");

  @Test
  void gitHubActionsReturnsSubjectsOfBranchTagPullRequestAndEnvironment() {
    assertThat(GITHUB.branch("feature/login").subject())
        .isEqualTo("repo:contoso/shop:ref:refs/heads/feature/login");
    assertThat(GITHUB.tag("v1.0").subject()).isEqualTo("repo:contoso/shop:ref:refs/tags/v1.0");
    assertThat(GITHUB.pullRequest().subject()).isEqualTo("repo:contoso/shop:pull_request");
    assertThat(GITHUB.environment("pre prod").subject())
        .isEqualTo("repo:contoso/shop:environment:pre prod");
    assertThat(GITHUB.environment("a:b").subject())
        .isEqualTo("repo:contoso/shop:environment:a%3Ab");
    assertThat(GITHUB.branch("main").issuer())
        .isEqualTo("https://token.actions.githubusercontent.com");
  }

  @Test
  void gitHubActionsReturnsImmutableFormWithBothIds() {
    var repository =
        GitHubActions.repository("octo-org", "octo-repo").ownerId(123456).repositoryId(456789);

    assertThat(repository.branch("main").subject())
        .isEqualTo("repo:octo-org@123456/octo-repo@456789:ref:refs/heads/main");
    assertThat(repository.tag("v1").subject())
        .isEqualTo("repo:octo-org@123456/octo-repo@456789:ref:refs/tags/v1");
    assertThat(repository.pullRequest().subject())
        .isEqualTo("repo:octo-org@123456/octo-repo@456789:pull_request");
    assertThat(repository.environment("prod").subject())
        .isEqualTo("repo:octo-org@123456/octo-repo@456789:environment:prod");
    assertThat(repository.branch("main").warnings()).isEmpty();
    assertThat(repository.branches("*").warnings()).isEmpty();
  }

  @Test
  void gitHubSubjectWithNamesOnlyHasWarning() {
    var typed = GITHUB.branch("main");
    var text = FederatedSubject.of(GitHubActions.ISSUER, "repo:contoso/shop:pull_request");
    var enterprise =
        FederatedSubject.of(GitHubActions.ISSUER + "/contoso", "repo:contoso/shop:pull_request");

    for (var subject : List.of(typed, text, enterprise, GITHUB.repositoryId(7).branch("main"))) {
      assertThat(subject.warnings())
          .singleElement()
          .asString()
          .contains("has names only", "repo:contoso@OWNER_ID/shop@REPOSITORY_ID", "2026-07-15");
    }
  }

  @Test
  void gitHubEnterpriseServerReturnsNamesOnly() {
    var server = GITHUB.issuer("https://github.contoso.com/_services/token");
    var withIds = server.ownerId(1).repositoryId(2);

    assertThat(server.branch("main").warnings()).isEmpty();
    assertThat(withIds.branch("main").subject()).isEqualTo("repo:contoso/shop:ref:refs/heads/main");
    assertThat(withIds.branch("main").warnings())
        .singleElement()
        .asString()
        .contains("GitHub Enterprise Server", "names only");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void idsMustBePositive(long id) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> GITHUB.ownerId(id))
        .withMessage("ownerId '" + id + "' must be a positive number");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> GITHUB.repositoryId(id))
        .withMessage("repositoryId '" + id + "' must be a positive number");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> GitLab.project("a/b").projectId(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"refs/heads/main", "refs/tags/v1", "refs/pull/1/merge", "refs/x"})
  void refsInPlaceOfNamesAreRejected(String ref) {
    rejected(ref, GITHUB::branch);
    rejected(ref, GITHUB::tag);
    rejected(ref, GITHUB::branches);
    rejected(ref, GitLab.project("a/b")::branch);
    rejected(ref, GitLab.project("a/b")::tag);
    rejected(ref, GitLab.project("a/b")::branches);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> GITHUB.branch("refs/heads/main"))
        .withMessage(
            "branch 'refs/heads/main' must be the name alone, such as 'main': the subject has"
                + " 'refs/…' already");
  }

  @Test
  void cloneUrlSuffixesAndSubjectPrefixesAreRejected() {
    rejected("shop.git", text -> GitHubActions.repository("contoso", text));
    rejected("shop.GIT", text -> GitHubActions.repository("contoso", text));
    rejected("contoso/shop.git", GitLab::project);
    rejected("environment:prod", GITHUB::environment);
    rejected("contoso@1", text -> GitHubActions.repository(text, "shop"));
    rejected("shop@1", text -> GitHubActions.repository("contoso", text));
  }

  @Test
  void azureDevOpsReturnsSubjectsOfBothIssuers() {
    var organization = UUID.fromString("23609cc8-ca30-4d7d-a018-0a285693d227");
    var entra =
        AzureDevOps.serviceConnection(
            UUID.fromString("66946bae-c7f1-4099-b768-6ec1ac684280"),
            organization,
            UUID.fromString("b840b286-3e83-43e4-8e02-b8e8c0db0545"));
    var old = AzureDevOps.serviceConnection(organization, "contoso", "web shop", "production");

    assertThat(entra.issuer())
        .isEqualTo("https://login.microsoftonline.com/66946bae-c7f1-4099-b768-6ec1ac684280/v2.0");
    assertThat(entra.subject())
        .isEqualTo(
            "/eid1/c/pub/t/rmuUZvHHmUC3aG7BrGhCgA/a/rISbSSETf0KqFyZ8ppdXmA/sc/"
                + "23609cc8-ca30-4d7d-a018-0a285693d227/b840b286-3e83-43e4-8e02-b8e8c0db0545");
    assertThat(entra.warnings()).isEmpty();
    assertThat(old.issuer())
        .isEqualTo("https://vstoken.dev.azure.com/23609cc8-ca30-4d7d-a018-0a285693d227");
    assertThat(old.subject()).isEqualTo("sc://contoso/web shop/production");
    rejected("a/b", text -> AzureDevOps.serviceConnection(organization, text, "p", "c"));
    rejected("a/b", text -> AzureDevOps.serviceConnection(organization, "o", "p", text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://my_issuer.example.com",
        "https://bücher.example/x",
        "https://a.example:8443/x"
      })
  void issuerAcceptsAnyHost(String issuer) {
    assertThat(FederatedSubject.of(issuer, "s").issuer()).isEqualTo(issuer);
    assertThat(FederatedSubject.of(issuer, "s").warnings()).isEmpty();
  }

  @Test
  void gitHubActionsReturnsExpressionsForBranchesAndReusableWorkflows() {
    assertThat(GITHUB.repositoryId(42).branches("release/*").claimsMatchingExpression())
        .hasToString(
            ClaimsExpression.matches("sub", "repo:contoso/shop:ref:refs/heads/release/*")
                .and(ClaimsExpression.eq("repository_id", "42"))
                .toMatchingExpression()
                .toString());
    var workflow =
        GITHUB
            .repositoryId(42)
            .reusableWorkflow("contoso/flows/.github/workflows/deploy.yml@refs/heads/main");
    assertThat(workflow.subject()).isNull();
    assertThat(requireNonNull(workflow.claimsMatchingExpression()).value())
        .isEqualTo(
            "claims['sub'] matches 'repo:contoso/shop:*' and claims['job_workflow_ref'] matches"
                + " 'contoso/flows/.github/workflows/deploy.yml@refs/heads/main' and"
                + " claims['repository_id'] eq '42'");
  }

  @Test
  void gitHubActionsExpressionMatchesIdsThatEntraRequires() {
    var branches = GITHUB.ownerId(7).repositoryId(42).branches("release/*");

    assertThat(requireNonNull(branches.claimsMatchingExpression()).value())
        .isEqualTo(
            "claims['sub'] matches 'repo:contoso@7/shop@42:ref:refs/heads/release/*' and"
                + " claims['repository_id'] eq '42' and claims['repository_owner_id'] eq '7'");
    assertThat(branches.warnings()).isEmpty();
  }

  @Test
  void expressionWithoutRequiredClaimsHasWarning() {
    assertThat(GITHUB.branches("*").warnings())
        .hasSize(2)
        .anyMatch(warning -> warning.contains("claims['repository_id']"))
        .anyMatch(warning -> warning.contains("has names only"));
    assertThat(GITHUB.repositoryId(42).branches("*").warnings())
        .singleElement()
        .asString()
        .contains("has names only");
    assertThat(
            FederatedSubject.of(
                    GitHubActions.ISSUER, ClaimsExpression.matches("sub", "repo:contoso@7/*"))
                .warnings())
        .singleElement()
        .asString()
        .contains("claims['repository_owner_id']");
    assertThat(GitLab.project("a/b").branches("*").warnings())
        .singleElement()
        .asString()
        .contains("claims['project_id']");
    assertThat(GitLab.project("a/b").projectId(9).branches("*").warnings()).isEmpty();
    assertThat(
            requireNonNull(
                    GitLab.project("a/b").projectId(9).branches("*").claimsMatchingExpression())
                .value())
        .endsWith(" and claims['project_id'] eq '9'");
  }

  @Test
  void kubernetesReturnsSubjectOfServiceAccount() {
    var subject =
        Kubernetes.cluster("https://oidc.example.com/cluster-1").serviceAccount("shop", "orders");

    assertThat(subject.subject()).isEqualTo("system:serviceaccount:shop:orders");
    assertThat(subject.issuer()).isEqualTo("https://oidc.example.com/cluster-1");
  }

  @Test
  void gitLabReturnsSubjectsOfBranchAndTag() {
    var project = GitLab.project("contoso/shop/orders");

    assertThat(project.branch("main").subject())
        .isEqualTo("project_path:contoso/shop/orders:ref_type:branch:ref:main");
    assertThat(project.tag("v1").subject())
        .isEqualTo("project_path:contoso/shop/orders:ref_type:tag:ref:v1");
    assertThat(project.issuer("https://gitlab.example.com").branches("*").issuer())
        .isEqualTo("https://gitlab.example.com");
  }

  @Test
  void terraformCloudReturnsSubjectOfPhase() {
    var workspace = TerraformCloud.workspace("contoso", "Default Project", "prod");

    assertThat(workspace.plan().subject())
        .isEqualTo("organization:contoso:project:Default Project:workspace:prod:run_phase:plan");
    assertThat(workspace.apply().subject()).endsWith(":run_phase:apply");
    assertThat(workspace.issuer(TerraformCloud.EUROPEAN_ISSUER).anyPhase().issuer())
        .isEqualTo("https://app.eu.terraform.io");
  }

  @Test
  void buildkiteReturnsSubjectsOfPipelineAndStep() {
    var id = UUID.fromString("0184990A-477B-4FA8-9968-496074483CEE");

    assertThat(Buildkite.pipeline(id).subject()).isEqualTo("0184990a-477b-4fa8-9968-496074483cee");
    assertThat(Buildkite.step("contoso", "shop", "refs/heads/main", "HEAD", "test").subject())
        .isEqualTo("organization:contoso:pipeline:shop:ref:refs/heads/main:commit:HEAD:step:test");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a:b", "a\nb", " a", "a "})
  void invalidPartsAreRejected(String part) {
    rejected(part, text -> GitHubActions.repository(text, "shop"));
    rejected(part, text -> GitHubActions.repository("contoso", text));
    rejected(part, GITHUB::branch);
    rejected(part, GITHUB::tag);
    rejected(part, text -> GitLab.project("contoso/" + text));
    rejected(part, GitLab.project("a/b")::branch);
    rejected(part, text -> TerraformCloud.workspace(text, "p", "w"));
    rejected(part, text -> TerraformCloud.workspace("o", text, "w"));
    rejected(part, text -> TerraformCloud.workspace("o", "p", text));
    rejected(part, text -> Kubernetes.cluster("https://i.example").serviceAccount(text, "name"));
    rejected(part, text -> Kubernetes.cluster("https://i.example").serviceAccount("ns", text));
    rejected(part, text -> Buildkite.step(text, "p", "r", "c", "s"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"shop", "/contoso/shop", "contoso/shop/", "contoso//shop"})
  void gitLabRejectsProjectWithoutGroup(String path) {
    rejected(path, GitLab::project);
  }

  @Test
  void errorsContainParameterValueAndRule() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> GitHubActions.repository("contoso/shop", "orders"))
        .withMessage(
            "owner 'contoso/shop' must not contain control characters or any of : / * ? @  ");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> GITHUB.reusableWorkflow("deploy.yml"))
        .withMessageStartingWith("workflow 'deploy.yml' must be like owner/repository/.github/");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> FederatedSubject.of("http://issuer.example.com", "s"))
        .withMessage("issuer 'http://issuer.example.com' must be an absolute https URL");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> FederatedSubject.of("https://a b", "s"))
        .withMessage("issuer 'https://a b' must be an absolute https URL");
  }

  @Test
  void issuerWithUnusualSlashesHasWarning() {
    assertThat(FederatedSubject.of("https://issuer.example.com/", "s").warnings())
        .containsExactly(
            "issuer 'https://issuer.example.com/' ends with a slash: it matches only if the"
                + " iss claim of the tokens does, too");
    assertThat(FederatedSubject.of("https://issuer.example.com//x", "s").warnings())
        .singleElement()
        .asString()
        .contains("two consecutive slashes");
    assertThat(FederatedSubject.of("https://issuer.example.com", "s").warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://westeurope.oic.prod-aks.azure.com/tenant/cluster",
        "https://usgovvirginia.oic.prod-aks.azure.us/tenant/cluster",
        "https://chinanorth2.oic.prod-aks.azure.cn/tenant/cluster"
      })
  void aksIssuerWithoutTrailingSlashHasWarning(String issuer) {

    assertThat(FederatedSubject.of(issuer + "/", "s").warnings()).isEmpty();
    assertThat(FederatedSubject.of(issuer, "s").warnings())
        .singleElement()
        .asString()
        .contains("the iss claim of AKS tokens does");
  }

  @Test
  void credentialHasAudienceOfCloud() {
    assertThat(GITHUB.branch("main").credential().audiences()).isEmpty();
    assertThat(GITHUB.branch("main").credential(AzureCloud.US_GOVERNMENT).audiences())
        .containsExactly("api://AzureADTokenExchangeUSGov");
    assertThat(GITHUB.branch("main").credential("api://mine").audiences())
        .containsExactly("api://mine");
  }

  private static void rejected(String part, Function<String, ?> subject) {
    assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> subject.apply(part));
  }
}
