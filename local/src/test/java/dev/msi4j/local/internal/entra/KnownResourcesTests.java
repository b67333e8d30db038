package dev.msi4j.local.internal.entra;

import static dev.msi4j.local.internal.entra.TokenService.TENANT;
import static dev.msi4j.local.internal.entra.TokenService.json;
import static dev.msi4j.local.internal.entra.TokenService.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.msi4j.local.internal.http.Response;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The resources that the token endpoints issue tokens for, and those that they reject. */
class KnownResourcesTests {
  @AutoClose private static final TokenService service = new TokenService();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://management.azure.com",
        "https://management.azure.com/",
        "https://management.core.windows.net/",
        "HTTPS://Management.Azure.Com/",
        "797f4846-ba00-4fd7-ba43-dac1f8f63013",
        "https://vault.azure.net",
        "https://storage.azure.com/",
        "https://account.blob.core.windows.net",
        "https://database.windows.net/",
        "https://ossrdbms-aad.database.windows.net",
        "https://servicebus.azure.net",
        "https://eventhubs.azure.net",
        "https://cosmos.azure.com",
        "https://cognitiveservices.azure.com",
        "https://graph.microsoft.com/",
        "https://analysis.windows.net/powerbi/api",
        "00000003-0000-0000-C000-000000000000",
        "499b84ac-1321-427f-aa17-267ca6975798",
        "6dae42f8-4368-4678-94ff-3960e28e3630",
        "api://app",
        "api://app/",
        "https://localhost:8443",
        "https://localhost:8443/",
        "https://localhost:8443/graph",
        "https://localhost:8443/graph/"
      })
  void tokenIsIssuedForAKnownResource(String resource) {
    var v1 = v1(resource);

    assertThat(v1.status()).as(v1.body().text()).isEqualTo(200);
    assertThat(text(json(v1), "resource")).isEqualTo(resource);
    assertThat(TokenService.claims(text(json(v1), "access_token")).getAudience())
        .containsExactly(resource);
    assertThat(v2(resource).status()).isEqualTo(200);
  }

  @Test
  void tokenIsIssuedForAnApplicationOfTheDirectoryByItsId() {
    assertThat(v1(service.application.appId().toString()).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://managements.azure.com",
        "https://management.azure.com/subscriptions",
        "https://management.azure.com//",
        "https://vault.azure.net/.default",
        "https://evil.example/https://vault.azure.net",
        "https://blob.core.windows.net",
        "https://a.b.blob.core.windows.net",
        "http://vault.azure.net",
        "api://app/my-scope",
        "api://apps",
        "api://AzureADTokenExchange./default",
        "https://localhost:8444",
        "https://localhost:8443/other",
        "11111111-0000-0000-0000-000000000000",
        "-",
        "/",
        "vault",
        "//host/path",
        "1-1-1-1-1",
        "https:",
        "https://a^b"
      })
  void unknownResourceIsRejectedAtEveryEndpoint(String resource) {
    for (var answer : new Response[] {v1(resource), v2(resource), adfs(resource)}) {
      var error = json(answer);
      assertThat(answer.status()).as(answer.body().text()).isEqualTo(400);
      assertThat(text(error, "error")).isEqualTo("invalid_resource");
      assertThat(error.path("error_codes")).hasToString("[500011]");
      assertThat(text(error, "error_description"))
          .startsWith(
              "AADSTS500011: The resource principal named "
                  + resource
                  + " was not found in the tenant named "
                  + TENANT)
          .contains("Trace ID: " + text(error, "trace_id"))
          .contains("Correlation ID: " + text(error, "correlation_id"));
    }
  }

  @Test
  void managedIdentityIsNotAResource() {
    var identity = service.managedIdentity("/subscriptions/s/resourceGroups/g/x/y");

    assertThat(v1(identity.appId().toString()).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "app", "/app", "api://a b", "1-1-1-1-1"})
  void declarationNeedsAUriOrAGuid(String identifier) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeclaredResource.v1(identifier))
        .withMessage(
            "resource is '"
                + identifier
                + "': it must be an absolute URI such as api://app, or a"
                + " GUID");
  }

  @Test
  void declarationRejectsAScopeAndAResourceOfAzure() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeclaredResource.v1("api://app/.default"))
        .withMessageContaining("leave out /.default");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeclaredResource.v1("https://VAULT.azure.net/"))
        .withMessageContaining("belongs to Azure");
  }

  @Test
  void declarationOfVersion2NeedsAnApplicationId() {
    var id = UUID.randomUUID();

    assertThat(DeclaredResource.v2("api://" + id).v2Audience()).isEqualTo(id);
    assertThat(DeclaredResource.v2(id.toString()).v2Audience()).isEqualTo(id);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeclaredResource.v2("api://orders"))
        .withMessageStartingWith("resource is 'api://orders': for v2.0 tokens it must be");
  }

  private static Response v1(String resource) {
    return service.post("/" + TENANT + "/oauth2/token", byResource(resource));
  }

  private static Response adfs(String resource) {
    return service.post("/adfs/oauth2/token", byResource(resource));
  }

  private static Response v2(String resource) {
    return service.postV2(service.form("scope", resource + "/.default"));
  }

  private static Map<String, String> byResource(String resource) {
    return service.form("scope", "", "resource", resource);
  }
}
