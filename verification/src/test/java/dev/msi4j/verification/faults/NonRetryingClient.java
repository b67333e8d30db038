package dev.msi4j.verification.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * HTTP client without retries, so that a test knows which writes were acknowledged. Signed in as
 * the owner of the subscription.
 */
final class NonRetryingClient {
  static final String VERSION = "2024-11-30";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Map<String, String> environment;
  private final SSLContext tls;
  private final HttpClient http;
  private final String token;

  /** Status and body of a response. */
  record Response(int status, JsonNode json) {}

  private NonRetryingClient(
      Map<String, String> environment, SSLContext tls, HttpClient http, String token) {
    this.environment = environment;
    this.tls = tls;
    this.http = http;
    this.token = token;
  }

  static NonRetryingClient signIn(Map<String, String> environment)
      throws IOException, InterruptedException {
    var tls = trusting(Path.of(environment.get("MSI4J_CA_FILE")));
    var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(tls).build();
    var unprivileged = new NonRetryingClient(environment, tls, http, "");
    return unprivileged.to("https://management.azure.com");
  }

  /**
   * Returns a client that is signed in to Resource Manager as another application by a client
   * assertion.
   */
  NonRetryingClient signedIn(String clientId, String assertion)
      throws IOException, InterruptedException {
    return with(
        "https://management.azure.com",
        "&client_id="
            + clientId
            + "&client_assertion_type="
            + encode("urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
            + "&client_assertion="
            + encode(assertion));
  }

  /** Returns a client that is signed in to another API. */
  NonRetryingClient to(String audience) throws IOException, InterruptedException {
    return with(
        audience,
        "&client_id="
            + environment.get("AZURE_CLIENT_ID")
            + "&client_secret="
            + encode(environment.get("AZURE_CLIENT_SECRET")));
  }

  private NonRetryingClient with(String audience, String proof)
      throws IOException, InterruptedException {
    var form = "grant_type=client_credentials&scope=" + encode(audience + "/.default") + proof;
    var request =
        HttpRequest.newBuilder(uri("/" + environment.get("AZURE_TENANT_ID") + "/oauth2/v2.0/token"))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    var response = JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    return new NonRetryingClient(environment, tls, http, response.path("access_token").asText());
  }

  Response send(String method, String path, String body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(uri(path))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    var response = http.send(request, BodyHandlers.ofString());
    var text = response.body();
    return new Response(response.statusCode(), JSON.readTree(text.isEmpty() ? "{}" : text));
  }

  Response get(String path) throws IOException, InterruptedException {
    return send("GET", path, "");
  }

  /** Creates a resource group. */
  void createGroup(String name) throws IOException, InterruptedException {
    var response = send("PUT", groupPath(name), "{\"location\":\"eastus\"}");
    if (response.status() != 201) {
      throw new AssertionError("the group " + name + " was not created: " + response);
    }
  }

  /** Writes an identity with the number in a tag. */
  Response putIdentity(String group, String name, int number)
      throws IOException, InterruptedException {
    return send(
        "PUT",
        identityPath(group, name),
        "{\"location\":\"eastus\",\"tags\":{\"number\":\"" + number + "\"}}");
  }

  /** Returns all identities of a group, following the pages. */
  List<JsonNode> listIdentities(String group) throws IOException, InterruptedException {
    var all = new ArrayList<JsonNode>();
    var next = identityPath(group, "").replace("/?", "?");
    while (!next.isEmpty()) {
      var page = get(next).json();
      page.path("value").forEach(all::add);
      next = page.path("nextLink").asText().replace(origin(), "");
    }
    return all;
  }

  /** Returns a path with a large response. */
  String providersPath() {
    return subscription() + "/providers?api-version=2021-04-01";
  }

  String groupPath(String name) {
    return subscription() + "/resourceGroups/" + name + "?api-version=2021-04-01";
  }

  String identityPath(String group, String name) {
    return subscription()
        + "/resourceGroups/"
        + group
        + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/"
        + name
        + "?api-version="
        + VERSION;
  }

  private String subscription() {
    return "/subscriptions/" + environment.get("AZURE_SUBSCRIPTION_ID");
  }

  String origin() {
    return environment.get("MSI4J_ARM_ENDPOINT");
  }

  int port() {
    return URI.create(origin()).getPort();
  }

  String token() {
    return token;
  }

  SSLContext tls() {
    return tls;
  }

  private URI uri(String path) {
    return URI.create(origin() + path);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static SSLContext trusting(Path caFile) throws IOException {
    try (var pem = Files.newInputStream(caFile)) {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
