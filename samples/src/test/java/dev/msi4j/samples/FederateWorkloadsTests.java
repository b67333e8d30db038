package dev.msi4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.msi4j.federation.GitHubActions;
import dev.msi4j.local.LocalIssuer;
import dev.msi4j.local.TokenClaims;
import dev.msi4j.samples.FederateWorkloads.Issuer;
import dev.msi4j.samples.FederateWorkloads.Settings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class FederateWorkloadsTests {
  @AutoClose private static final SampleAzure azure = SampleAzure.start();

  private final RecordedSteps steps = new RecordedSteps();

  @Test
  void runCompletesAllStepsAndDeletesAllResources() {
    sample(settings("all-steps"), () -> {}).run();

    assertThat(steps.text())
        .containsPattern("Create a resource group: all-steps in westeurope")
        .containsPattern("Create a user-assigned identity: federated-identity in westeurope")
        .containsPattern("Trust a pipeline and a pod: pipeline is created")
        .containsPattern("subject +repo:contoso/shop:environment:production\\R")
        .containsPattern("\npod is created\\R")
        .containsPattern("subject +system:serviceaccount:shop:orders\\R")
        .containsPattern("Show its capacity: 2 of 20 used: pipeline, pod")
        .containsPattern("Find the role Reader: Reader, acdd72a7")
        .containsPattern("Give that role on the group: to federated-identity")
        .containsPattern("Sign in as the pipeline: aud +https://management")
        .containsPattern("xms_mirid +/subscriptions/\\S+/federated-identity")
        .containsPattern("List the group as the pipeline: 1 found")
        .containsPattern("Project a token into the pod: \\S+azure-identity-token")
        .containsPattern("Sign in as the pod: aud +https://management")
        .containsPattern("List the group as the pod: 1 found")
        .containsPattern("Sign in with another case: AADSTS7002138\\R.*'repo:Contoso/shop:")
        .containsPattern(
            "Diagnose the error: AADSTS7002138, pipeline comes closest\\Rsubject differs: case")
        .endsWith("\nDelete the resource group: deleted with all resources");
    assertThat(steps.all()).hasSize(14);
    assertThat(azure.statusOfGroup("all-steps")).isEqualTo(404);
    assertThat(tokenFile()).doesNotExist();
  }

  @Test
  void issuersWithoutTokensSkipSignIn() {
    var settings =
        new Settings(
            "without-tokens",
            "westeurope",
            Issuer.withoutTokens(GitHubActions.ISSUER),
            Issuer.withoutTokens("https://oidc.example.com/cluster-1"));

    sample(settings, () -> {}).run();

    assertThat(steps.text())
        .containsPattern(
            "Sign in as the pipeline: skipped, no tokens available from https://token\\.actions\\.")
        .containsPattern(
            "Sign in as the pod: skipped, no tokens available from https://oidc\\.example\\.com")
        .contains("Sign in with another case: skipped")
        .containsPattern("Diagnose the error: AADSTS7002138, pipeline comes closest");
    assertThat(steps.all()).hasSize(11);
  }

  @Test
  void failedStepDeletesGroupAndTokenFile() {
    Runnable failure =
        () -> {
          assertThat(tokenFile()).exists();
          throw new IllegalStateException("something in the middle");
        };

    assertThatThrownBy(() -> sample(settings("failing"), failure).run())
        .hasMessage("something in the middle");

    assertThat(steps.text()).containsPattern("Delete the resource group: deleted");
    assertThat(tokenFile()).doesNotExist();
    assertThat(azure.statusOfGroup("failing")).isEqualTo(404);
  }

  @Test
  void closedSampleSendsNoRequest() {
    var sample = sample(settings("closed"), () -> {});
    sample.close();

    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(sample::run)
        .withMessageContaining("Create a resource group");
  }

  private FederateWorkloads sample(Settings settings, Runnable pause) {
    return new FederateWorkloads(azure.configuration(), azure.http(), settings, steps, pause);
  }

  private static Settings settings(String group) {
    return new Settings(
        group,
        "westeurope",
        signing(azure.azure().createGitHubActionsIssuer()),
        signing(azure.azure().createIssuer("cluster")));
  }

  private static Issuer signing(LocalIssuer issuer) {
    return new Issuer(issuer.url(), Optional.of(subject -> issuer.token(TokenClaims.of(subject))));
  }

  private Path tokenFile() {
    var reported = Pattern.compile("Project a token into the pod: (\\S+)").matcher(steps.text());
    assertThat(reported.find()).isTrue();
    return Path.of(reported.group(1));
  }
}
