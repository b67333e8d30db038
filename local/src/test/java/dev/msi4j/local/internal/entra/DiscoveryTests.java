package dev.msi4j.local.internal.entra;

import static dev.msi4j.local.internal.entra.TokenService.ORIGIN;
import static dev.msi4j.local.internal.entra.TokenService.TENANT;
import static dev.msi4j.local.internal.entra.TokenService.encode;
import static dev.msi4j.local.internal.entra.TokenService.json;
import static dev.msi4j.local.internal.entra.TokenService.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTests {
  private static final String CONFIGURATION = "/.well-known/openid-configuration";

  @AutoClose private final TokenService service = new TokenService();

  @Test
  void v2ConfigurationIsComplete() {
    var document = json(service.get("/" + TENANT + "/v2.0" + CONFIGURATION));

    assertThat(text(document, "issuer")).isEqualTo(ORIGIN + "/" + TENANT + "/v2.0");
    assertThat(text(document, "token_endpoint"))
        .isEqualTo(ORIGIN + "/" + TENANT + "/oauth2/v2.0/token");
    assertThat(text(document, "authorization_endpoint"))
        .isEqualTo(ORIGIN + "/" + TENANT + "/oauth2/v2.0/authorize");
    assertThat(text(document, "jwks_uri"))
        .isEqualTo(ORIGIN + "/" + TENANT + "/discovery/v2.0/keys");
    assertComplete(document);
  }

  @Test
  void v1ConfigurationIsComplete() {
    var document = json(service.get("/" + TENANT + CONFIGURATION));

    assertThat(text(document, "issuer")).isEqualTo("https://sts.windows.net/" + TENANT + "/");
    assertThat(text(document, "token_endpoint")).isEqualTo(ORIGIN + "/" + TENANT + "/oauth2/token");
    assertComplete(document);
  }

  @Test
  void adfsConfigurationIsComplete() {
    var document = json(service.get("/adfs" + CONFIGURATION));

    assertThat(text(document, "issuer")).isEqualTo(ORIGIN + "/adfs");
    assertThat(text(document, "token_endpoint")).isEqualTo(ORIGIN + "/adfs/oauth2/token");
    assertComplete(document);
    assertThat(json(service.get("/adfs/discovery/keys")).get("keys")).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"common,common", "organizations,organizations", "Consumers,consumers"})
  void configurationOfAnyTenantHasAPlaceholder(String requested, String name) {
    var version2 = json(service.get("/" + requested + "/v2.0" + CONFIGURATION));
    var version1 = json(service.get("/" + requested + CONFIGURATION));

    assertThat(text(version2, "issuer")).isEqualTo(ORIGIN + "/{tenantid}/v2.0");
    assertThat(text(version2, "token_endpoint"))
        .isEqualTo(ORIGIN + "/" + name + "/oauth2/v2.0/token");
    assertThat(text(version1, "issuer")).isEqualTo("https://sts.windows.net/{tenantid}/");
  }

  @Test
  void tenantIsFoundIgnoringCase() {
    var path = "/" + TENANT.toString().toUpperCase(java.util.Locale.ROOT) + CONFIGURATION;

    assertThat(service.get(path).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/unknown/v2.0" + CONFIGURATION,
        "/unknown" + CONFIGURATION,
        "/unknown/discovery/keys"
      })
  void unknownTenantIsRejected(String path) {
    var response = service.get(path);

    assertThat(response.status()).isEqualTo(400);
    assertThat(text(json(response), "error_description")).startsWith("AADSTS90002:");
  }

  @Test
  void v2KeyNamesItsIssuer() {
    var one = json(service.get("/" + TENANT + "/discovery/v2.0/keys")).get("keys").get(0);
    var any = json(service.get("/common/discovery/v2.0/keys")).get("keys").get(0);
    var version1 = json(service.get("/common/discovery/keys")).get("keys").get(0);

    assertThat(text(one, "issuer")).isEqualTo(ORIGIN + "/" + TENANT + "/v2.0");
    assertThat(text(any, "issuer")).isEqualTo(ORIGIN + "/{tenantid}/v2.0");
    assertThat(version1.has("issuer")).isFalse();
    assertThat(one.get("x5c")).hasSize(1);
    assertThat(text(one, "x5t")).isEqualTo(text(one, "kid"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://localhost:8443/t/oauth2/v2.0/authorize",
        "https://localhost/t/oauth2/v2.0/authorize",
        "https://127.0.0.1:8443/t/oauth2/v2.0/authorize",
        "https://[::1]/t"
      })
  void instanceDiscoveryConfirmsThisServer(String endpoint) {
    var document = json(instance(endpoint));

    assertThat(text(document, "tenant_discovery_endpoint"))
        .isEqualTo(ORIGIN + "/t/v2.0/.well-known/openid-configuration");
    assertThat(document.get("metadata")).hasSize(1);
    var metadata = document.get("metadata").get(0);
    assertThat(text(metadata, "preferred_network")).isEqualTo("localhost:8443");
    assertThat(metadata.get("aliases"))
        .extracting(JsonNode::asText)
        .containsExactly("localhost:8443", "localhost");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/t/oauth2/v2.0/authorize",
        "https://localhost:9999/t",
        "http://localhost:8443/t",
        "https://localhost.evil.example/t",
        "https://localhost@evil.example/t",
        "localhost",
        "https://",
        "%%%"
      })
  void instanceDiscoveryRejectsOtherHosts(String endpoint) {
    var response = instance(endpoint);

    assertThat(response.status()).isEqualTo(400);
    assertThat(text(json(response), "error")).isEqualTo("invalid_instance");
    assertThat(text(json(response), "error_description")).doesNotContain("evil");
  }

  @Test
  void missingParameterIsNamed() {
    var response = service.get("/common/discovery/instance", "api-version=1.1");

    assertThat(response.status()).isEqualTo(400);
    assertThat(text(json(response), "error_description")).contains("authorization_endpoint");
  }

  private dev.msi4j.local.internal.http.Response instance(String endpoint) {
    return service.get(
        "/common/discovery/instance", "api-version=1.1&authorization_endpoint=" + encode(endpoint));
  }

  private static void assertComplete(JsonNode document) {
    assertThat(document.fieldNames())
        .toIterable()
        .contains(
            "issuer",
            "authorization_endpoint",
            "token_endpoint",
            "jwks_uri",
            "userinfo_endpoint",
            "end_session_endpoint",
            "token_endpoint_auth_methods_supported",
            "response_types_supported",
            "subject_types_supported",
            "id_token_signing_alg_values_supported",
            "scopes_supported",
            "claims_supported",
            "tenant_region_scope",
            "cloud_instance_name",
            "cloud_graph_host_name",
            "msgraph_host",
            "rbac_url");
  }
}
