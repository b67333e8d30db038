package dev.msi4j.local.internal.imds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.http.Handler;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import java.util.Map;
import java.util.Optional;

/**
 * The token endpoint of an Azure Arc-enabled server. The response to the first request names a
 * file; the second request carries the content of the file. Source: "Authenticate against Azure
 * resources with Azure Arc-enabled servers", learn.microsoft.com.
 */
final class AzureArc implements Handler {
  private static final String FIRST_VERSION = "2019-11-01";
  private static final String SCHEME = "Basic ";

  private final ManagedIdentityTokenService tokens;
  private final Host.Source machine;
  private final ArcSecretFiles secretFiles;

  AzureArc(ManagedIdentityTokenService tokens, Host.Source machine, ArcSecretFiles secretFiles) {
    this.tokens = tokens;
    this.machine = machine;
    this.secretFiles = secretFiles;
  }

  static Map<String, String> environment(String origin) {
    return Map.of(
        "IDENTITY_ENDPOINT", origin + "/metadata/identity/oauth2/token", "IMDS_ENDPOINT", origin);
  }

  @Override
  public Response handle(Request request) {
    if (!String.join("/", request.segments()).equalsIgnoreCase("metadata/identity/oauth2/token")) {
      throw HostErrors.unknownPath(request.path());
    }
    RequestChecks.requireMethod(request, "GET");
    RequestChecks.requireMetadataHeader(request);
    RequestChecks.requireApiVersionSince(
        request, FIRST_VERSION, TokenProtocol.AZURE_ARC.errorFormat());
    var authorization = request.headers().first("Authorization").orElse("");
    if (authorization.isEmpty()) {
      throw HostErrors.keyRequired(secretFiles.issue());
    }
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        || !secretFiles.redeem(authorization.substring(SCHEME.length()).strip())) {
      throw HostErrors.keyWrong();
    }
    var token = tokens.token(machine, request.query(), TokenProtocol.AZURE_ARC);
    return Response.json(200, withIdentity(token));
  }

  /**
   * Adds the ids of the identity: clients that select an identity fail if the response lacks them.
   */
  private static ObjectNode withIdentity(HostToken token) {
    var principal = token.principal();
    var response = token.toJson().put("object_id", principal.objectId().toString());
    return Optional.ofNullable(principal.resourceId())
        .flatMap(ResourceId::parse)
        .filter(
            id -> id.type().equalsIgnoreCase("Microsoft.ManagedIdentity/userAssignedIdentities"))
        .map(id -> response.put("msi_res_id", id.toString()))
        .orElse(response);
  }
}
