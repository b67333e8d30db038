package dev.msi4j.local.internal.control;

import dev.msi4j.local.internal.http.ODataErrorException;
import java.io.Serial;

/** Something that can't be done with an issuer. */
public final class IssuerException extends ODataErrorException {
  @Serial private static final long serialVersionUID = 1;

  private IssuerException(int status, String code, String message) {
    super(status, code, message);
  }

  static IssuerException notFound(String name) {
    return new IssuerException(404, "IssuerNotFound", "There is no issuer '" + name + "'.");
  }

  static IssuerException invalid(String parameter, String value, String rule) {
    return new IssuerException(
        400, "InvalidParameter", parameter + " is '" + value + "': it must be " + rule + ".");
  }

  /** Without the body, which may hold what is nobody else's. */
  static IssuerException noObject() {
    return new IssuerException(400, "InvalidParameter", "The body must be a JSON object.");
  }

  static IssuerException tooMany(int most) {
    return new IssuerException(
        409,
        "TooManyIssuers",
        "There are " + most + " issuers, which are the most: delete those that nobody needs.");
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
