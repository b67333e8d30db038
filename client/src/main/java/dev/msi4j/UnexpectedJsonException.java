package dev.msi4j;

import com.azure.json.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Well-formed JSON with an unexpected structure; the message names the member. */
final class UnexpectedJsonException extends IOException {
  private static final long serialVersionUID = 1;

  UnexpectedJsonException(String message) {
    super(message);
  }

  private UnexpectedJsonException(String message, UnexpectedJsonException cause) {
    super(message, cause);
  }

  static UnexpectedJsonException found(@Nullable JsonToken token, String expected) {
    return new UnexpectedJsonException(
        "expected " + expected + ", found " + (token == null ? "nothing" : token));
  }

  UnexpectedJsonException in(String member) {
    return new UnexpectedJsonException(member + ": " + getMessage(), this);
  }
}
