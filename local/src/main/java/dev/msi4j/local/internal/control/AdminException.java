package dev.msi4j.local.internal.control;

import dev.msi4j.local.internal.http.ODataErrorException;
import dev.msi4j.local.internal.http.Response;
import java.io.Serial;

/** An error of the admin API. */
final class AdminException extends ODataErrorException {
  @Serial private static final long serialVersionUID = 1;

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
  public Response answer(String origin) {
    var response = super.answer(origin);
    return status() == 401 ? response.with("WWW-Authenticate", "Bearer") : response;
  }
}
