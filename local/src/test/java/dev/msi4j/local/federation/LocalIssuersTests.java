package dev.msi4j.local.federation;

import static dev.msi4j.local.Workload.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jwt.SignedJWT;
import dev.msi4j.local.GitHubWorkflow;
import dev.msi4j.local.KubernetesServiceAccount;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.TokenClaims;
import dev.msi4j.local.Workload;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The issuers that a local Azure simulates. */
class LocalIssuersTests {
  @AutoClose private static final LocalAzure azure = TestAzure.start();

  @Test
  void gitHubIssuerNeedsNoConnectionToGitHub() {
    var github = azure.createGitHubActionsIssuer();
    var workflow = GitHubWorkflow.of("octo/app").environment("production");
    var workload =
        Workload.as(azure, "deployer")
            .trust(
                "production",
                "https://token.actions.githubusercontent.com",
                "repo:octo/app:environment:production");

    assertThat(workload.exchange(github.token(workflow.claims())).status()).isEqualTo(200);
  }

  @Test
  void rotationKeepsThePreviousKeyOnly() {
    var issuer = azure.createIssuer("rotating");
    var workload = Workload.as(azure, "rotated").trust("its-issuer", issuer.url(), "job");
    var first = issuer.token(TokenClaims.of("job"));

    issuer.rotate();
    var second = issuer.token(TokenClaims.of("job"));
    assertThat(workload.exchange(first).status()).isEqualTo(200);
    issuer.rotate();

    assertThat(workload.exchange(second).status()).isEqualTo(200);
    assertThat(workload.exchange(issuer.token(TokenClaims.of("job"))).status()).isEqualTo(200);
    assertThat(error(workload.exchange(first))).isEqualTo("401 invalid_client 7000272");
  }

  @Test
  void tokenOfADeletedIssuerIsRejected() {
    var issuer = azure.createIssuer("passing", "https://passing.invalid");
    var workload = Workload.as(azure, "stranded").trust("its-issuer", issuer.url(), "job");
    var token = issuer.token(TokenClaims.of("job"));

    issuer.delete();

    assertThat(error(workload.exchange(token))).isEqualTo("400 invalid_request 90061");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> issuer.token(TokenClaims.of("job")))
        .withMessage("The issuer 'passing' does not exist.");
  }

  @Test
  void issuerAndItsKeysSurviveARestart(@TempDir Path folder) {
    String token;
    String url;
    try (var first = TestAzure.builder(folder).start()) {
      var issuer = first.createIssuer("kept");
      url = issuer.url();
      token = issuer.token(TokenClaims.of("job"));
      assertThat(
              Workload.as(first, "kept").trust("its-issuer", url, "job").exchange(token).status())
          .isEqualTo(200);
    }

    try (var second = TestAzure.builder(folder).start()) {
      assertThat(second.createIssuer("kept").url()).isEqualTo(url);
      assertThat(
              Workload.as(second, "again").trust("its-issuer", url, "job").exchange(token).status())
          .isEqualTo(200);
    }
  }

  @Test
  void nameAndUrlAreUnique() {
    azure.createIssuer("taken", "https://taken.example");

    assertThat(azure.createIssuer("taken").url()).isEqualTo("https://taken.example");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> azure.createIssuer("taken", "https://other.example"))
        .withMessage("The issuer 'taken' exists, with the URL https://taken.example.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> azure.createIssuer("other", "https://taken.example"))
        .withMessage("The URL https://taken.example belongs to the issuer 'taken'.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Upper", "-x", "a/b", "a b"})
  void invalidNameIsRejected(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> azure.createIssuer(name))
        .withMessageStartingWith("name is '" + name + "': it must be 1 to 63 lower-case letters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "http://a.example", "https://a.example?x", "https://a.example#x", "x"})
  void urlThatIsNotHttpsIsRejected(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> azure.createIssuer("urls", url))
        .withMessageStartingWith("url is '" + url + "': it must be an https URL");
  }

  @Test
  void lifetimeOfZeroIsRejected() {
    var claims = TokenClaims.of("job").lifetime(Duration.ZERO);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> azure.createIssuer("short").token(claims))
        .withMessage("lifetime is 'PT0S': it must be positive.");
  }

  @Test
  void kubernetesTokenHasItsClaims() throws ParseException {
    var account = new KubernetesServiceAccount("shop", "orders");

    var claims =
        SignedJWT.parse(azure.createIssuer("cluster").token(account.claims())).getJWTClaimsSet();

    assertThat(claims.getIssuer()).isEqualTo(azure.armEndpoint() + "/issuers/cluster");
    assertThat(claims.getSubject()).isEqualTo("system:serviceaccount:shop:orders");
    assertThat(claims.getAudience()).isEqualTo(List.of("api://AzureADTokenExchange"));
    var issuedAt = claims.getIssueTime().toInstant();
    assertThat(claims.getExpirationTime().toInstant()).isEqualTo(issuedAt.plusSeconds(3600));
    assertThat(claims.getJSONObjectClaim("kubernetes.io")).containsEntry("namespace", "shop");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KubernetesServiceAccount("shop", "a:b"))
        .withMessage("name is 'a:b': it must be the name of a Kubernetes object");
  }

  @Test
  void gitHubTokenHasItsSubjectAndClaims() {
    var workflow = GitHubWorkflow.of("octo/app");

    assertThat(workflow.subject()).isEqualTo("repo:octo/app:ref:refs/heads/main");
    assertThat(workflow.branch("a/b").subject()).isEqualTo("repo:octo/app:ref:refs/heads/a/b");
    assertThat(workflow.tag("v1").subject()).isEqualTo("repo:octo/app:ref:refs/tags/v1");
    assertThat(workflow.pullRequest(7).subject()).isEqualTo("repo:octo/app:pull_request");
    assertThat(workflow.environment("prod").branch("x").subject())
        .isEqualTo("repo:octo/app:environment:prod");
    assertThat(workflow.environment("prod").pullRequest(7).subject())
        .isEqualTo("repo:octo/app:environment:prod");
    assertThat(workflow.pullRequest(7).jobWorkflowRef("octo/shared/x.yml@v1").claims().asMap())
        .containsAllEntriesOf(
            Map.of(
                "repository", "octo/app",
                "repository_owner", "octo",
                "ref", "refs/pull/7/merge",
                "event_name", "pull_request",
                "job_workflow_ref", "octo/shared/x.yml@v1"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GitHubWorkflow.of("octo"))
        .withMessageStartingWith("repository is 'octo': it must be OWNER/NAME");
  }

  @Test
  void gitHubTokenHasTheImmutableFormAndBothIds() {
    var workflow = GitHubWorkflow.of("octo-org@123456/octo-repo@456789");

    assertThat(workflow.subject())
        .isEqualTo("repo:octo-org@123456/octo-repo@456789:ref:refs/heads/main");
    assertThat(workflow.claims().asMap())
        .containsAllEntriesOf(
            Map.of(
                "repository", "octo-org/octo-repo",
                "repository_owner", "octo-org",
                "repository_id", "456789",
                "repository_owner_id", "123456",
                "workflow_ref", "octo-org/octo-repo/.github/workflows/main.yml@refs/heads/main"));
    assertThat(
            GitHubWorkflow.of("octo-org/octo-repo")
                .ids(123456, 456789)
                .environment("prod")
                .subject())
        .isEqualTo("repo:octo-org@123456/octo-repo@456789:environment:prod");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "octo@1/app",
        "octo/app@2",
        "octo@x/app@2",
        "octo/app.git",
        "a/b/c",
        "/a",
        "a/",
        "a b/c"
      })
  void gitHubRepositoryOfAnotherFormIsRejected(String repository) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GitHubWorkflow.of(repository))
        .withMessageContaining("OWNER@OWNER_ID/NAME@REPOSITORY_ID");
  }

  @Test
  void gitHubWorkflowRejectsFullRefsAndInvalidIds() {
    var workflow = GitHubWorkflow.of("octo/app");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> workflow.branch("refs/heads/main"))
        .withMessageStartingWith("branch is 'refs/heads/main': it must be the name alone");
    assertThatIllegalArgumentException().isThrownBy(() -> workflow.tag("refs/tags/v1"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> workflow.ids(0, 1))
        .withMessage("ownerId is '0': it must be a positive number");
    assertThatIllegalArgumentException().isThrownBy(() -> workflow.ids(1, -1));
  }

  @Test
  void immutableSubjectIsTrustedByItsFormOnly() {
    var github = azure.createGitHubActionsIssuer();
    var token = github.token(GitHubWorkflow.of("octo@7/immutable@8").claims());
    var workload =
        Workload.as(azure, "immutable")
            .trust("names", github.url(), "repo:octo/immutable:ref:refs/heads/main");

    assertThat(error(workload.exchange(token))).isEqualTo("401 invalid_client 700213");
    workload.trust("ids", github.url(), "repo:octo@7/immutable@8:ref:refs/heads/main");
    assertThat(workload.exchange(token).status()).isEqualTo(200);
  }

  @Test
  void issuerHostMayHaveAnUnderscore() {
    var issuer = azure.createIssuer("underscore", "https://my_issuer.example.com");
    var workload = Workload.as(azure, "underscore").trust("its-issuer", issuer.url(), "job");

    assertThat(workload.exchange(issuer.token(TokenClaims.of("job"))).status()).isEqualTo(200);
  }
}
