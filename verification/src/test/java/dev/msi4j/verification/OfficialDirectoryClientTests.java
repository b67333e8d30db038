package dev.msi4j.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.identity.ClientAssertionCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.LocalIssuer;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.TokenClaims;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests Microsoft's credentials of applications against the local Azure. */
class OfficialDirectoryClientTests {
  private static final String GRAPH = "https://graph.microsoft.com/.default";
  private static final String ARM = "https://management.azure.com/.default";

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Clients clients = new Clients(azure);
  private static final LocalIssuer cluster = azure.createIssuer("cluster");
  private static String appId;

  @BeforeAll
  static void createApplication() {
    var application = post("applications", Map.of("displayName", "deployer"));
    appId = String.valueOf(application.get("appId"));
    post("servicePrincipals", Map.of("appId", appId));
    post(
        "applications(appId='" + appId + "')/federatedIdentityCredentials",
        Map.of(
            "name",
            "cluster",
            "issuer",
            cluster.url(),
            "subject",
            "job",
            "audiences",
            new String[] {"api://AzureADTokenExchange"}));
  }

  @Test
  void clientAssertionCredentialSignsInAsApplication() {
    var credential =
        new ClientAssertionCredentialBuilder()
            .authorityHost(azure.authorityHost())
            .tenantId(azure.tenantId().toString())
            .clientId(appId)
            .clientAssertion(() -> cluster.token(TokenClaims.of("job")))
            .disableInstanceDiscovery()
            .httpClient(clients.http())
            .build();

    assertThat(token(credential, ARM)).isNotEmpty();
  }

  @Test
  void workloadIdentityCredentialSignsInAsApplication(@TempDir Path directory) throws IOException {
    var file = directory.resolve("token");
    Files.writeString(file, cluster.token(TokenClaims.of("job")));
    var credential =
        new WorkloadIdentityCredentialBuilder()
            .authorityHost(azure.authorityHost())
            .tenantId(azure.tenantId().toString())
            .clientId(appId)
            .tokenFilePath(file.toString())
            .disableInstanceDiscovery()
            .httpClient(clients.http())
            .build();

    assertThat(token(credential, ARM)).isNotEmpty();
  }

  private static String token(TokenCredential credential, String scope) {
    return credential.getTokenSync(new TokenRequestContext().addScopes(scope)).getToken();
  }

  private static Map<?, ?> post(String path, Map<String, Object> body) {
    var request =
        new HttpRequest(HttpMethod.POST, azure.armEndpoint() + "/v1.0/" + path)
            .setBody(BinaryData.fromObject(body))
            .setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + token(clients.owner(), GRAPH))
            .setHeader(HttpHeaderName.CONTENT_TYPE, "application/json");
    try (var response = clients.http().sendSync(request, Context.NONE)) {
      var text = response.getBodyAsBinaryData().toString();
      assertThat(response.getStatusCode()).as(text).isEqualTo(201);
      return BinaryData.fromString(text).toObject(Map.class);
    }
  }
}
