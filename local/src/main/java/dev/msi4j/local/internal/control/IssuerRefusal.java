package dev.msi4j.local.internal.control;

import dev.msi4j.local.internal.http.CodedRefusal;
import java.io.Serial;

/** Something that can't be done with an issuer. */
public final class IssuerRefusal extends CodedRefusal {
  @Serial private static final long serialVersionUID = 1;

  private IssuerRefusal(int status, String code, String message) {
    super(status, code, message);
  }

  static IssuerRefusal notFound(String name) {
    return new IssuerRefusal(404, "IssuerNotFound", "There is no issuer '" + name + "'.");
  }

  static IssuerRefusal invalid(String parameter, String value, String rule) {
    return new IssuerRefusal(
        400, "InvalidParameter", parameter + " is '" + value + "': it must be " + rule + ".");
  }

  /** Without the body, which may hold what is nobody else's. */
  static IssuerRefusal noObject() {
    return new IssuerRefusal(400, "InvalidParameter", "The body must be a JSON object.");
  }

  static IssuerRefusal tooMany(int most) {
    return new IssuerRefusal(
        409,
        "TooManyIssuers",
        "There are " + most + " issuers, which are the most: delete those that nobody needs.");
  }

  static IssuerRefusal nameTaken(String name, String url) {
    return new IssuerRefusal(
        409, "IssuerExists", "The issuer '" + name + "' exists, with the URL " + url + ".");
  }

  static IssuerRefusal urlTaken(String url, String name) {
    return new IssuerRefusal(
        409, "IssuerExists", "The URL " + url + " belongs to the issuer '" + name + "'.");
  }

  static IssuerRefusal notTheOwner() {
    return new IssuerRefusal(
        403, "NotTheOwner", "Only the owner of this local Azure may see or change its issuers.");
  }
}
