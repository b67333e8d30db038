package dev.msi4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.LocalIssuer;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.TokenClaims;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class FederateWorkloadsTests {
  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Connection connection = Connection.of(azure.environment());

  private final StringWriter text = new StringWriter();
  private final PrintWriter out = new PrintWriter(text);

  @Test
  void runCompletesAllStepsAndDeletesAllResources() {
    sample(settings("all-steps"), () -> {}).run();

    assertThat(text.toString())
        .containsPattern("Create a resource group +all-steps in westeurope")
        .containsPattern("Create a user-assigned identity +federated-identity in westeurope")
        .containsPattern("Trust a pipeline and a pod +pipeline is created")
        .containsPattern("subject +repo:contoso/shop:environment:production\\R")
        .containsPattern(" pod is created\\R")
        .containsPattern("subject +system:serviceaccount:shop:orders\\R")
        .containsPattern("Show its capacity +2 of 20 used: pipeline, pod")
        .containsPattern("Find the role Reader +Reader, acdd72a7")
        .containsPattern("Give that role on the group +to federated-identity")
        .containsPattern("Sign in as the pipeline +aud +https://management")
        .containsPattern("xms_mirid +/subscriptions/\\S+/federated-identity")
        .containsPattern("List the group as the pipeline +1 found")
        .containsPattern("Project a token into the pod +\\S+azure-identity-token")
        .containsPattern("Sign in as the pod +aud +https://management")
        .containsPattern("List the group as the pod +1 found")
        .containsPattern("Sign in with another case +AADSTS7002138\\R.*'repo:Contoso/shop:")
        .containsPattern(
            "Diagnose the error +AADSTS7002138, pipeline comes closest\\R +subject differs: case")
        .containsPattern("Delete the resource group +deleted")
        .containsPattern("14 steps in \\d+ ms; all resources are deleted\\.\\R$");
    assertThat(connection.managementClients().groups().resourceGroups().contain("all-steps"))
        .isFalse();
    assertThat(tokenFile()).doesNotExist();
  }

  @Test
  void issuersWithoutTokensSkipSignIn() {
    var settings = FederationSettings.of(azure.environment()).withResourceGroup("without-tokens");

    sample(settings, () -> {}).run();

    assertThat(text.toString())
        .containsPattern(
            "skipped  Sign in as the pipeline +no tokens available from https://token\\.actions\\.")
        .containsPattern(
            "skipped  Sign in as the pod +no tokens available from https://oidc\\.example\\.com")
        .containsPattern("skipped  Sign in with another case")
        .containsPattern("Diagnose the error +AADSTS7002138, pipeline comes closest")
        .containsPattern("8 steps in");
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

    assertThat(text.toString()).containsPattern("Delete the resource group +deleted");
    assertThat(tokenFile()).doesNotExist();
    assertThat(connection.managementClients().groups().resourceGroups().contain("failing"))
        .isFalse();
  }

  @Test
  void closedSampleSendsNoRequest() {
    var sample = sample(settings("closed"), () -> {});
    sample.close();

    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(sample::run)
        .withMessageContaining("Create a resource group");
  }

  private FederateWorkloads sample(FederationSettings settings, Runnable pause) {
    return new FederateWorkloads(connection, settings, out, pause);
  }

  private static FederationSettings settings(String group) {
    return FederationSettings.of(azure.environment())
        .withResourceGroup(group)
        .withIssuers(
            signing(azure.createGitHubActionsIssuer()), signing(azure.createIssuer("cluster")));
  }

  private static ExternalIssuer signing(LocalIssuer issuer) {
    return new ExternalIssuer(issuer.url(), subject -> issuer.token(TokenClaims.of(subject)));
  }

  private Path tokenFile() {
    var reported = Pattern.compile("Project a token into the pod +(\\S+)").matcher(text.toString());
    assertThat(reported.find()).isTrue();
    return Path.of(reported.group(1));
  }
}
