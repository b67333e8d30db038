package dev.msi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzureCloudTests {
  @ParameterizedTest
  @CsvSource({
    "AzureCloud, https://management.azure.com, https://management.azure.com/.default,"
        + " https://login.microsoftonline.com, api://AzureADTokenExchange",
    "AzureUSGovernment, https://management.usgovcloudapi.net,"
        + " https://management.core.usgovcloudapi.net/.default, https://login.microsoftonline.us,"
        + " api://AzureADTokenExchangeUSGov",
    "AzureChinaCloud, https://management.chinacloudapi.cn,"
        + " https://management.chinacloudapi.cn/.default, https://login.chinacloudapi.cn,"
        + " api://AzureADTokenExchangeChina",
  })
  void namedReturnsAllSettingsOfTheCloud(
      String name, String endpoint, String scope, String authority, String audience) {
    var cloud = AzureCloud.named(name);

    assertThat(cloud.name()).isEqualTo(name);
    assertThat(cloud.endpoint()).isEqualTo(endpoint);
    assertThat(cloud.scope()).isEqualTo(scope);
    assertThat(cloud.authorityHost()).isEqualTo(authority);
    assertThat(cloud.federationAudience()).isEqualTo(audience);
  }

  @Test
  void customBuildsACloudWithDefaults() {
    var cloud = AzureCloud.custom("Local").endpoint("https://arm.localhost:8443/").build();

    assertThat(cloud.endpoint()).isEqualTo("https://arm.localhost:8443");
    assertThat(cloud.scope()).isEqualTo("https://arm.localhost:8443/.default");
    assertThat(cloud.toBuilder().scope("other").build().scope()).isEqualTo("other");
    assertThatIllegalStateException()
        .isThrownBy(() -> AzureCloud.custom("Local").build())
        .withMessage("The cloud 'Local' has no endpoint: set endpoint(…)");
  }

  @Test
  void namedRejectsUnknownNames() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AzureCloud.named("Azure"))
        .withMessageStartingWith("cloud 'Azure' must be AzureCloud, AzureUSGovernment or");
  }

  @Test
  void requestsTokensForItsScope() {
    var http = new CannedHttpClient().respond(200, "{}").respond(200, "{}");
    var credential = new CannedCredential();
    var builder = http.client().credential(credential).cloud(AzureCloud.US_GOVERNMENT);

    builder.buildClient().userAssignedIdentities().get("group", "name");
    builder
        .endpoint("https://arm.example/")
        .buildClient()
        .userAssignedIdentities()
        .get("group", "name");

    assertThat(http.lines().get(0)).startsWith("GET https://management.usgovcloudapi.net/sub");
    assertThat(http.lines().get(1)).startsWith("GET https://arm.example/sub");
    assertThat(credential.tokenRequests())
        .isNotEmpty()
        .allSatisfy(tokenRequest ->
            assertThat(tokenRequest.getScopes())
                .containsExactly("https://management.core.usgovcloudapi.net/.default"));
  }
}
