package dev.msi4j.local.internal.imds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.http.Handler;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * The token endpoint of App Service. A header carries a secret that only the processes of the app
 * know. Old clients use version 2017-09-01, which has other parameter names and formats times as
 * dates. Source: "How to use managed identities for App Service and Azure Functions",
 * learn.microsoft.com.
 */
final class AppService implements Handler {
  static final String PATH = "/msi/token";

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("M/d/yyyy h:mm:ss a '+00:00'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final String VERSION_2017 = "2017-09-01";
  private static final String VERSION_2019 = "2019-08-01";

  private final ManagedIdentityTokenService tokens;
  private final Host.Source app;
  private final String secret;

  AppService(ManagedIdentityTokenService tokens, Host.Source app, String secret) {
    this.tokens = tokens;
    this.app = app;
    this.secret = secret;
  }

  /** Returns the environment variables of the app, with the names of both versions. */
  static Map<String, String> environment(String origin, String secret) {
    return Map.of(
        "IDENTITY_ENDPOINT",
        origin + PATH,
        "IDENTITY_HEADER",
        secret,
        "MSI_ENDPOINT",
        origin + PATH + "/",
        "MSI_SECRET",
        secret);
  }

  @Override
  public Response handle(Request request) {
    if (!String.join("/", request.segments()).equalsIgnoreCase("msi/token")) {
      throw HostErrors.unknownPath(request.path());
    }
    RequestChecks.requireMethod(request, "GET");
    if (RequestChecks.apiVersion(request).equals(VERSION_2017)) {
      return serve2017(request);
    }
    RequestChecks.requireApiVersionSince(request, VERSION_2019, ErrorFormat.APP_SERVICE);
    return serve2019(request);
  }

  private Response serve2017(Request request) {
    RequestChecks.requireSecret(request, "secret", secret);
    var token = tokens.token(app, request.query(), TokenProtocol.APP_SERVICE_2017);
    return Response.json(
        200, body(token).put("expires_on", DATE.format(token.token().expiresAt())));
  }

  private Response serve2019(Request request) {
    RequestChecks.requireSecret(request, "X-IDENTITY-HEADER", secret);
    var token = tokens.token(app, request.query(), TokenProtocol.APP_SERVICE);
    return Response.json(200, body(token).put("expires_on", Long.toString(token.expiresOn())));
  }

  private static ObjectNode body(HostToken token) {
    return Json.object()
        .put("access_token", token.token().value())
        .put("client_id", token.principal().appId().toString())
        .put("resource", token.token().audience())
        .put("token_type", "Bearer");
  }
}
