package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.control.faults.InjectedError;
import dev.msi4j.local.internal.entra.UnknownResourceError;
import dev.msi4j.local.internal.json.Json;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * The errors of the token endpoints, with Azure's wording where it is documented. The status is
 * 404, 410 or 5xx only where Azure returns it, because clients retry these for half a minute.
 */
final class HostErrors {
  private static final String INVALID_REQUEST = "invalid_request";
  private static final String BAD_REQUEST = "BadRequest";

  private HostErrors() {}

  /** Returns an injected error, with default code and message unless the fault sets them. */
  static TokenEndpointException injected(InjectedError error) {
    return error.isTransient()
        ? new TokenEndpointException(
            error.status(),
            error.codeOr("temporarily_unavailable"),
            error.messageOr("The endpoint cannot serve the request now. Try again"))
        : new TokenEndpointException(
            error.status(),
            error.codeOr(INVALID_REQUEST),
            error.messageOr("The request is rejected"));
  }

  // Form of the request

  static TokenEndpointException unknownPath(String path) {
    return new TokenEndpointException(404, "not_found", "The path '" + path + "' does not exist.");
  }

  static TokenEndpointException methodNotAllowed(String method) {
    return new TokenEndpointException(
        405, "method_not_allowed", "The method '" + method + "' is not supported here.");
  }

  /** Returns an error that clients are meant to retry. */
  static TokenEndpointException serviceUnavailable() {
    return new TokenEndpointException(
        503, "temporarily_unavailable", "The state cannot be read or written. Try again later");
  }

  /** Returns the error for a Host header of another name, as in a DNS rebinding attack. */
  static TokenEndpointException notLoopback(String host) {
    return new TokenEndpointException(
        403,
        "forbidden",
        "The Host header is '" + host + "': it must be localhost or a loopback address.");
  }

  static TokenEndpointException metadataHeaderRequired() {
    return new TokenEndpointException(
        400, INVALID_REQUEST, "Required metadata header not specified");
  }

  static TokenEndpointException forwarded() {
    return new TokenEndpointException(
        400, INVALID_REQUEST, "Request contains a forwarded header: X-Forwarded-For");
  }

  static TokenEndpointException apiVersionRequired() {
    return new TokenEndpointException(
        400, INVALID_REQUEST, "Required query variable 'api-version' is missing");
  }

  static TokenEndpointException apiVersionNotSupported(
      String version, String first, ErrorFormat errorFormat) {
    return new TokenEndpointException(
        400,
        errorFormat == ErrorFormat.IMDS ? INVALID_REQUEST : "InvalidApiVersion",
        "The api-version '" + version + "' is not supported: it must be " + first + " or newer");
  }

  static TokenEndpointException secretRequired(String header) {
    return new TokenEndpointException(
        401, "SecretHeaderNotFound", "Secret is not found in the request headers: " + header + ".");
  }

  static TokenEndpointException secretWrong(String header) {
    return new TokenEndpointException(
        401, "SecretHeaderInvalid", "The secret in the request header " + header + " is wrong.");
  }

  static TokenEndpointException keyWrong() {
    return new TokenEndpointException(
        401,
        "unauthorized",
        "The key in the Authorization header is wrong, used or expired: request another key");
  }

  /** Returns Azure Arc's challenge for a request without a key; clients parse it. */
  static TokenEndpointException keyRequired(Path keyFile) {
    var details = Json.object();
    details.putArray("error_codes").add(401);
    return new TokenEndpointException(
            401, "unauthorized_client", "Missing Basic Authorization header", details)
        .withChallenge("Basic realm=" + keyFile);
  }

  // Requested resource

  static TokenEndpointException resourceRequired(ErrorFormat errorFormat) {
    return switch (errorFormat) {
      case SERVICE_FABRIC ->
          new TokenEndpointException(
              400,
              "ArgumentNullOrEmpty",
              "The parameter 'resource' should not be null or empty string.");
      case CLOUD_SHELL ->
          new TokenEndpointException(400, BAD_REQUEST, "Required parameter 'resource' is missing.");
      default ->
          new TokenEndpointException(
              400, INVALID_REQUEST, "Required query variable 'resource' is missing");
    };
  }

  static TokenEndpointException unknownResource(UnknownResourceError error) {
    return new TokenEndpointException(400, error.code(), error.description(), error.details());
  }

  static TokenEndpointException audienceNotSupported(
      String audience, Collection<String> supported) {
    return new TokenEndpointException(
        400,
        "AudienceNotSupported",
        "Audience "
            + audience
            + " is not a supported MSI token audience. Supported audiences: "
            + String.join(",", supported));
  }

  // Selected identity

  static TokenEndpointException oneSelectorOnly(List<String> names) {
    return new TokenEndpointException(
        400,
        INVALID_REQUEST,
        "The parameters " + String.join(", ", names) + " are mutually exclusive: send one of them");
  }

  static TokenEndpointException identityNotFound(ErrorFormat errorFormat) {
    return switch (errorFormat) {
      case APP_SERVICE ->
          new TokenEndpointException(
              400,
              BAD_REQUEST,
              "No User Assigned or Delegated Managed Identity found for specified"
                  + " ClientId/ResourceId/PrincipalId.");
      case SERVICE_FABRIC ->
          new TokenEndpointException(
              404,
              "ManagedIdentityNotFound",
              "Managed identity not found for the specified application host.");
      default -> new TokenEndpointException(400, INVALID_REQUEST, "Identity not found");
    };
  }

  static TokenEndpointException severalIdentities() {
    return new TokenEndpointException(
        400,
        INVALID_REQUEST,
        "Multiple user assigned identities exist, please specify the clientId / resourceId of the"
            + " identity in the token request");
  }

  // Virtual machines

  static TokenEndpointException noMachineNamed() {
    return new TokenEndpointException(
        400,
        INVALID_REQUEST,
        "No virtual machine is named: the path must begin with"
            + " /subscriptions/{subscription}/resourceGroups/{resourceGroup}/virtualMachines/{vm}");
  }

  static TokenEndpointException machineNotFound(ResourceId machine) {
    return new TokenEndpointException(
        400, INVALID_REQUEST, "The virtual machine '" + machine + "' was not found");
  }

  /**
   * Returns an error where a stopped virtual machine does not respond, so that clients fail fast.
   */
  static TokenEndpointException machineNotRunning(String machine) {
    return new TokenEndpointException(
        400, INVALID_REQUEST, "The virtual machine '" + machine + "' is not running: start it");
  }

  static TokenEndpointException extensionNotInstalled(String machine) {
    return new TokenEndpointException(
        400,
        INVALID_REQUEST,
        "The virtual machine '"
            + machine
            + "' has no managed identity extension: install"
            + " Microsoft.ManagedIdentity/ManagedIdentityExtensionForLinux, or use instance"
            + " metadata");
  }
}
