package dev.msi4j.local.internal.entra;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.json.Json;
import java.util.List;

/** Builds the OpenID configuration and JWKS documents of the token service. */
final class Discovery {
  private final SigningKeys keys;

  Discovery(SigningKeys keys) {
    this.keys = keys;
  }

  /** Returns the OpenID configuration of the v2.0 endpoints. */
  static ObjectNode v2(Authority authority) {
    return openId(
            authority.issuer() + "/v2.0",
            authority.url() + "/oauth2/v2.0/",
            authority.url() + "/discovery/v2.0/keys")
        .put("userinfo_endpoint", authority.origin() + "/oidc/userinfo")
        .put("device_authorization_endpoint", authority.url() + "/oauth2/v2.0/devicecode");
  }

  /** Returns the OpenID configuration of the v1.0 endpoints. */
  static ObjectNode v1(Authority authority) {
    return openId(
            authority.tokenIssuer(),
            authority.url() + "/oauth2/",
            authority.url() + "/discovery/keys")
        .put("userinfo_endpoint", authority.url() + "/openid/userinfo");
  }

  /** Returns the OpenID configuration of the AD FS endpoints. */
  static ObjectNode adfs(String origin) {
    var url = origin + "/adfs";
    return openId(url, url + "/oauth2/", url + "/discovery/keys")
        .put("userinfo_endpoint", url + "/userinfo");
  }

  private static ObjectNode openId(String issuer, String endpoints, String keys) {
    var document =
        Json.object()
            .put("issuer", issuer)
            .put("authorization_endpoint", endpoints + "authorize")
            .put("token_endpoint", endpoints + "token")
            .put("end_session_endpoint", endpoints + "logout")
            .put("jwks_uri", keys)
            .put("request_uri_parameter_supported", false)
            .put("http_logout_supported", true)
            .put("frontchannel_logout_supported", true)
            .put("tenant_region_scope", "WW")
            .put("cloud_instance_name", "microsoftonline.com")
            .put("cloud_graph_host_name", "graph.windows.net")
            .put("msgraph_host", "graph.microsoft.com")
            .put("rbac_url", "https://pas.windows.net");
    fill(
        document.putArray("token_endpoint_auth_methods_supported"),
        List.of("client_secret_post", "private_key_jwt", "client_secret_basic"));
    fill(
        document.putArray("response_types_supported"),
        List.of("code", "id_token", "code id_token", "id_token token"));
    fill(document.putArray("response_modes_supported"), List.of("query", "fragment", "form_post"));
    fill(document.putArray("subject_types_supported"), List.of("pairwise"));
    fill(document.putArray("id_token_signing_alg_values_supported"), List.of("RS256"));
    fill(
        document.putArray("scopes_supported"),
        List.of("openid", "profile", "email", "offline_access"));
    fill(
        document.putArray("claims_supported"),
        List.of("sub", "iss", "aud", "exp", "iat", "nbf", "tid", "oid", "ver"));
    return document;
  }

  private static void fill(ArrayNode array, List<String> values) {
    values.forEach(array::add);
  }

  /** Returns the public keys of the v1.0 endpoints. */
  ObjectNode keys() {
    var document = Json.object();
    var array = document.putArray("keys");
    keys.published().forEach(key -> array.add(key.publicJson()));
    return document;
  }

  /** Returns the public keys of the v2.0 endpoints; each key names the issuer of its tokens. */
  ObjectNode keys(Authority authority) {
    var document = Json.object();
    var array = document.putArray("keys");
    keys.published()
        .forEach(key -> array.add(key.publicJson().put("issuer", authority.issuer() + "/v2.0")));
    return document;
  }
}
