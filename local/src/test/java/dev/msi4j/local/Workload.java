package dev.msi4j.local;

import static dev.msi4j.local.Arm.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.msi4j.local.internal.http.Body;
import dev.msi4j.local.internal.http.Headers;
import dev.msi4j.local.internal.http.Query;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** An external workload that exchanges assertions for tokens of an identity. */
public final class Workload {
  public static final String AUDIENCE = "api://AzureADTokenExchange";
  public static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private static final String ORIGIN = "https://localhost:8443";

  private final LocalAzure azure;
  private final Arm arm;
  private final String name;
  private final JsonNode identity;

  private Workload(LocalAzure azure, Arm arm, String name, JsonNode identity) {
    this.azure = azure;
    this.arm = arm;
    this.name = name;
    this.identity = identity;
  }

  /** Creates a workload with a new identity without credentials. */
  public static Workload as(LocalAzure azure, String name) {
    var arm = Arm.signIn(azure);
    arm.put(arm.group("federation"), "2021-04-01", "{\"location\":\"eastus\"}");
    return new Workload(azure, arm, name, arm.createIdentity("federation", name));
  }

  public String principalId() {
    return identity.path("properties").path("principalId").asText();
  }

  public String clientId() {
    return identity.path("properties").path("clientId").asText();
  }

  /** Returns the path of a credential of the identity. */
  public String credential(String credential) {
    return arm.identity("federation", name) + "/federatedIdentityCredentials/" + credential;
  }

  /** Writes a credential for a subject of an issuer; asserts success. */
  public Workload trust(String credential, String issuer, String subject) {
    assertThat(putCredential(credential, issuer, subject).status()).isIn(200, 201);
    return this;
  }

  /** Writes a credential for a subject and returns the response. */
  public Response putCredential(String credential, String issuer, String subject) {
    var properties =
        Json.object().put("issuer", issuer).put("subject", subject).set("audiences", audiences());
    var body = Json.object().set("properties", properties);
    return arm.put(credential(credential), Arm.VERSION, body.toString());
  }

  /** Writes a credential with a claims matching expression and returns the response. */
  public Response putExpression(String credential, String issuer, String expression) {
    var properties = Json.object().put("issuer", issuer);
    properties.set("audiences", audiences());
    properties
        .putObject("claimsMatchingExpression")
        .put("value", expression)
        .put("languageVersion", 1);
    var body = Json.object().set("properties", properties);
    return arm.put(credential(credential), "2025-05-31-preview", body.toString());
  }

  public Arm arm() {
    return arm;
  }

  private static JsonNode audiences() {
    return Json.array().add(AUDIENCE);
  }

  /** Exchanges an assertion at the v2.0 endpoint. */
  public Response exchange(String assertion) {
    return exchange(assertion, Map.of());
  }

  /** Exchanges an assertion with changed form parameters; an empty value removes a parameter. */
  public Response exchange(String assertion, Map<String, String> changes) {
    return exchange(azure, ORIGIN, clientId(), assertion, changes);
  }

  /** Exchanges an assertion at the own origin of the server, which is part of the issuer. */
  public Response exchangeAtServer(String assertion, Map<String, String> changes) {
    return exchange(azure, azure.armEndpoint(), clientId(), assertion, changes);
  }

  /** Exchanges an assertion for a token of any client. */
  public static Response exchange(
      LocalAzure azure, String clientId, String assertion, Map<String, String> changes) {
    return exchange(azure, ORIGIN, clientId, assertion, changes);
  }

  private static Response exchange(
      LocalAzure azure,
      String origin,
      String clientId,
      String assertion,
      Map<String, String> changes) {
    var form = new LinkedHashMap<String, String>();
    form.put("grant_type", "client_credentials");
    form.put("client_id", clientId);
    form.put("client_assertion_type", TYPE);
    form.put("client_assertion", assertion);
    form.put("scope", "https://management.azure.com/.default");
    form.putAll(changes);
    form.values().removeIf(String::isEmpty);
    return post(azure, origin, "/" + azure.tenantId() + "/oauth2/v2.0/token", form);
  }

  /** Sends a POST request with a form. */
  public Response post(String path, Map<String, String> form) {
    return post(azure, path, form);
  }

  /** Sends a POST request with a form to a server. */
  public static Response post(LocalAzure azure, String path, Map<String, String> form) {
    return post(azure, ORIGIN, path, form);
  }

  private static Response post(
      LocalAzure azure, String origin, String path, Map<String, String> form) {
    var text =
        form.entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue()))
            .collect(Collectors.joining("&"));
    return azure
        .handler()
        .handle(
            new Request(
                "POST",
                origin,
                path,
                Query.NONE,
                Headers.NONE.with("Content-Type", "application/x-www-form-urlencoded"),
                Body.of(text.getBytes(StandardCharsets.UTF_8))));
  }

  /** Returns the claims of the access token in a response. */
  public static JWTClaimsSet claims(Response answer) {
    assertThat(answer.status()).as(answer.body().text()).isEqualTo(200);
    try {
      return SignedJWT.parse(json(answer).path("access_token").asText()).getJWTClaimsSet();
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns status, error and code of an error response: {@code 401 invalid_client 700213}. */
  public static String error(Response answer) {
    var document = json(answer);
    return answer.status()
        + " "
        + document.path("error").asText()
        + " "
        + document.path("error_codes").path(0).asText();
  }

  /** Returns the description of an error response. */
  public static String description(Response answer) {
    return json(answer).path("error_description").asText();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
