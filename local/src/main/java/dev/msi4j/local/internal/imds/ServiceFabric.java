package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.http.Handler;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Map;

/**
 * The token endpoint of a Service Fabric application. Clients verify the TLS certificate by its
 * thumbprint and send a secret that only the processes of the application know.
 */
final class ServiceFabric implements Handler {
  private static final String VERSION = "2019-07-01-preview";
  private static final String FIRST_VERSION = "2019-07-01";
  private static final String HEADER = "secret";

  private final ManagedIdentityTokenService tokens;
  private final Host.Source application;
  private final String secret;

  ServiceFabric(ManagedIdentityTokenService tokens, Host.Source application, String secret) {
    this.tokens = tokens;
    this.application = application;
    this.secret = secret;
  }

  static Map<String, String> environment(
      String origin, String secret, X509Certificate certificate) {
    return Map.of(
        "IDENTITY_API_VERSION",
        VERSION,
        "IDENTITY_ENDPOINT",
        origin + "/metadata/identity/oauth2/token",
        "IDENTITY_HEADER",
        secret,
        "IDENTITY_SERVER_THUMBPRINT",
        thumbprint(certificate));
  }

  @Override
  public Response handle(Request request) {
    if (!String.join("/", request.segments()).equalsIgnoreCase("metadata/identity/oauth2/token")) {
      throw HostErrors.unknownPath(request.path());
    }
    RequestChecks.requireMethod(request, "GET");
    RequestChecks.requireSecret(request, HEADER, secret);
    checkApiVersion(request);
    var token = tokens.token(application, request.query(), TokenProtocol.SERVICE_FABRIC);
    return Response.json(
        200,
        Json.object()
            .put("access_token", token.token().value())
            .put("expires_on", token.expiresOn())
            .put("resource", token.token().audience())
            .put("token_type", "Bearer"));
  }

  /** Unlike other environments, Service Fabric reports a missing version as an invalid version. */
  private static void checkApiVersion(Request request) {
    if (request.query().filled("api-version").isEmpty()) {
      throw HostErrors.apiVersionNotSupported("", FIRST_VERSION, ErrorFormat.SERVICE_FABRIC);
    }
    RequestChecks.requireApiVersionSince(request, FIRST_VERSION, ErrorFormat.SERVICE_FABRIC);
  }

  /** Returns the SHA-1 thumbprint, which clients require. */
  private static String thumbprint(X509Certificate certificate) {
    try {
      var hash = MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded());
      return HexFormat.of().withUpperCase().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-1 is not available", e);
    }
  }
}
