package dev.msi4j.local.graph;

import dev.msi4j.local.front.Json;
import dev.msi4j.local.front.Refusal;
import dev.msi4j.local.front.Response;
import java.io.Serial;

/** A refusal in Graph's envelope. Every text of Graph is here. */
final class GraphRefusal extends Refusal {
  @Serial private static final long serialVersionUID = 1;

  private final int status;
  private final String code;

  private GraphRefusal(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
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
        400, "BadRequest", "Resource not found for the segment '" + segment + "'.");
  }

  static GraphRefusal unsupportedFilter(String filter) {
    return new GraphRefusal(
        400,
        "Request_UnsupportedQuery",
        "Unsupported or invalid query filter clause specified: '" + filter + "'.");
  }

  static GraphRefusal badBody(String why) {
    return new GraphRefusal(400, "Request_BadRequest", why);
  }

  static GraphRefusal onlyForUsers() {
    return new GraphRefusal(
        400, "BadRequest", "/me request is only valid with delegated authentication flow.");
  }

  @Override
  public Response answer(String origin) {
    var document = Json.object();
    document.putObject("error").put("code", code).put("message", getMessage());
    return Response.json(status, document);
  }
}
