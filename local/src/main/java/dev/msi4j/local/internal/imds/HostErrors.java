package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.control.faults.InjectedError;
import dev.msi4j.local.internal.entra.UnknownResource;
import dev.msi4j.local.internal.json.Json;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * Every refusal of the token endpoints of hosts, with the words Azure uses where they are
 * documented. None but those that Azure itself answers so has status 404, 410 or 5xx: clients try
 * those again for half a minute.
 */
final class HostErrors {
  private static final String INVALID_REQUEST = "invalid_request";
  private static final String BAD_REQUEST = "BadRequest";

  private HostErrors() {}

  /** A fault that a test has asked for, in the usual words unless it has words of its own. */
  static HostRefusal injected(InjectedError error) {
    return error.isTransient()
        ? new HostRefusal(
            error.status(),
            error.codeOr("temporarily_unavailable"),
            error.messageOr("The endpoint can't serve the request now. Try again"))
        : new HostRefusal(
            error.status(),
            error.codeOr(INVALID_REQUEST),
            error.messageOr("The request is refused"));
  }

  // The request as such

  static HostRefusal unknownPath(String path) {
    return new HostRefusal(404, "not_found", "There is nothing at '" + path + "'.");
  }

  static HostRefusal methodNotAllowed(String method) {
    return new HostRefusal(
        405, "method_not_allowed", "The method '" + method + "' is not supported here.");
  }

  /** Here it is right that clients try again. */
  static HostRefusal serviceUnavailable() {
    return new HostRefusal(
        503,
        "temporarily_unavailable",
        "The state can't be reached or written to. Try again later");
  }

  /** A page of a browser could name this server by a name of its own, and read what it answers. */
  static HostRefusal notLoopback(String host) {
    return new HostRefusal(
        403,
        "forbidden",
        "The Host header is '" + host + "': it must be localhost or an address of loopback.");
  }

  static HostRefusal metadataHeaderRequired() {
    return new HostRefusal(400, INVALID_REQUEST, "Required metadata header not specified");
  }

  static HostRefusal forwarded() {
    return new HostRefusal(
        400, INVALID_REQUEST, "Request contains a forwarded header: X-Forwarded-For");
  }

  static HostRefusal apiVersionRequired() {
    return new HostRefusal(
        400, INVALID_REQUEST, "Required query variable 'api-version' is missing");
  }

  static HostRefusal apiVersionNotSupported(String version, String first, Dialect dialect) {
    return new HostRefusal(
        400,
        dialect == Dialect.IMDS ? INVALID_REQUEST : "InvalidApiVersion",
        "The api-version '" + version + "' is not supported: it must be " + first + " or newer");
  }

  static HostRefusal secretRequired(String header) {
    return new HostRefusal(
        401, "SecretHeaderNotFound", "Secret is not found in the request headers: " + header + ".");
  }

  static HostRefusal secretWrong(String header) {
    return new HostRefusal(
        401, "SecretHeaderInvalid", "The secret in the request header " + header + " is wrong.");
  }

  static HostRefusal keyWrong() {
    return new HostRefusal(
        401,
        "unauthorized",
        "The key in the Authorization header is wrong, used, or too old: ask for another");
  }

  /** Azure Arc's answer to a request without a key. Clients read it, and fail without it. */
  static HostRefusal keyRequired(Path keyFile) {
    var details = Json.object();
    details.putArray("error_codes").add(401);
    return new HostRefusal(
            401, "unauthorized_client", "Missing Basic Authorization header", details)
        .withChallenge("Basic realm=" + keyFile);
  }

  // What the token is for

  static HostRefusal resourceRequired(Dialect dialect) {
    return switch (dialect) {
      case SERVICE_FABRIC ->
          new HostRefusal(
              400,
              "ArgumentNullOrEmpty",
              "The parameter 'resource' should not be null or empty string.");
      case CLOUD_SHELL ->
          new HostRefusal(400, BAD_REQUEST, "Required parameter 'resource' is missing.");
      default ->
          new HostRefusal(400, INVALID_REQUEST, "Required query variable 'resource' is missing");
    };
  }

  static HostRefusal unknownResource(UnknownResource error) {
    return new HostRefusal(400, error.code(), error.description(), error.details());
  }

  static HostRefusal audienceNotSupported(String audience, Collection<String> supported) {
    return new HostRefusal(
        400,
        "AudienceNotSupported",
        "Audience "
            + audience
            + " is not a supported MSI token audience. Supported audiences: "
            + String.join(",", supported));
  }

  // Which identity

  static HostRefusal oneSelectorOnly(List<String> names) {
    return new HostRefusal(
        400,
        INVALID_REQUEST,
        "The parameters " + String.join(", ", names) + " are mutually exclusive: name one");
  }

  static HostRefusal identityNotFound(Dialect dialect) {
    return switch (dialect) {
      case APP_SERVICE ->
          new HostRefusal(
              400,
              BAD_REQUEST,
              "No User Assigned or Delegated Managed Identity found for specified"
                  + " ClientId/ResourceId/PrincipalId.");
      case SERVICE_FABRIC ->
          new HostRefusal(
              404,
              "ManagedIdentityNotFound",
              "Managed identity not found for the specified application host.");
      default -> new HostRefusal(400, INVALID_REQUEST, "Identity not found");
    };
  }

  static HostRefusal severalIdentities() {
    return new HostRefusal(
        400,
        INVALID_REQUEST,
        "Multiple user assigned identities exist, please specify the clientId / resourceId of the"
            + " identity in the token request");
  }

  // Virtual machines

  static HostRefusal noMachineNamed() {
    return new HostRefusal(
        400,
        INVALID_REQUEST,
        "No virtual machine is named: the path must begin with"
            + " /subscriptions/{subscription}/resourceGroups/{resourceGroup}/virtualMachines/{vm}");
  }

  static HostRefusal machineNotFound(ResourceId machine) {
    return new HostRefusal(
        400, INVALID_REQUEST, "The virtual machine '" + machine + "' was not found");
  }

  /** Nothing answers in a machine that is off; this at least says so, and at once. */
  static HostRefusal machineNotRunning(String machine) {
    return new HostRefusal(
        400, INVALID_REQUEST, "The virtual machine '" + machine + "' is not running: start it");
  }

  static HostRefusal extensionNotInstalled(String machine) {
    return new HostRefusal(
        400,
        INVALID_REQUEST,
        "The virtual machine '"
            + machine
            + "' has no managed identity extension: install"
            + " Microsoft.ManagedIdentity/ManagedIdentityExtensionForLinux, or use instance"
            + " metadata");
  }
}
