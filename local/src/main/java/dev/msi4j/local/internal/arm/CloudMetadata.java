package dev.msi4j.local.internal.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Serves the description of this cloud, from which clients read their endpoints. It needs no token.
 * The format depends on the api-version: an object of four endpoints since 2015, which az requests,
 * a list of clouds since 2019, and one cloud since 2022.
 */
public final class CloudMetadata {
  private static final String FIRST_LIST = "2019-05-01";
  private static final String FIRST_OBJECT = "2022-09-01";

  /**
   * Clients use the address of Microsoft Graph as the audience of their tokens. It must differ from
   * the audience of Resource Manager.
   */
  private static final String GRAPH = "/graph/";

  private final UUID tenant;
  private final UnaryOperator<String> vaultSuffix;

  /**
   * @param vaultSuffix returns the suffix of the vaults' hosts for the origin of this server
   */
  public CloudMetadata(UUID tenant, UnaryOperator<String> vaultSuffix) {
    this.tenant = tenant;
    this.vaultSuffix = vaultSuffix;
  }

  /** Handles {@code GET /metadata/endpoints}. */
  public Response handle(Request request) {
    var version = request.query().filled("api-version").orElseThrow(ArmErrors::missingApiVersion);
    if (!ApiVersions.isWellFormed(version)) {
      throw ArmErrors.invalidApiVersion(version);
    }
    if (version.compareTo(FIRST_LIST) < 0) {
      return Response.json(200, endpoints(request.origin()));
    }
    var cloud = cloud(request.origin());
    return version.compareTo(FIRST_OBJECT) < 0
        ? Response.json(200, Json.array().add(cloud))
        : Response.json(200, cloud);
  }

  private static ObjectNode endpoints(String origin) {
    var document =
        Json.object()
            .put("galleryEndpoint", origin + "/")
            .put("graphEndpoint", origin + GRAPH)
            .put("portalEndpoint", origin + "/");
    // Clients that request this format skip instance discovery only for AD FS authorities.
    var authentication =
        document.putObject("authentication").put("loginEndpoint", origin + "/adfs");
    authentication.putArray("audiences").add("https://management.core.windows.net/");
    return document;
  }

  /** Returns the description of this cloud in the newest format. */
  public ObjectNode cloud(String origin) {
    var document =
        Json.object()
            .put("name", "LocalAzure")
            // No slash at the end: Go clients would request //subscriptions.
            .put("resourceManager", origin)
            .put("portal", origin)
            .put("gallery", origin + "/")
            .put("graph", origin + GRAPH)
            .put("graphAudience", origin + GRAPH)
            .put("microsoftGraphResourceId", origin + GRAPH)
            .put("vmImageAliasDoc", origin + "/aliases.json")
            .put("batch", origin + "/")
            .put("media", origin + "/")
            .put("sqlManagement", origin + "/");
    var authentication =
        document
            .putObject("authentication")
            .put("loginEndpoint", origin + "/")
            .put("tenant", tenant.toString())
            .put("identityProvider", "AAD");
    authentication
        .putArray("audiences")
        .add("https://management.core.windows.net/")
        .add("https://management.azure.com/");
    document
        .putObject("suffixes")
        .put("storage", "core.windows.net")
        .put("keyVaultDns", vaultSuffix.apply(origin))
        .put("sqlServerHostname", "database.windows.net");
    return document;
  }
}
