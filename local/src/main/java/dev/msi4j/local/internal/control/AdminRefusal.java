package dev.msi4j.local.internal.control;

import dev.msi4j.local.internal.http.CodedRefusal;
import dev.msi4j.local.internal.http.Response;
import java.io.Serial;

/** Something that can't be administered as asked. */
final class AdminRefusal extends CodedRefusal {
  @Serial private static final long serialVersionUID = 1;

  private AdminRefusal(int status, String code, String message) {
    super(status, code, message);
  }

  static AdminRefusal wrongSecret() {
    return new AdminRefusal(
        401, "WrongSecret", "The header 'Authorization: Bearer SECRET' has not the admin secret.");
  }

  static AdminRefusal invalid(String why) {
    return new AdminRefusal(400, "InvalidParameter", why + ".");
  }

  static AdminRefusal invalid(String parameter, String value, String rule) {
    return invalid(parameter + " is '" + value + "': it must be " + rule);
  }

  @Override
  public Response answer(String origin) {
    var answer = super.answer(origin);
    return status() == 401 ? answer.with("WWW-Authenticate", "Bearer") : answer;
  }
}
