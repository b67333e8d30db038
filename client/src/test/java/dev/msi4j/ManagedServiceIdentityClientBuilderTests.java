package dev.msi4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.util.ClientOptions;
import com.azure.core.util.Configuration;
import com.azure.core.util.ConfigurationBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManagedServiceIdentityClientBuilderTests {
  @Test
  void buildFailsWithoutACredential() {
    var builder = new ManagedServiceIdentityClientBuilder().subscriptionId("sub");

    assertThatIllegalStateException()
        .isThrownBy(builder::buildClient)
        .withMessageStartingWith("no credential: call credential(…)");
  }

  @Test
  void buildFailsWithoutASubscription() {
    var builder =
        new ManagedServiceIdentityClientBuilder()
            .credential(new CannedCredential())
            .httpClient(new CannedHttpClient())
            .configuration(Configuration.NONE);

    assertThatIllegalStateException()
        .isThrownBy(builder::buildAsyncClient)
        .withMessage(
            "no subscription: call subscriptionId(…) or set the environment variable"
                + " AZURE_SUBSCRIPTION_ID");
  }

  @Test
  void rejectsASubscriptionIdWithMoreThanTheId() {
    var builder =
        new ManagedServiceIdentityClientBuilder()
            .credential(new CannedCredential())
            .httpClient(new CannedHttpClient())
            .configuration(configuration("AZURE_SUBSCRIPTION_ID", "configured\n"));

    assertThatIllegalArgumentException()
        .isThrownBy(builder::buildClient)
        .withMessageStartingWith("AZURE_SUBSCRIPTION_ID 'configured\n' must be")
        .withMessageEndingWith("use 'configured'");
    assertThatIllegalArgumentException()
        .isThrownBy(builder.subscriptionId("/subscriptions/set")::buildAsyncClient)
        .withMessageStartingWith("subscriptionId '/subscriptions/set' must be")
        .withMessageEndingWith("use 'set'");
  }

  @Test
  void readsTheSubscriptionFromTheConfiguration() {
    var client =
        new ManagedServiceIdentityClientBuilder()
            .credential(new CannedCredential())
            .httpClient(new CannedHttpClient())
            .configuration(configuration("AZURE_SUBSCRIPTION_ID", "configured"))
            .buildClient();

    assertThat(client.subscriptionId()).isEqualTo("configured");
    assertThat(client.endpoint()).isEqualTo("https://management.azure.com");
  }

  @ParameterizedTest
  @CsvSource({
    "AZURE_CLOUD, AzureChinaCloud, https://management.chinacloudapi.cn",
    "AZURE_CLOUD, azureusgovernment, https://management.usgovcloudapi.net",
    "AZURE_AUTHORITY_HOST, https://login.microsoftonline.us/, https://management.usgovcloudapi.net",
    "AZURE_AUTHORITY_HOST, https://login.chinacloudapi.cn, https://management.chinacloudapi.cn",
    "AZURE_AUTHORITY_HOST, https://login.example, https://management.azure.com",
  })
  void readsTheCloudFromTheConfiguration(String name, String value, String endpoint) {
    var client =
        new CannedHttpClient().client().configuration(configuration(name, value)).buildClient();

    assertThat(client.endpoint()).isEqualTo(endpoint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "management.azure.com",
        "ftp://management.azure.com",
        "https://user@management.azure.com",
        "https://management.azure.com?x=1",
        "https://management.azure.com#x",
        "https://management.azure.com\\@evil.example",
        "https://"
      })
  void rejectsAnEndpointThatIsNotAPlainHttpsUrl(String endpoint) {
    var builder = new CannedHttpClient().client().endpoint(endpoint);

    assertThatIllegalArgumentException()
        .isThrownBy(builder::buildClient)
        .withMessageStartingWith("endpoint '" + endpoint + "' must be an absolute https URL");
  }

  @Test
  void rejectsAnHttpEndpoint() {
    assertThatIllegalArgumentException()
        .isThrownBy(new CannedHttpClient().client().endpoint("http://localhost:80")::buildClient)
        .withMessageContaining("must be https: an access token is never sent over http");
  }

  @Test
  void acceptsAnHttpEndpointWithACustomPipeline() {
    var http = new CannedHttpClient().respond(200, "{}");
    var client =
        new ManagedServiceIdentityClientBuilder()
            .subscriptionId("sub")
            .endpoint("http://localhost:1234/")
            .pipeline(new HttpPipelineBuilder().httpClient(http).build())
            .buildClient();

    client.userAssignedIdentities().get("group", "name");

    assertThat(http.lines().get(0)).startsWith("GET http://localhost:1234/subscriptions/sub/");
    assertThat(http.request().getHeaders().getValue(HttpHeaderName.AUTHORIZATION)).isNull();
  }

  @Test
  void rejectsRetryPolicyTogetherWithRetryOptions() {
    var builder =
        new CannedHttpClient()
            .client()
            .retryPolicy(new RetryPolicy())
            .retryOptions(new RetryOptions(new FixedDelayOptions(1, Duration.ofMillis(1))));

    assertThatIllegalStateException().isThrownBy(builder::buildClient);
  }

  @Test
  void sendsUserAgentAndRequestId() {
    var http = new CannedHttpClient().respond(200, "{}");

    http.client()
        .clientOptions(new ClientOptions().setApplicationId("my-app"))
        .buildClient()
        .userAssignedIdentities()
        .get("group", "name");

    var headers = http.request().getHeaders();
    assertThat(headers.getValue(HttpHeaderName.USER_AGENT))
        .startsWith("my-app azsdk-java-msi4j/")
        .doesNotContain("unknown", "${");
    assertThat(headers.getValue(HttpHeaderName.X_MS_CLIENT_REQUEST_ID)).isNotBlank();
    assertThat(headers.getValue(HttpHeaderName.AUTHORIZATION)).isEqualTo("Bearer token-1");
  }

  /**
   * Returns a configuration with one property. Blank values hide the variables of the environment.
   * A plain {@code putProperty} would set the property for the whole process.
   */
  private static Configuration configuration(String name, String value) {
    var properties = new HashMap<String, String>();
    properties.put(Configuration.PROPERTY_AZURE_SUBSCRIPTION_ID, "");
    properties.put(Configuration.PROPERTY_AZURE_CLOUD, "");
    properties.put(Configuration.PROPERTY_AZURE_AUTHORITY_HOST, "");
    properties.put(name, value);
    return new ConfigurationBuilder(path -> Map.of(), path -> properties, path -> Map.of()).build();
  }
}
