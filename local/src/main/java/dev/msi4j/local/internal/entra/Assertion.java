package dev.msi4j.local.internal.entra;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.SignedJWT;
import dev.msi4j.local.internal.http.Body;
import dev.msi4j.local.internal.http.StrictBase64;
import java.io.IOException;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A client assertion that can be read and that claims to be signed with RS256; whether that is true
 * is another matter. Its string form leaves the token out.
 *
 * @param keyId names the key of the issuer
 */
record Assertion(SignedJWT token, String keyId, JsonNode claims) {
  /** Issuers' tokens have one or two kilobytes. */
  private static final int LONGEST = 32 << 10;

  /** The end of the year 9999, behind which nobody means a time. */
  private static final long LAST_SECOND = 253_402_300_799L;

  static Assertion parse(TokenRequest request, String text) {
    if (text.length() > LONGEST) {
      throw malformed(request, "it has more than " + LONGEST + " characters");
    }
    var parts = text.split("\\.", -1);
    if (parts.length != 3) {
      throw malformed(request, "it has not three parts");
    }
    // Read here first: this reader refuses members that are there twice, and deep nesting.
    var header = object(request, parts[0]);
    var claims = object(request, parts[1]);
    var keyId = keyId(request, header);
    bytes(request, parts[2]);
    try {
      var assertion = new Assertion(SignedJWT.parse(text), keyId, claims);
      assertion.checkClaims(request);
      return assertion;
    } catch (ParseException e) {
      throw malformed(request, "it is no signed token");
    }
  }

  private static String keyId(TokenRequest request, JsonNode header) {
    var algorithm = header.path("alg").asText();
    if (!algorithm.equals("RS256")) {
      throw request.reject(EntraError.unsupportedAlgorithm(algorithm));
    }
    var keyId = header.path("kid");
    if (!keyId.isTextual() || keyId.asText().isBlank()) {
      throw request.reject(EntraError.noKeyId());
    }
    return keyId.asText();
  }

  private static JsonNode object(TokenRequest request, String part) {
    try {
      var document = Body.of(bytes(request, part)).json();
      if (document.isObject()) {
        return document;
      }
    } catch (IOException e) {
      throw malformed(request, "a part of it is not JSON");
    }
    throw malformed(request, "a part of it is no JSON object");
  }

  private static byte[] bytes(TokenRequest request, String part) {
    return StrictBase64.url(part)
        .orElseThrow(() -> malformed(request, "a part of it is not base64url"));
  }

  private void checkClaims(TokenRequest request) {
    for (var name : List.of("iss", "sub")) {
      if (text(name).filter(value -> !value.isBlank()).isEmpty()) {
        throw malformed(request, "its claim '" + name + "' is missing or no text");
      }
    }
    if (audiences().isEmpty()) {
      throw malformed(request, "its claim 'aud' is missing or no text");
    }
    checkTime(request, "exp", true);
    checkTime(request, "nbf", false);
  }

  private void checkTime(TokenRequest request, String name, boolean needed) {
    var time = claims.path(name);
    var missing = time.isMissingNode() && !needed;
    if (!missing
        && !(time.isNumber() && time.doubleValue() >= 0 && time.doubleValue() <= LAST_SECOND)) {
      throw malformed(request, "its claim '" + name + "' is missing or no time");
    }
  }

  private static TokenException malformed(TokenRequest request, String why) {
    return request.reject(EntraError.malformedAssertion(why));
  }

  String issuer() {
    return claims.path("iss").asText();
  }

  String subject() {
    return claims.path("sub").asText();
  }

  /** Whom it is for; empty if that can't be read. */
  List<String> audiences() {
    var audience = claims.path("aud");
    if (audience.isTextual()) {
      return List.of(audience.asText());
    }
    var audiences = new ArrayList<String>();
    for (var one : audience) {
      if (!one.isTextual()) {
        return List.of();
      }
      audiences.add(one.asText());
    }
    return audiences;
  }

  Instant expiresAt() {
    return Instant.ofEpochSecond(claims.path("exp").longValue());
  }

  /** From when on it is valid; from the beginning of time if it does not say. */
  Instant notBefore() {
    return Instant.ofEpochSecond(claims.path("nbf").longValue());
  }

  /** A claim that is a text. */
  Optional<String> text(String claim) {
    return Optional.of(claims.path(claim)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  @Override
  public String toString() {
    return "Assertion[issuer=" + issuer() + ", subject=" + subject() + "]";
  }
}
