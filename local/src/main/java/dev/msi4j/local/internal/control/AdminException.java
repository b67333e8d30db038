package dev.msi4j.local.internal.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.http.ODataErrorException;
import dev.msi4j.local.internal.http.Response;
import java.io.Serial;

/** An error of the admin API. */
final class AdminException extends ODataErrorException {
  @Serial private static final long serialVersionUID = 1;

  /** The errors of a request body that is not as required. */
  static final JsonBody.Errors BODY =
      new JsonBody.Errors() {
        @Override
        public AdminException notJson() {
          return AdminException.invalid("the body is not JSON: it must be a JSON object");
        }

        @Override
        public AdminException invalid(String path, String rule, JsonNode value) {
          return path.isEmpty()
              ? AdminException.invalid("the body is not an object: it must be a JSON object")
              : AdminException.invalid(
                  path, value.isValueNode() ? value.asText() : value.toString(), rule);
        }
      };

  private AdminException(int status, String code, String message) {
    super(status, code, message);
  }

  static AdminException wrongSecret() {
    return new AdminException(
        401,
        "WrongSecret",
        "The header 'Authorization: Bearer SECRET' does not contain the admin secret.");
  }

  static AdminException invalid(String reason) {
    return new AdminException(400, "InvalidParameter", reason + ".");
  }

  static AdminException invalid(String parameter, String value, String rule) {
    return invalid(parameter + " is '" + value + "': it must be " + rule);
  }

  @Override
  public Response response(String origin) {
    var response = super.response(origin);
    return status() == 401 ? response.with("WWW-Authenticate", "Bearer") : response;
  }
}
