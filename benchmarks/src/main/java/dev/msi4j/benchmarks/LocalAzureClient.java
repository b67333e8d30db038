package dev.msi4j.benchmarks;

import dev.msi4j.benchmarks.client.RawConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** One connection to a local Azure that costs little, so that the server is what is measured. */
final class LocalAzureClient implements AutoCloseable {
  private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
  private static final String GROUP = "/resourceGroups/group";
  private static final String IDENTITIES =
      GROUP + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities";

  private final LocalAzureChild azure;
  private final RawConnection connection;
  private final byte[] tokenRequest;
  private final String token;

  LocalAzureClient(LocalAzureChild azure) throws IOException, GeneralSecurityException {
    this.azure = azure;
    connection = new RawConnection(connect(azure));
    var form =
        "grant_type=client_credentials&client_id="
            + azure.clientId()
            + "&client_secret="
            + azure.clientSecret()
            + "&scope=https%3A%2F%2Fmanagement.azure.com%2F.default";
    tokenRequest =
        request(
            "POST",
            "/" + azure.tenantId() + "/oauth2/v2.0/token",
            "Content-Type: application/x-www-form-urlencoded\r\n",
            form);
    token();
    token = value(connection.body(), "access_token");
  }

  private static Socket connect(LocalAzureChild azure)
      throws IOException, GeneralSecurityException {
    var authorities = KeyStore.getInstance(KeyStore.getDefaultType());
    authorities.load(null, null);
    try (var in = Files.newInputStream(azure.caFile())) {
      authorities.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(authorities);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), azure.port());
  }

  /** Requests an access token. */
  void token() throws IOException {
    exchange(tokenRequest);
  }

  /** Gets an identity. */
  String get(String name) throws IOException {
    return arm("GET", IDENTITIES + "/" + name + "?api-version=2024-11-30", "");
  }

  /** Creates or updates an identity. */
  String put(String name) throws IOException {
    return arm(
        "PUT",
        IDENTITIES + "/" + name + "?api-version=2024-11-30",
        "{\"location\":\"westeurope\",\"tags\":{\"team\":\"core\"}}");
  }

  /** Gets the first page of identities. */
  String list() throws IOException {
    return arm("GET", IDENTITIES + "?api-version=2024-11-30", "");
  }

  /** Creates the resource group. */
  void createGroup() throws IOException {
    arm("PUT", GROUP + "?api-version=2021-04-01", "{\"location\":\"westeurope\"}");
  }

  /** Assigns the role Reader on the resource group. */
  void assignReader(String assignment, String principal) throws IOException {
    arm(
        "PUT",
        GROUP
            + "/providers/Microsoft.Authorization/roleAssignments/"
            + assignment
            + "?api-version=2022-04-01",
        "{\"properties\":{\"roleDefinitionId\":\"/subscriptions/"
            + azure.subscriptionId()
            + "/providers/Microsoft.Authorization/roleDefinitions/"
            + READER
            + "\",\"principalId\":\""
            + principal
            + "\",\"principalType\":\"ServicePrincipal\"}}");
  }

  /** Returns the value of a member with a text. */
  static String value(String json, String member) {
    var matcher = Pattern.compile("\"" + member + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
    if (!matcher.find()) {
      throw new IllegalStateException("member '" + member + "' is missing: " + json);
    }
    return matcher.group(1);
  }

  private String arm(String method, String path, String body) throws IOException {
    exchange(
        request(
            method,
            "/subscriptions/" + azure.subscriptionId() + path,
            "Authorization: Bearer " + token + "\r\nContent-Type: application/json\r\n",
            body));
    return connection.body();
  }

  private void exchange(byte[] request) throws IOException {
    var status = connection.exchange(request);
    if (status < 200 || status > 299) {
      throw new IOException("status is " + status + ": " + connection.body());
    }
  }

  private byte[] request(String method, String target, String headers, String body) {
    return (method
            + " "
            + target
            + " HTTP/1.1\r\nHost: localhost:"
            + azure.port()
            + "\r\n"
            + headers
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
