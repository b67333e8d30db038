package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.control.faults.InjectedError;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * An error of the token service, with Microsoft Entra's wording. Declares every error that the
 * token service returns.
 *
 * @param status the HTTP status
 * @param error the OAuth 2.0 error code
 * @param code the number after {@code AADSTS}
 */
record EntraError(int status, String error, int code, String message) {
  private static final String INVALID_REQUEST = "invalid_request";
  private static final String INVALID_CLIENT = "invalid_client";
  private static final String INVALID_SCOPE = "invalid_scope";

  private static final String FEDERATION =
      " https://learn.microsoft.com/entra/workload-id/workload-identity-federation";
  private static final String CHECK =
      " Check your federated identity credential Subject, Audience and Issuer against the presented"
          + " assertion.";

  /** Fractions of a second with seven digits, as .NET formats them. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

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

  /** Returns the error for a request to {@code /common}, which names no tenant of the client. */
  static EntraError noTenant() {
    return new EntraError(
        400,
        INVALID_REQUEST,
        50059,
        "No tenant-identifying information found in either the request or implied by any provided"
            + " credentials.");
  }

  /** Returns an injected error, with default code and message unless the fault sets them. */
  static EntraError injected(InjectedError error) {
    return error.isTransient()
        ? new EntraError(
            error.status(),
            error.codeOr("temporarily_unavailable"),
            90033,
            error.messageOr("A transient error has occurred. Please try again."))
        : new EntraError(
            error.status(),
            error.codeOr(INVALID_REQUEST),
            90014,
            error.messageOr("The request is rejected."));
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

  static EntraError expiredSecret(UUID appId) {
    return new EntraError(
        401,
        INVALID_CLIENT,
        7000222,
        "The provided client secret keys for app '"
            + appId
            + "' are expired. Create a new secret for the application.");
  }

  /** Returns the error for an application that is registered and has no service principal. */
  static EntraError missingServicePrincipal(UUID appId, UUID tenantId) {
    return new EntraError(
        401,
        INVALID_CLIENT,
        7000229,
        "The client application "
            + appId
            + " is missing service principal in the tenant "
            + tenantId
            + ". See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119");
  }

  static EntraError disabledApplication(Principal client) {
    return new EntraError(
        401,
        "unauthorized_client",
        7000112,
        "Application '" + client.appId() + "'(" + client.displayName() + ") is disabled.");
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

  // Errors of client assertions, with the messages that users report from Azure. A reason that
  // Azure
  // does not give is in brackets.

  static EntraError malformedAssertion(String reason) {
    return new EntraError(
        400,
        INVALID_REQUEST,
        50027,
        "JWT token is invalid or malformed. [Reason - " + reason + "]");
  }

  static EntraError unsupportedAlgorithm(String algorithm) {
    return new EntraError(
        400,
        INVALID_REQUEST,
        5002738,
        "Invalid JWT token. '"
            + algorithm
            + "' is not a supported signature algorithm. Supported signing algorithms are: 'RS256'.");
  }

  static EntraError noKeyId() {
    return new EntraError(
        400,
        INVALID_REQUEST,
        5002723,
        "Invalid JWT token. No certificate SHA-1 thumbprint, certificate SHA-256 thumbprint, nor"
            + " keyId specified in token header.");
  }

  static EntraError unsupportedAssertionType(String type, String supported) {
    return new EntraError(
        400,
        INVALID_REQUEST,
        90023,
        "The parameter 'client_assertion_type' is '" + type + "': it must be '" + supported + "'.");
  }

  static EntraError ownAssertion() {
    return new EntraError(
        401,
        INVALID_CLIENT,
        700222,
        "AAD-issued tokens may not be used for federated identity flows.");
  }

  /** Returns Azure's error for a credential that is not replicated yet. */
  static EntraError noMatchingCredential(Assertion assertion) {
    return new EntraError(
        401,
        INVALID_CLIENT,
        70021,
        "No matching federated identity record found for presented assertion. Assertion Issuer: '"
            + assertion.issuer()
            + "'. Assertion Subject: '"
            + assertion.subject()
            + "'. Assertion Audience: '"
            + String.join(", ", assertion.audiences())
            + "'."
            + FEDERATION);
  }

  static EntraError noMatchingIssuer(String issuer) {
    return noMatching(700211, "issuer", issuer);
  }

  /** Returns the error with the code of Microsoft's scripts; the reference lists 7002121, too. */
  static EntraError noMatchingAudience(List<String> audiences) {
    return noMatching(700212, "audience", String.join(", ", audiences));
  }

  static EntraError noMatchingSubject(String subject) {
    return noMatching(700213, "subject", subject);
  }

  private static EntraError noMatching(int code, String field, String value) {
    return new EntraError(
        401,
        INVALID_CLIENT,
        code,
        "No matching federated identity record found for presented assertion "
            + field
            + " '"
            + value
            + "'."
            + CHECK
            + FEDERATION);
  }

  static EntraError subjectDiffersInCase(String subject) {
    return new EntraError(
        401,
        INVALID_CLIENT,
        7002138,
        "No matching federated identity record found for presented assertion subject '"
            + subject
            + "'. The subject matches with case-insensitive comparison, but not with case-sensitive"
            + " comparison."
            + CHECK
            + " See documentation at:"
            + FEDERATION
            + ".");
  }

  static EntraError issuerUnreachable(String reason) {
    return new EntraError(
        400,
        INVALID_REQUEST,
        90061,
        "Request to External OIDC endpoint failed. [Reason - " + reason + "]");
  }

  static EntraError unknownKey(String keyId, String issuer) {
    return new EntraError(
        401,
        INVALID_CLIENT,
        7000272,
        "The certificate with identifier "
            + keyId
            + " used to sign the federated credential could not be found in the metadata of identity"
            + " provider "
            + issuer
            + ". Please validate that your Identity Provider's metadata exposes the key used to sign"
            + " the incoming token.");
  }

  static EntraError wrongSignature(String keyId) {
    return new EntraError(
        401,
        INVALID_CLIENT,
        700027,
        "Client assertion contains an invalid signature. [Reason - The provided signature value did"
            + " not match the expected signature value., key used by client: '"
            + keyId
            + "']");
  }

  static EntraError assertionNotInTimeRange(Instant now, Instant from, Instant until) {
    return new EntraError(
        401,
        INVALID_CLIENT,
        700024,
        "Client assertion is not within its valid time range. Current time: "
            + TIME.format(now)
            + ", assertion valid from "
            + TIME.format(from)
            + ", expiry time of assertion "
            + TIME.format(until)
            + ". Review the documentation at"
            + " https://learn.microsoft.com/entra/identity-platform/certificate-credentials .");
  }

  static EntraError temporarilyUnavailable() {
    return new EntraError(
        503, "temporarily_unavailable", 90033, "A transient error has occurred. Please try again.");
  }

  static EntraError unknownInstance() {
    return new EntraError(400, "invalid_instance", 50049, "Unknown or invalid instance.");
  }
}
