package dev.msi4j.local.internal.imds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.json.Json;
import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that a token endpoint refuses; the dialect of the endpoint shapes the answer. */
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
   * No stack trace: this is an answer, not a fault of this server.
   *
   * @param details the members that the dialect of OAuth has beside code and message
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

  /** Returns the same with a header {@code WWW-Authenticate}. */
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
