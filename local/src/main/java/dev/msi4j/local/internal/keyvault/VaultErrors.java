package dev.msi4j.local.internal.keyvault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.control.faults.InjectedError;
import dev.msi4j.local.internal.entra.Caller;
import dev.msi4j.local.internal.http.JsonBody;

/**
 * Creates the errors of the data plane of Key Vault. The messages are from "Common error codes for
 * Azure Key Vault" and "Azure Key Vault REST API Error Codes", where they are documented.
 */
final class VaultErrors {
  private static final String BAD_PARAMETER = "BadParameter";
  private static final String FORBIDDEN = "Forbidden";
  private static final String UNAUTHORIZED = "Unauthorized";

  /** The errors of a request body that is not as required. */
  static final JsonBody.Errors BODY =
      new JsonBody.Errors() {
        @Override
        public VaultException notJson() {
          return badParameter("The request body is not a JSON document.");
        }

        @Override
        public VaultException invalid(String path, String rule, JsonNode value) {
          return badParameter(
              "The request body is invalid: "
                  + (path.isEmpty() ? "it" : "'" + path + "'")
                  + " must be "
                  + rule
                  + ".");
        }
      };

  private VaultErrors() {}

  static VaultException vaultNotFound(String vault) {
    return new VaultException(
        404,
        "VaultNotFound",
        "The key vault '"
            + vault
            + "' does not exist in this local Azure. In Azure, its host name would not resolve.");
  }

  static VaultException noToken() {
    return unauthorized("AKV10000: Request is missing a Bearer or PoP token.");
  }

  static VaultException wrongAudience(String expected, String found) {
    return unauthorized("AKV10022: Invalid audience. Expected " + expected + ", found: " + found);
  }

  static VaultException wrongIssuer(String expected, String found) {
    return unauthorized(
        "AKV10032: Invalid issuer. Expected " + expected + ", found " + found + ".");
  }

  static VaultException invalidToken(String reason) {
    return unauthorized("Error validating token: " + reason);
  }

  private static VaultException unauthorized(String message) {
    return new VaultException(401, UNAUTHORIZED, message);
  }

  static VaultException forbiddenByRbac(
      Caller caller, String issuer, String action, String resource, VaultRow vault) {
    return new VaultException(
        403,
        FORBIDDEN,
        "Caller is not authorized to perform action on resource.\r\n"
            + "If role assignments, deny assignments or role definitions were changed recently,"
            + " please observe propagation time.\r\nCaller: "
            + caller(caller, issuer)
            + "\r\nAction: '"
            + action
            + "'\r\nResource: '"
            + resource
            + "'\r\nAssignment: (not found)\r\nDenyAssignmentId: null\r\nDecisionReason: null \r\n"
            + "Vault: "
            + place(vault)
            + "\r\n",
        "ForbiddenByRbac");
  }

  static VaultException forbiddenByPolicy(
      Caller caller, String issuer, String permission, VaultRow vault) {
    return new VaultException(
        403,
        FORBIDDEN,
        "The user, group or application '"
            + caller(caller, issuer)
            + "' does not have secrets "
            + permission
            + " permission on key vault '"
            + place(vault)
            + "'. For help resolving this issue, please see"
            + " https://go.microsoft.com/fwlink/?linkid=2125287",
        "AccessDenied");
  }

  private static String caller(Caller caller, String issuer) {
    return "appid=" + caller.appId() + ";oid=" + caller.objectId() + ";iss=" + issuer;
  }

  private static String place(VaultRow vault) {
    return vault.name() + ";location=" + vault.location();
  }

  static VaultException secretNotFound(String id) {
    return new VaultException(
        404,
        "SecretNotFound",
        "A secret with (name/id) "
            + id
            + " was not found in this key vault. If you recently deleted this secret you may be"
            + " able to recover it using the correct recovery command. For help resolving this"
            + " issue, please see https://go.microsoft.com/fwlink/?linkid=2125182");
  }

  static VaultException deletedSecretNotFound(String name) {
    return new VaultException(404, "SecretNotFound", "Deleted Secret not found: " + name);
  }

  static VaultException secretIsDeleted(String name) {
    return new VaultException(
        409,
        "Conflict",
        "Secret "
            + name
            + " is currently in a deleted but recoverable state, and its name cannot be reused; in"
            + " this state, the secret can only be recovered or purged.",
        "ObjectIsDeletedButRecoverable");
  }

  static VaultException secretDisabled() {
    return new VaultException(
        403, FORBIDDEN, "Operation get is not allowed on a disabled secret.", "SecretDisabled");
  }

  static VaultException purgeProtected() {
    return new VaultException(
        403,
        FORBIDDEN,
        "Operation \"purge\" is not allowed because purge protection is enabled for this vault. Key"
            + " Vault service will automatically purge it after the retention period has passed.");
  }

  static VaultException invalidName(String name) {
    return badParameter(
        "The request URI contains an invalid name: "
            + name
            + ". A secret name has 1 to 127 letters, digits and hyphens.");
  }

  static VaultException valueTooLong(int bytes, int max) {
    return badParameter(
        "The value of the secret has " + bytes + " bytes; the maximum is " + max + ".");
  }

  static VaultException missingApiVersion() {
    return badParameter("The query parameter api-version is required.");
  }

  static VaultException invalidApiVersion(String version) {
    return badParameter(
        "The specified version ("
            + version
            + ") is not recognized: it must be a version of 7.0 or"
            + " later, such as 7.4 or 2025-07-01.");
  }

  static VaultException invalidMaxResults(String value, int max) {
    return badParameter(
        "The query parameter maxresults is '" + value + "': it must be 1 to " + max + ".");
  }

  static VaultException invalidSkipToken(String token) {
    return badParameter("The skip token '" + token + "' is not from the nextLink of a list.");
  }

  /** Backups of Azure are encrypted for Azure's vaults; no other server can read or write them. */
  static VaultException backupNotServed() {
    return new VaultException(
        501,
        "NotImplemented",
        "This local Azure does not back up or restore secrets: Azure encrypts backups with keys"
            + " that only its vaults have.");
  }

  static VaultException notServed(String method, String path) {
    return new VaultException(
        404,
        "NotFound",
        "The operation '"
            + method
            + " "
            + path
            + "' is not served by this local Azure. Of Key Vault, it serves secrets.");
  }

  static VaultException methodNotAllowed(String method) {
    return new VaultException(
        405, "MethodNotAllowed", "The resource does not support the method '" + method + "'.");
  }

  /** An injected error. The default code and message depend on the status. */
  static VaultException injected(InjectedError error) {
    var code =
        switch (error.status()) {
          case 403 -> FORBIDDEN;
          case 404 -> "SecretNotFound";
          case 409 -> "Conflict";
          case 429 -> "Throttled";
          default -> error.isTransient() ? "InternalServerError" : BAD_PARAMETER;
        };
    var message =
        error.isTransient()
            ? "The service can't serve the request now. Please try again."
            : "The request is rejected.";
    return new VaultException(error.status(), error.codeOr(code), error.messageOr(message));
  }

  private static VaultException badParameter(String message) {
    return new VaultException(400, BAD_PARAMETER, message);
  }
}
