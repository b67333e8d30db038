package dev.msi4j.local.internal.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.entra.FederatedTrust;
import dev.msi4j.local.internal.entra.Principal;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.http.ODataErrorException;
import dev.msi4j.local.internal.text.CaseFolding;
import java.io.Serial;

/** An error in the format of Microsoft Graph. */
final class GraphException extends ODataErrorException {
  @Serial private static final long serialVersionUID = 1;

  /** The errors of a request body that is not as required. */
  static final JsonBody.Errors BODY =
      new JsonBody.Errors() {
        @Override
        public GraphException notJson() {
          return badBody("The body is not a JSON document.");
        }

        @Override
        public GraphException invalid(String path, String rule, JsonNode value) {
          return badBody((path.isEmpty() ? "The body" : path) + " must be " + rule + ".");
        }
      };

  private GraphException(int status, String code, String message) {
    super(status, code, message);
  }

  static GraphException noToken() {
    return new GraphException(401, "InvalidAuthenticationToken", "Access token is empty.");
  }

  static GraphException badToken(String reason) {
    return new GraphException(401, "InvalidAuthenticationToken", reason);
  }

  static GraphException wrongAudience() {
    return badToken("Access token validation failure. Invalid audience.");
  }

  static GraphException notFound(String id) {
    return new GraphException(
        404,
        "Request_ResourceNotFound",
        "Resource '"
            + id
            + "' does not exist or one of its queried reference-property objects are not present.");
  }

  static GraphException noSuchSegment(String segment) {
    return new GraphException(
        400,
        "BadRequest",
        "Resource not found for the segment '"
            + segment
            + "'. Of Microsoft Graph, this local Azure serves applications, servicePrincipals,"
            + " groups and directoryObjects, and in the version beta auditLogs/signIns and"
            + " reports/servicePrincipalSignInActivities.");
  }

  static GraphException methodNotAllowed() {
    return new GraphException(
        405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.");
  }

  static GraphException insufficientPrivileges() {
    return new GraphException(
        403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
  }

  static GraphException bootstrapAccount() {
    return new GraphException(
        403,
        "Authorization_RequestDenied",
        "The bootstrap service principal of this local Azure cannot be changed or deleted.");
  }

  static GraphException managedIdentity(Principal principal) {
    return new GraphException(
        403,
        "Authorization_RequestDenied",
        "The service principal '"
            + principal.objectId()
            + "' belongs to a managed identity and cannot be changed here: change or delete the"
            + " resource '"
            + principal.resourceId()
            + "'.");
  }

  /** Rejects an object whose key exists; the message is quoted from Azure. */
  static GraphException sameKey(String message) {
    return new GraphException(409, "Request_MultipleObjectsWithSameKeyValue", message);
  }

  static GraphException noApplication(String appId) {
    return badBody(
        "The appId '"
            + appId
            + "' of the service principal does not reference a valid application object.");
  }

  /** Rejects a federated identity credential; the format is that of Azure's messages. */
  static GraphException invalidCredential(FederatedTrust.Violation violation) {
    return new GraphException(
        400,
        "InvalidFederatedIdentityCredentialValue",
        violation.message()
            + " paramName: FederatedIdentityCredential."
            + violation.property()
            + ", paramValue: "
            + violation.value()
            + ", objectType: Microsoft.Online.DirectoryServices.Application");
  }

  /** Rejects a second credential with a pair of issuer and subject; the message is Azure's. */
  static GraphException sameSubject(FederatedTrust trust) {
    var subject = String.valueOf(trust.subject() == null ? trust.expression() : trust.subject());
    return invalidCredential(
        new FederatedTrust.Violation(
            "Subject",
            subject,
            "The combination of issuer and subject must be unique for the application. Issuer "
                + trust.issuer()
                + " and Subject: "
                + subject
                + " already exist."));
  }

  static GraphException invalidType(String property, JsonNode standard) {
    return badBody(
        "Invalid value specified for property '"
            + property
            + "': it must be of the type "
            + CaseFolding.of(standard.getNodeType().name())
            + ".");
  }

  static GraphException unsupportedFilter(String filter) {
    return new GraphException(
        400,
        "Request_UnsupportedQuery",
        "Unsupported or invalid query filter clause specified: '" + filter + "'.");
  }

  static GraphException tooManyClauses(int clauses, int max) {
    return new GraphException(
        400,
        "Request_UnsupportedQuery",
        "Too many child clauses specified in search filter expression containing 'OR' operators: "
            + clauses
            + ". Max allowed: "
            + max
            + ".");
  }

  static GraphException invalidPageSize(String top, int max) {
    return new GraphException(
        400,
        "Request_UnsupportedQuery",
        "Invalid page size specified: '" + top + "'. Must be between 1 and " + max + " inclusive.");
  }

  static GraphException invalidTop(String top) {
    return new GraphException(
        400,
        "BadRequest",
        "Invalid value '"
            + top
            + "' for $top query option found. The $top query option requires a non-negative integer"
            + " value.");
  }

  static GraphException invalidSkipToken(String token) {
    return new GraphException(
        400,
        "Request_BadRequest",
        "The $skiptoken '" + token + "' is not from the @odata.nextLink of a list.");
  }

  static GraphException countNotSupported() {
    return new GraphException(400, "Request_BadRequest", "$count is not currently supported.");
  }

  static GraphException badBody(String reason) {
    return new GraphException(400, "Request_BadRequest", reason);
  }

  static GraphException onlyForUsers() {
    return new GraphException(
        400, "BadRequest", "/me request is only valid with delegated authentication flow.");
  }
}
