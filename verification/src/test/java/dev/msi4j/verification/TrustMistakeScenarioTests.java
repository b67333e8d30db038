package dev.msi4j.verification;

import static dev.msi4j.verification.FederationFixture.AUDIENCE;
import static dev.msi4j.verification.FederationFixture.credential;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.azure.core.http.HttpMethod;
import dev.msi4j.AzureCloud;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.federation.CredentialStatus;
import dev.msi4j.federation.DesiredCredentials;
import dev.msi4j.federation.FederatedSubject;
import dev.msi4j.federation.FederationClient;
import dev.msi4j.federation.FederationOptions;
import dev.msi4j.federation.GitHubActions;
import dev.msi4j.federation.Kubernetes;
import dev.msi4j.federation.PresentedToken;
import dev.msi4j.local.GitHubWorkflow;
import dev.msi4j.local.KubernetesServiceAccount;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Tests common mistakes in the issuer, subject and audience of credentials. */
class TrustMistakeScenarioTests {
  private static final String ISSUER = "https://oidc.example.com/cluster";

  @AutoClose private static final FederationFixture fixture = FederationFixture.start();

  @Test
  void diagnoseExplainsSubjectInDifferentCase() {
    var identity = fixture.identity("case");
    var github = fixture.azure().createGitHubActionsIssuer();
    fixture.put(identity, "main", credential(github.url(), "repo:contoso/shop:environment:prod"));
    var token = github.token(GitHubWorkflow.of("Contoso/shop").environment("prod").claims());

    var diagnosis = fixture.federation().diagnose(identity, PresentedToken.parse(token));

    assertThat(fixture.error(identity, token)).contains(diagnosis.code());
    assertThat(diagnosis)
        .hasToString(
            "AADSTS7002138: main comes closest: SUBJECT CASE: trusted is"
                + " 'repo:contoso/shop:environment:prod', the token has"
                + " 'repo:Contoso/shop:environment:prod'");
  }

  @Test
  void subjectBuildersMatchTokensAndWarnAboutSlashes() {
    var identity = fixture.identity("spelled");
    var github = fixture.azure().createGitHubActionsIssuer();
    var cluster = fixture.azure().createIssuer("cluster");
    var federation = fixture.federation();

    federation.ensure(
        identity, GitHubActions.repository("octo", "shop").environment("prod").credential());
    federation.ensure(
        identity, Kubernetes.cluster(cluster.url()).serviceAccount("shop", "orders").credential());

    var workflow = GitHubWorkflow.of("octo/shop").environment("prod").claims();
    var account = new KubernetesServiceAccount("shop", "orders").claims();
    assertThat(fixture.error(identity, github.token(workflow))).isEmpty();
    assertThat(fixture.error(identity, cluster.token(account))).isEmpty();
    assertThat(FederatedSubject.of(ISSUER + "/", "s").warnings())
        .singleElement()
        .asString()
        .contains("ends with a slash");
    assertThat(FederatedSubject.of("https://oidc.example.com//cluster", "s").warnings())
        .singleElement()
        .asString()
        .contains("two consecutive slashes");
  }

  @Test
  void missingSubjectIsRejectedWithoutRequest() {
    var identity = fixture.identity("missing");
    var recordedExchanges = new RecordedExchanges();
    var federation = fixture.federation(recordedExchanges);
    var incomplete = FederatedIdentityCredential.builder().issuer(ISSUER).build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> federation.createOrUpdate(identity, "trusted", incomplete))
        .withMessageContaining("subject");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DesiredCredentials.builder().credential(incomplete).build())
        .withMessageContaining("subject");
    assertThat(recordedExchanges.exchanges()).isEmpty();
  }

  @Test
  void ensureSetsDefaultAudience() {
    var trusted = FederatedIdentityCredential.builder().issuer(ISSUER).subject("s").build();

    assertThat(fixture.federation().ensure(fixture.identity("usual"), trusted).audiences())
        .containsExactly(AUDIENCE);
  }

  @Test
  void ensureSetsAudienceOfCloud() {
    var identity = fixture.identity("sovereign");
    var airGapped =
        AzureCloud.custom("AirGapped")
            .endpoint(fixture.azure().armEndpoint())
            .federationAudience("api://air-gapped")
            .build();

    assertThat(ensured(identity.name(), AzureCloud.US_GOVERNMENT))
        .isEqualTo("api://AzureADTokenExchangeUSGov");
    assertThat(ensured(identity.name(), AzureCloud.CHINA))
        .isEqualTo("api://AzureADTokenExchangeChina");
    assertThat(ensured(identity.name(), airGapped)).isEqualTo("api://air-gapped");
  }

  private static String ensured(String identity, AzureCloud cloud) {
    var options = FederationOptions.builder().cloud(cloud).build();
    return FederationClient.of(fixture.client(), options)
        .ensure(fixture.id(identity), FederatedSubject.of(ISSUER, cloud.name()).credential())
        .audiences()
        .get(0);
  }

  @Test
  void reconcileUpdatesCredentialInPlace() {
    var identity = fixture.identity("changed");
    fixture.put(identity, "trusted", credential(ISSUER, "s"));
    var recordedExchanges = new RecordedExchanges();
    var desired =
        DesiredCredentials.builder()
            .credential(FederatedSubject.of(ISSUER, "s").credential("api://other"))
            .deleteOthers()
            .build();

    var result = fixture.federation(recordedExchanges).reconcile(identity, desired);

    assertThat(result.outcomes(CredentialStatus.UPDATED)).hasSize(1);
    assertThat(recordedExchanges.writes())
        .extracting(RecordedExchanges.Exchange::method)
        .containsExactly(HttpMethod.PUT);
    assertThat(fixture.credentials(identity))
        .singleElement()
        .satisfies(found -> {
          assertThat(found.name()).isEqualTo("trusted");
          assertThat(found.audiences()).containsExactly("api://other");
        });
  }
}
