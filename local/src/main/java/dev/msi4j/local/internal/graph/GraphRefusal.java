package dev.msi4j.local.internal.graph;

import dev.msi4j.local.internal.http.CodedRefusal;
import java.io.Serial;

/** A refusal in Graph's envelope. Every text of Graph is here. */
final class GraphRefusal extends CodedRefusal {
  @Serial private static final long serialVersionUID = 1;

  private GraphRefusal(int status, String code, String message) {
    super(status, code, message);
  }

  static GraphRefusal noToken() {
    return new GraphRefusal(401, "InvalidAuthenticationToken", "Access token is empty.");
  }

  static GraphRefusal badToken(String why) {
    return new GraphRefusal(401, "InvalidAuthenticationToken", why);
  }

  static GraphRefusal wrongAudience() {
    return badToken("Access token validation failure. Invalid audience.");
  }

  static GraphRefusal notFound(String id) {
    return new GraphRefusal(
        404,
        "Request_ResourceNotFound",
        "Resource '"
            + id
            + "' does not exist or one of its queried reference-property objects are not present.");
  }

  static GraphRefusal noSuchSegment(String segment) {
    return new GraphRefusal(
        400,
        "BadRequest",
        "Resource not found for the segment '"
            + segment
            + "'. Of Microsoft Graph, this local Azure serves servicePrincipals, directoryObjects, users"
            + " and groups, to read.");
  }

  static GraphRefusal methodNotAllowed() {
    return new GraphRefusal(
        405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.");
  }

  static GraphRefusal unsupportedFilter(String filter) {
    return new GraphRefusal(
        400,
        "Request_UnsupportedQuery",
        "Unsupported or invalid query filter clause specified: '" + filter + "'.");
  }

  static GraphRefusal tooManyClauses(int clauses, int most) {
    return new GraphRefusal(
        400,
        "Request_UnsupportedQuery",
        "Too many child clauses specified in search filter expression containing 'OR' operators: "
            + clauses
            + ". Max allowed: "
            + most
            + ".");
  }

  static GraphRefusal invalidPageSize(String top, int most) {
    return new GraphRefusal(
        400,
        "Request_UnsupportedQuery",
        "Invalid page size specified: '"
            + top
            + "'. Must be between 1 and "
            + most
            + " inclusive.");
  }

  static GraphRefusal invalidTop(String top) {
    return new GraphRefusal(
        400,
        "BadRequest",
        "Invalid value '"
            + top
            + "' for $top query option found. The $top query option requires a non-negative integer"
            + " value.");
  }

  static GraphRefusal invalidSkipToken(String token) {
    return new GraphRefusal(
        400,
        "Request_BadRequest",
        "The $skiptoken '" + token + "' is not one that a list gave in @odata.nextLink.");
  }

  static GraphRefusal countNotSupported() {
    return new GraphRefusal(400, "Request_BadRequest", "$count is not currently supported.");
  }

  static GraphRefusal badBody(String why) {
    return new GraphRefusal(400, "Request_BadRequest", why);
  }

  static GraphRefusal onlyForUsers() {
    return new GraphRefusal(
        400, "BadRequest", "/me request is only valid with delegated authentication flow.");
  }
}
