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
 * A parsed client assertion whose header names RS256. The signature is not verified yet. The string
 * form omits the token.
 *
 * @param keyId the id of the issuer's signing key
 */
record Assertion(SignedJWT token, String keyId, JsonNode claims) {
  /** The maximum length in characters; typical tokens have one or two kilobytes. */
  private static final int MAX_LENGTH = 32 << 10;

  /** The end of the year 9999, in seconds since the epoch. */
  private static final long LAST_SECOND = 253_402_300_799L;

  static Assertion parse(TokenRequest request, String text) {
    if (text.length() > MAX_LENGTH) {
      throw malformed(request, "it has more than " + MAX_LENGTH + " characters");
    }
    var parts = text.split("\\.", -1);
    if (parts.length != 3) {
      throw malformed(request, "it does not have three parts");
    }
    // This parser rejects duplicate members and deep nesting, which the JWT library accepts.
    var header = object(request, parts[0]);
    var claims = object(request, parts[1]);
    var keyId = keyId(request, header);
    bytes(request, parts[2]);
    try {
      var assertion = new Assertion(SignedJWT.parse(text), keyId, claims);
      assertion.checkClaims(request);
      return assertion;
    } catch (ParseException e) {
      throw malformed(request, "it is not a signed token");
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
      throw malformed(request, "a part of the token is not JSON");
    }
    throw malformed(request, "a part of the token is not a JSON object");
  }

  private static byte[] bytes(TokenRequest request, String part) {
    return StrictBase64.url(part)
        .orElseThrow(() -> malformed(request, "a part of the token is not base64url"));
  }

  private void checkClaims(TokenRequest request) {
    for (var name : List.of("iss", "sub")) {
      if (text(name).filter(value -> !value.isBlank()).isEmpty()) {
        throw malformed(request, "its claim '" + name + "' is missing or not a string");
      }
    }
    if (audiences().isEmpty()) {
      throw malformed(request, "its claim 'aud' is missing or not a string");
    }
    checkTime(request, "exp", true);
    checkTime(request, "nbf", false);
  }

  private void checkTime(TokenRequest request, String name, boolean required) {
    var time = claims.path(name);
    var missing = time.isMissingNode() && !required;
    if (!missing
        && !(time.isNumber() && time.doubleValue() >= 0 && time.doubleValue() <= LAST_SECOND)) {
      throw malformed(request, "its claim '" + name + "' is missing or not a time");
    }
  }

  private static TokenException malformed(TokenRequest request, String reason) {
    return request.reject(EntraError.malformedAssertion(reason));
  }

  String issuer() {
    return claims.path("iss").asText();
  }

  String subject() {
    return claims.path("sub").asText();
  }

  /** Returns the audiences; empty if the claim is malformed. */
  List<String> audiences() {
    var audience = claims.path("aud");
    if (audience.isTextual()) {
      return List.of(audience.asText());
    }
    var audiences = new ArrayList<String>();
    for (var element : audience) {
      if (!element.isTextual()) {
        return List.of();
      }
      audiences.add(element.asText());
    }
    return audiences;
  }

  Instant expiresAt() {
    return Instant.ofEpochSecond(claims.path("exp").longValue());
  }

  /** Returns the start of the validity period; the epoch if the claim is absent. */
  Instant notBefore() {
    return Instant.ofEpochSecond(claims.path("nbf").longValue());
  }

  /** Returns the value of a string claim; empty if the claim is absent or not a string. */
  Optional<String> text(String claim) {
    return Optional.of(claims.path(claim)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  @Override
  public String toString() {
    return "Assertion[issuer=" + issuer() + ", subject=" + subject() + "]";
  }
}
