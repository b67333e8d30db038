package dev.msi4j.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.http.Body;
import dev.msi4j.local.internal.http.Handler;
import dev.msi4j.local.internal.http.Headers;
import dev.msi4j.local.internal.http.Query;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Resource Manager client that calls the handler of a local Azure directly, without a socket. */
public final class Arm {
  /** The api-version of Microsoft.ManagedIdentity that most tests use. */
  public static final String VERSION = "2024-11-30";

  private static final String AUDIENCE = "https://management.azure.com";
  private static final String ORIGIN = "https://localhost:8443";

  private final LocalAzure azure;
  private final Handler handler;
  private final String origin;
  private final Headers headers;

  private Arm(LocalAzure azure, Headers headers) {
    this(azure, ORIGIN, headers);
  }

  private Arm(LocalAzure azure, String origin, Headers headers) {
    this.azure = azure;
    this.origin = origin;
    this.headers = headers;
    handler = azure.handler();
  }

  /** Returns a client that is signed in as the owner of the subscription. */
  public static Arm signIn(LocalAzure azure) {
    return new Arm(azure, bearer(token(azure)));
  }

  /** Returns a client that is signed in as a service principal. */
  public static Arm signIn(LocalAzure azure, ServicePrincipal principal) {
    return signIn(azure, principal, AUDIENCE);
  }

  /** Returns a client with a service principal's token for another API than Resource Manager. */
  public static Arm signIn(LocalAzure azure, ServicePrincipal principal, String audience) {
    return new Arm(
        azure, bearer(token(azure, principal.clientId(), principal.clientSecret(), audience)));
  }

  private static Headers bearer(String token) {
    return Headers.NONE.with("Authorization", "Bearer " + token);
  }

  /** Requests a token of the owner for Resource Manager. */
  public static String token(LocalAzure azure) {
    return token(azure, AUDIENCE);
  }

  /** Requests a token of the owner for an API. */
  public static String token(LocalAzure azure, String audience) {
    return token(azure, azure.clientId(), azure.clientSecret(), audience);
  }

  /** Returns a client with a token. */
  public Arm bearing(String token) {
    return new Arm(azure, bearer(token));
  }

  /** Returns the response of the token service to the owner. */
  public static Response tokenAnswer(LocalAzure azure) {
    return tokenAnswer(azure, azure.clientId(), azure.clientSecret(), AUDIENCE);
  }

  private static String token(LocalAzure azure, UUID clientId, String secret, String audience) {
    return json(tokenAnswer(azure, clientId, secret, audience)).path("access_token").asText();
  }

  private static Response tokenAnswer(
      LocalAzure azure, UUID clientId, String secret, String audience) {
    var form =
        "grant_type=client_credentials&scope="
            + URLEncoder.encode(audience + "/.default", StandardCharsets.UTF_8)
            + "&client_id="
            + clientId
            + "&client_secret="
            + URLEncoder.encode(secret, StandardCharsets.UTF_8);
    var path = "/" + azure.tenantId() + "/oauth2/v2.0/token";
    var request =
        new Request(
            "POST",
            ORIGIN,
            path,
            Query.NONE,
            Headers.NONE.with("Content-Type", "application/x-www-form-urlencoded"),
            Body.of(form.getBytes(StandardCharsets.UTF_8)));
    return azure.handler().handle(request);
  }

  /** Returns this client with another header. */
  public Arm with(String name, String value) {
    return new Arm(azure, origin, headers.with(name, value));
  }

  /** Returns a client without a token. */
  public Arm anonymous() {
    return new Arm(azure, origin, Headers.NONE);
  }

  /** Returns this client for a key vault. */
  public Arm vault(String name) {
    return new Arm(azure, "https://" + name + ".vault.localhost:8443", headers);
  }

  /** Returns the path of the subscription. */
  public String subscription() {
    return "/subscriptions/" + azure.subscriptionId();
  }

  /** Returns the path of a resource group. */
  public String group(String name) {
    return subscription() + "/resourceGroups/" + name;
  }

  /** Assigns a role to a principal. */
  public void assign(String scope, ServicePrincipal principal, String roleId) {
    var answer =
        put(
            scope + "/providers/Microsoft.Authorization/roleAssignments/" + UUID.randomUUID(),
            "2022-04-01",
            "{\"properties\":{\"principalId\":\""
                + principal.objectId()
                + "\",\"roleDefinitionId\":\""
                + subscription()
                + "/providers/Microsoft.Authorization/roleDefinitions/"
                + roleId
                + "\"}}");
    assertThat(answer.status()).isEqualTo(201);
  }

  /** Returns the path of a user-assigned identity. */
  public String identity(String group, String name) {
    return group(group) + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/" + name;
  }

  /** Creates a resource group in East US. */
  public void createGroup(String name) {
    assertThat(put(group(name), "2021-04-01", "{\"location\":\"eastus\"}").status()).isEqualTo(201);
  }

  /** Creates an identity in East US. */
  public JsonNode createIdentity(String group, String name) {
    var answer = put(identity(group, name), VERSION, "{\"location\":\"eastus\"}");
    assertThat(answer.status()).isEqualTo(201);
    return json(answer);
  }

  public Response get(String path, String version) {
    return send("GET", path, "api-version=" + version, "");
  }

  public Response put(String path, String version, String body) {
    return send("PUT", path, "api-version=" + version, body);
  }

  public Response patch(String path, String version, String body) {
    return send("PATCH", path, "api-version=" + version, body);
  }

  public Response post(String path, String version) {
    return send("POST", path, "api-version=" + version, "");
  }

  public Response delete(String path, String version) {
    return send("DELETE", path, "api-version=" + version, "");
  }

  /** Requests a link of a response. */
  public Response follow(String link) {
    assertThat(link).startsWith(origin);
    var parts = link.substring(origin.length()).split("\\?", 2);
    return send("GET", parts[0], parts[1], "");
  }

  public Response send(String method, String path, String query, String body) {
    return handler.handle(
        new Request(
            method,
            origin,
            path,
            Query.parse(query),
            headers,
            Body.of(body.getBytes(StandardCharsets.UTF_8))));
  }

  /** Returns the JSON document of a response. */
  public static JsonNode json(Response response) {
    try {
      return response.body().json();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns status and code of an error: {@code 404 ResourceNotFound}. */
  public static String error(Response response) {
    return response.status() + " " + json(response).path("error").path("code").asText();
  }

  /** Returns the message of an error. */
  public static String message(Response response) {
    return json(response).path("error").path("message").asText();
  }
}
