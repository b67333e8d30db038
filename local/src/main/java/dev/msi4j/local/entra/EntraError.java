package dev.msi4j.local.entra;

import java.util.UUID;

/**
 * An error in the token service's words. Every text, code and status it answers with is here.
 *
 * @param status the HTTP status
 * @param error the OAuth 2.0 error code
 * @param code the number behind {@code AADSTS}
 */
record EntraError(int status, String error, int code, String message) {
  private static final String INVALID_REQUEST = "invalid_request";
  private static final String INVALID_CLIENT = "invalid_client";
  private static final String INVALID_SCOPE = "invalid_scope";

  static EntraError unknownTenant(String tenant) {
    return new EntraError(
        400,
        "invalid_tenant",
        90002,
        "Tenant '"
            + tenant
            + "' not found. Check to make sure you have the correct tenant ID and are signing into"
            + " the correct cloud. Check with your subscription administrator, this may happen if"
            + " there are no active subscriptions for the tenant.");
  }

  /** For {@code /common} and its like, where nothing says whose application the client is. */
  static EntraError noTenant() {
    return new EntraError(
        400,
        INVALID_REQUEST,
        50059,
        "No tenant-identifying information found in either the request or implied by any provided"
            + " credentials.");
  }

  static EntraError missingParameter(String name) {
    return new EntraError(
        400,
        INVALID_REQUEST,
        900144,
        "The request body must contain the following parameter: '" + name + "'.");
  }

  static EntraError unsupportedGrantType(String grantType) {
    return new EntraError(
        400,
        "unsupported_grant_type",
        70003,
        "The app requested an unsupported grant type '" + grantType + "'.");
  }

  static EntraError resourceNotSupported() {
    return new EntraError(
        400, INVALID_REQUEST, 901002, "The 'resource' request parameter is not supported.");
  }

  static EntraError scopeWithoutDefault(String scope) {
    return new EntraError(
        400,
        INVALID_SCOPE,
        1002012,
        "The provided value for scope "
            + scope
            + " is not valid. Client credential flows must have a scope value with /.default"
            + " suffixed to the resource identifier (application ID URI).");
  }

  static EntraError invalidScope(String scope) {
    return new EntraError(
        400,
        INVALID_SCOPE,
        70011,
        "The provided request must include a 'scope' input parameter. The provided value for the"
            + " input parameter 'scope' is not valid. The scope "
            + scope
            + " is not valid.");
  }

  static EntraError unknownResource(String resource, UUID tenantId) {
    return new EntraError(
        400,
        "invalid_resource",
        500011,
        "The resource principal named "
            + resource
            + " was not found in the tenant named "
            + tenantId
            + ". This can happen if the application has not been installed by the administrator of"
            + " the tenant or consented to by any user in the tenant. You might have sent your"
            + " authentication request to the wrong tenant.");
  }

  static EntraError unknownApplication(String clientId, UUID tenantId) {
    return new EntraError(
        400,
        "unauthorized_client",
        700016,
        "Application with identifier '"
            + clientId
            + "' was not found in the directory '"
            + tenantId
            + "'. This can happen if the application has not been installed by the administrator"
            + " of the tenant or consented to by any user in the tenant. You may have sent your"
            + " authentication request to the wrong tenant.");
  }

  static EntraError noCredential() {
    return new EntraError(
        401,
        INVALID_CLIENT,
        7000216,
        "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials'"
            + " grant type.");
  }

  static EntraError wrongSecret(UUID appId) {
    return new EntraError(
        401,
        INVALID_CLIENT,
        7000215,
        "Invalid client secret provided. Ensure the secret being sent in the request is the client"
            + " secret value, not the client secret ID, for a secret added to app '"
            + appId
            + "'.");
  }

  static EntraError noFederatedCredentials(Principal client) {
    return new EntraError(
        401,
        INVALID_CLIENT,
        70025,
        "The client '"
            + client.appId()
            + "'("
            + client.displayName()
            + ") has no configured federated identity credentials.");
  }

  static EntraError unknownInstance() {
    return new EntraError(400, "invalid_instance", 50049, "Unknown or invalid instance.");
  }
}
