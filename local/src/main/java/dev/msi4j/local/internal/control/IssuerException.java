package dev.msi4j.local.internal.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.http.ODataErrorException;
import java.io.Serial;

/** An error of the issuer API. */
public final class IssuerException extends ODataErrorException {
  @Serial private static final long serialVersionUID = 1;

  /** The errors of a request body. They omit its values, which can contain secrets. */
  static final JsonBody.Errors BODY =
      new JsonBody.Errors() {
        @Override
        public IssuerException notJson() {
          return IssuerException.invalid("The body must be a JSON object");
        }

        @Override
        public IssuerException invalid(String path, String rule, JsonNode value) {
          return path.isEmpty() ? notJson() : IssuerException.invalid(path + " must be " + rule);
        }
      };

  private IssuerException(int status, String code, String message) {
    super(status, code, message);
  }

  static IssuerException notFound(String name) {
    return new IssuerException(404, "IssuerNotFound", "The issuer '" + name + "' does not exist.");
  }

  static IssuerException invalid(String parameter, String value, String rule) {
    return new IssuerException(
        400, "InvalidParameter", parameter + " is '" + value + "': it must be " + rule + ".");
  }

  private static IssuerException invalid(String rule) {
    return new IssuerException(400, "InvalidParameter", rule + ".");
  }

  static IssuerException tooMany(int max) {
    return new IssuerException(
        409,
        "TooManyIssuers",
        "The number of issuers has reached the maximum of "
            + max
            + ": delete issuers that are not used.");
  }

  static IssuerException nameTaken(String name, String url) {
    return new IssuerException(
        409, "IssuerExists", "The issuer '" + name + "' exists, with the URL " + url + ".");
  }

  static IssuerException urlTaken(String url, String name) {
    return new IssuerException(
        409, "IssuerExists", "The URL " + url + " belongs to the issuer '" + name + "'.");
  }

  static IssuerException notTheOwner() {
    return new IssuerException(
        403, "NotTheOwner", "Only the owner of this local Azure may see or change its issuers.");
  }
}
