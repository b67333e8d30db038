package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The token endpoint for the client credentials grant (RFC 6749, section 4.4). */
final class TokenEndpoint {
  /** The lifetime of Azure's tokens. */
  private static final Duration LIFETIME = Duration.ofSeconds(3599);

  private final Store store;
  private final Directory directory;
  private final KnownResources resources;
  private final AccessTokens tokens;
  private final List<ClientAuthentication> authentications;

  /**
   * Creates the endpoint.
   *
   * @param authentications the methods of client authentication; the first method for which a
   *     request has a credential applies
   */
  TokenEndpoint(
      Store store,
      Directory directory,
      KnownResources resources,
      AccessTokens tokens,
      List<ClientAuthentication> authentications) {
    this.store = store;
    this.directory = directory;
    this.resources = resources;
    this.tokens = tokens;
    this.authentications = List.copyOf(authentications);
  }

  Response handle(TokenEndpointVersion version, Request source, CorrelationIds correlationIds) {
    var request = TokenRequest.of(source, directory.tenantId(), correlationIds);
    checkGrantType(request);
    var clientId = request.clientId();
    var resource = resource(request, version.audience(request), source.origin());
    var proof =
        authentications.stream()
            .flatMap(method -> method.read(request).stream())
            .findFirst()
            .orElseThrow(() -> request.reject(EntraError.noCredential()));
    var client = client(request, clientId);
    var token =
        tokens.issue(client, resource, source.origin(), proof.verify(client), LIFETIME, Map.of());
    return correlationIds.addHeaders(Response.json(200, version.body(token)));
  }

  private TargetResource resource(TokenRequest request, String identifier, String origin) {
    return resources
        .find(identifier, origin)
        .orElseThrow(
            () -> request.reject(EntraError.unknownResource(identifier, request.tenantId())));
  }

  private static void checkGrantType(TokenRequest request) {
    var grantType = request.required("grant_type");
    if (!grantType.equals("client_credentials")) {
      throw request.reject(EntraError.unsupportedGrantType(grantType));
    }
  }

  private Principal client(TokenRequest request, String clientId) {
    var appId = Guids.parse(clientId).orElseThrow(() -> unknown(request, clientId));
    var client =
        store
            .read(documents -> directory.byAppId(documents, appId))
            .orElseThrow(() -> missing(request, clientId, appId));
    if (!client.isEnabled()) {
      throw request.reject(EntraError.disabledApplication(client));
    }
    return client;
  }

  /** Returns the error for a client without a service principal. */
  private TokenException missing(TokenRequest request, String clientId, UUID appId) {
    var application = store.read(documents -> directory.applications().byAppId(documents, appId));
    return application.isPresent()
        ? request.reject(EntraError.missingServicePrincipal(appId, request.tenantId()))
        : unknown(request, clientId);
  }

  private static TokenException unknown(TokenRequest request, String clientId) {
    return request.reject(EntraError.unknownApplication(clientId, request.tenantId()));
  }
}
