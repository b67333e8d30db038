package dev.msi4j.local;

import static dev.msi4j.local.Arm.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalAzureTests {
  @AutoClose private static final LocalAzure azure = TestAzure.start();

  @Test
  void environmentsExcludeLocalAddressesFromProxies(@TempDir Path keys) {
    var account = new KubernetesServiceAccount("shop", "orders");
    var machine =
        "/subscriptions/"
            + azure.subscriptionId()
            + "/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm";
    try (var pod = azure.openPod(azure.createIssuer("cluster"), account, "client");
        var app = azure.hostEnvironments().systemAssigned().openAppService();
        var arc = azure.hostEnvironments().systemAssigned().openAzureArc(keys);
        var fabric = azure.hostEnvironments().systemAssigned().openServiceFabric();
        var shell = azure.hostEnvironments().openCloudShell()) {
      assertThat(
              List.of(
                  azure.environment(),
                  azure.openVirtualMachine(machine).environment(),
                  pod.environment(),
                  app.environment(),
                  arc.environment(),
                  fabric.environment(),
                  shell.environment()))
          .allSatisfy(environment -> {
            assertThat(environment.getOrDefault("NO_PROXY", "").split(",", -1))
                .contains("localhost", "127.0.0.1", "::1");
            assertThat(environment.getOrDefault("no_proxy", "").split(",", -1))
                .contains("localhost", "127.0.0.1", "::1");
          });
    }
  }

  @Test
  void virtualMachinesShareOnePort() {
    var group = "/subscriptions/" + azure.subscriptionId() + "/resourceGroups/g";
    var machine = group + "/providers/Microsoft.Compute/virtualMachines/vm";

    var endpoints = azure.virtualMachine(machine);

    assertThat(endpoints.imdsEndpoint())
        .startsWith("http://127.0.0.1:")
        .endsWith(group + "/virtualMachines/vm");
    assertThat(endpoints.environment())
        .containsEntry("AZURE_POD_IDENTITY_AUTHORITY_HOST", endpoints.imdsEndpoint());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> azure.virtualMachine(group))
        .withMessageContaining("it must be the resource id of a virtual machine");
  }

  @Test
  void trustStoreHasAuthoritiesOfJdkAndServer() throws Exception {
    var store = azure.trustStore();

    assertThat(store.getCertificateAlias(azure.trustManager().getAcceptedIssuers()[0])).isNotNull();
    assertThat(store.size()).isGreaterThan(10);
  }

  @Test
  void serverAnswersOverTlsWithTlsContext() throws Exception {
    var client = HttpClient.newBuilder().sslContext(azure.sslContext()).build();
    var request = HttpRequest.newBuilder(URI.create(azure.armEndpoint() + "/metadata/endpoints"));

    assertThat(client.send(request.build(), BodyHandlers.discarding()).statusCode()).isPositive();
  }

  @Test
  void serverAnswersOverTlsWithTrustManager() throws Exception {
    var client = HttpClient.newBuilder().sslContext(trusting(azure)).build();
    var uri = URI.create(azure.armEndpoint() + "/metadata/endpoints?api-version=2022-09-01");
    var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();

    assertThat(answer).contains("\"resourceManager\":\"" + azure.armEndpoint() + "\"");
  }

  @Test
  void environmentHasAddressesAndCredentials() {
    assertThat(azure.environment())
        .containsEntry("AZURE_TENANT_ID", azure.tenantId().toString())
        .containsEntry("AZURE_CLIENT_ID", azure.clientId().toString())
        .containsEntry("AZURE_CLIENT_SECRET", azure.clientSecret())
        .containsEntry("AZURE_SUBSCRIPTION_ID", azure.subscriptionId().toString())
        .containsEntry("AZURE_AUTHORITY_HOST", azure.authorityHost())
        .containsEntry("MSI4J_ARM_ENDPOINT", azure.armEndpoint())
        .containsEntry("MSI4J_CA_FILE", azure.caFile().toString())
        .hasEntrySatisfying(
            "MSI4J_IMDS_ENDPOINT",
            endpoint ->
                assertThat(endpoint)
                    .matches(
                        "http://127\\.0\\.0\\.1:\\d+/subscriptions/\\{subscription}"
                            + "/resourceGroups/\\{resourceGroup}/virtualMachines/\\{vm}"))
        .containsKey("MSI4J_EXTENSION_ENDPOINT");
    assertThat(azure.caFile()).content().startsWith("-----BEGIN CERTIFICATE-----");
  }

  @Test
  void openVirtualMachineReturnsOneAddressPerVirtualMachine() throws Exception {
    var vm =
        "/subscriptions/%s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/"
            .formatted(azure.subscriptionId());

    var one = azure.openVirtualMachine(vm + "one");

    assertThat(azure.openVirtualMachine(vm + "ONE").imdsEndpoint()).isEqualTo(one.imdsEndpoint());
    assertThat(azure.openVirtualMachine(vm + "two").imdsEndpoint())
        .isNotEqualTo(one.imdsEndpoint());
    assertThat(one.environment())
        .containsEntry("AZURE_POD_IDENTITY_AUTHORITY_HOST", one.imdsEndpoint())
        .containsEntry("AZURE_AUTHORITY_HOST", azure.authorityHost())
        .doesNotContainKeys("AZURE_CLIENT_SECRET", "MSI_ENDPOINT");
    assertThat(requestRejected(one, "/metadata/identity/oauth2/token"))
        .contains("virtualMachines/one' was not found");
    assertThat(requestRejected(one, "/oauth2/token?resource=https://a.b"))
        .contains("was not found");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> azure.openVirtualMachine("/subscriptions/x"))
        .withMessage("vmId is '/subscriptions/x': it must be the resource id of a virtual machine");
  }

  private static String requestRejected(VirtualMachineEndpoints machine, String path)
      throws Exception {
    var query = path.contains("?") ? "" : "?api-version=2018-02-01&resource=https://a.b";
    var request =
        HttpRequest.newBuilder(URI.create(machine.imdsEndpoint() + path + query))
            .header("Metadata", "true")
            .build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(400);
    return answer.body();
  }

  @Test
  void hostEnvironmentsOpenWithIdentities() {
    var arm = Arm.signIn(azure);
    arm.createGroup("rg");
    var identity = arm.createIdentity("rg", "web").path("id").asText();

    try (var app =
            azure.hostEnvironments().systemAssigned().userAssigned(identity).openAppService();
        var shell = azure.hostEnvironments().openCloudShell()) {
      assertThat(app.principalId()).isPresent();
      assertThat(app.environment())
          .containsKeys("IDENTITY_ENDPOINT", "IDENTITY_HEADER", "MSI_ENDPOINT", "MSI_SECRET");
      assertThat(shell.principalId()).isPresent();
      assertThat(shell.environment()).containsOnlyKeys("MSI_ENDPOINT", "NO_PROXY", "no_proxy");
    }
    try (var fabric = azure.hostEnvironments().userAssigned(identity).openServiceFabric()) {
      assertThat(fabric.principalId()).isEmpty();
      assertThat(fabric.environment()).containsKey("IDENTITY_SERVER_THUMBPRINT");
    }
    assertThatIllegalStateException()
        .isThrownBy(() -> azure.hostEnvironments().userAssigned(identity).openCloudShell())
        .withMessageContaining("Cloud Shell supports no user-assigned identities");
  }

  @Test
  void closeDeletesTemporaryDirectory() {
    Path caFile;
    try (var azure = TestAzure.start()) {
      caFile = azure.caFile();
      assertThat(caFile).exists();
    }

    assertThat(caFile.getParent()).doesNotExist();
  }

  @Test
  void restartKeepsStateOfDirectory(@TempDir Path folder) throws Exception {
    String environment;
    String token;
    String identity;
    try (var azure = TestAzure.builder(folder).start()) {
      var arm = Arm.signIn(azure);
      arm.createGroup("rg");
      identity = arm.createIdentity("rg", "kept").toString();
      environment = azure.clientId() + azure.clientSecret() + Files.readString(azure.caFile());
      token = Arm.token(azure);
    }

    try (var azure = TestAzure.builder(folder).start()) {
      var arm = Arm.signIn(azure).anonymous().with("Authorization", "Bearer " + token);
      assertThat(azure.clientId() + azure.clientSecret() + Files.readString(azure.caFile()))
          .isEqualTo(environment);
      assertThat(json(arm.get(arm.identity("rg", "kept"), Arm.VERSION))).hasToString(identity);
    }
  }

  @Test
  void tokenExpiresByTheClock() {
    var clock = new TestClock();
    try (var azure = TestAzure.builder().clock(clock).start()) {
      var arm = Arm.signIn(azure);
      assertThat(arm.get("/subscriptions", "2022-12-01").status()).isEqualTo(200);

      clock.advance(Duration.ofHours(1));

      assertThat(Arm.error(arm.get("/subscriptions", "2022-12-01")))
          .isEqualTo("401 ExpiredAuthenticationToken");
    }
  }

  @Test
  void builderRejectsInvalidValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestAzure.builder().port(70_000))
        .withMessage("port is 70000: it must be in 0 to 65535");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestAzure.builder().imdsPort(-1))
        .withMessage("imdsPort is -1: it must be in 0 to 65535");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestAzure.builder().pageSize(0))
        .withMessage("pageSize is 0: it must be 1 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestAzure.builder().longRunningOperationPolls(-1))
        .withMessage("polls is -1: it must be 0 or more");
  }

  @Test
  void closeTwiceHasNoEffect() {
    var azure = TestAzure.start();
    azure.close();

    assertThatCode(azure::close).doesNotThrowAnyException();
  }

  private static SSLContext trusting(LocalAzure azure) throws GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {azure.trustManager()}, null);
    return context;
  }
}
