package dev.msi4j.cli.token;

import com.nimbusds.jwt.SignedJWT;
import dev.msi4j.cli.azure.Resource;
import dev.msi4j.cli.console.CommandException;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A signed JSON Web Token. */
final class Jwt {
  private static final Set<String> TIMES = Set.of("iat", "nbf", "exp", "auth_time");

  private final SignedJWT token;

  private Jwt(SignedJWT token) {
    this.token = token;
  }

  /**
   * Parses a token without verifying it.
   *
   * @throws CommandException if the text is not a signed JSON Web Token
   */
  static Jwt parse(String text) {
    try {
      var token = SignedJWT.parse(text);
      var unused = token.getJWTClaimsSet();
      return new Jwt(token);
    } catch (ParseException e) {
      // The message of the cause could contain parts of the token.
      throw new CommandException(
          "the token is not a signed JSON Web Token: pass header, payload and signature in Base64,"
              + " separated by periods");
    }
  }

  SignedJWT token() {
    return token;
  }

  Map<String, Object> header() {
    return token.getHeader().toJSONObject();
  }

  Map<String, Object> claims() {
    return token.getPayload().toJSONObject();
  }

  /** Returns a row for each header parameter and claim: part, name, value, and time as UTC. */
  List<Resource> rows() {
    var rows = new ArrayList<Resource>();
    header().forEach((name, value) -> rows.add(row("header", name, value)));
    claims().forEach((name, value) -> rows.add(row("claims", name, value)));
    return rows;
  }

  private static Resource row(String part, String name, Object value) {
    return Resource.of(
        Map.of(
            "part", part, "name", name, "value", String.valueOf(value), "time", time(name, value)));
  }

  private static String time(String name, Object value) {
    if (!TIMES.contains(name) || !(value instanceof Number seconds)) {
      return "";
    }
    try {
      return Instant.ofEpochSecond(seconds.longValue()).toString();
    } catch (DateTimeException e) {
      return "out of range";
    }
  }
}
