package dev.msi4j.local.internal.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.json.Json;
import java.io.Serial;

/**
 * Rejects a request with the OData error format of most Azure protocols: {@code
 * {"error":{"code","message"}}}.
 */
public abstract class ODataErrorException extends ErrorResponseException {
  @Serial private static final long serialVersionUID = 1;

  private final int status;
  private final String code;

  public ODataErrorException(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  public final int status() {
    return status;
  }

  /** Returns the error code, such as {@code ResourceNotFound}. */
  public final String code() {
    return code;
  }

  /** Adds the members that the error has besides its code and message; none by default. */
  protected void addMembers(ObjectNode error) {}

  @Override
  public Response response(String origin) {
    var document = Json.object();
    addMembers(document.putObject("error").put("code", code).put("message", getMessage()));
    return Response.json(status, document);
  }
}
