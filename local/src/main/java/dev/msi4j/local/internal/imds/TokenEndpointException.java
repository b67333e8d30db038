package dev.msi4j.local.internal.imds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.json.Json;
import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Thrown if a token endpoint rejects a request; {@link ErrorFormat} formats the response. */
final class TokenEndpointException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final transient ObjectNode details;
  private final @Nullable String challenge;

  TokenEndpointException(int status, String code, String message) {
    this(status, code, message, Json.object());
  }

  /**
   * Creates an exception without a stack trace: rejections are expected.
   *
   * @param details the additional members of the error in the format of OAuth 2.0
   */
  TokenEndpointException(int status, String code, String message, ObjectNode details) {
    this(status, code, message, details, null);
  }

  private TokenEndpointException(
      int status, String code, String message, ObjectNode details, @Nullable String challenge) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.details = details;
    this.challenge = challenge;
  }

  /** Returns a copy with the value of the header {@code WWW-Authenticate}. */
  TokenEndpointException withChallenge(String value) {
    return new TokenEndpointException(status, code, message(), details, value);
  }

  Optional<String> challenge() {
    return Optional.ofNullable(challenge);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  ObjectNode details() {
    return details;
  }

  String message() {
    return String.valueOf(getMessage());
  }
}
