package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.http.Handler;
import dev.msi4j.local.internal.http.Query;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import java.util.List;
import java.util.Map;

/**
 * The token endpoint of Azure Cloud Shell, with one identity and a fixed list of audiences. Clients
 * send a GET request with a query or a POST request with a form.
 */
final class CloudShell implements Handler {
  /** The supported audiences; a request may have trailing slashes. */
  private static final List<String> AUDIENCES =
      List.of(
          "https://management.core.windows.net",
          "https://management.azure.com",
          "https://graph.windows.net",
          "https://graph.microsoft.com",
          "https://vault.azure.net",
          "https://storage.azure.com",
          "https://database.windows.net",
          "https://ossrdbms-aad.database.windows.net",
          "https://datalake.azure.net",
          "https://batch.core.windows.net",
          "https://analysis.windows.net/powerbi/api",
          "https://api.loganalytics.io",
          "https://digitaltwins.azure.net",
          "https://dev.azuresynapse.net");

  private final ManagedIdentityTokenService tokens;
  private final Host.Source shell;

  CloudShell(ManagedIdentityTokenService tokens, Host.Source shell) {
    this.tokens = tokens;
    this.shell = shell;
  }

  static Map<String, String> environment(String origin) {
    return Map.of("MSI_ENDPOINT", origin + "/oauth2/token");
  }

  @Override
  public Response handle(Request request) {
    if (!String.join("/", request.segments()).equalsIgnoreCase("oauth2/token")) {
      throw HostErrors.unknownPath(request.path());
    }
    RequestChecks.requireMetadataHeader(request);
    var parameters = RequestChecks.parameters(request);
    checkAudience(parameters);
    var token = tokens.token(shell, parameters, TokenProtocol.CLOUD_SHELL);
    return Response.json(200, token.toJson());
  }

  private static void checkAudience(Query parameters) {
    parameters
        .filled("resource")
        .filter(resource -> !AUDIENCES.contains(resource.replaceFirst("(?<!/)/+$", "")))
        .ifPresent(resource -> {
          throw HostErrors.audienceNotSupported(resource, AUDIENCES);
        });
  }
}
