package dev.msi4j;

import com.azure.json.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** JSON that is well formed but not what was agreed on; says which member is wrong. */
final class UnexpectedJsonException extends IOException {
  private static final long serialVersionUID = 1;

  UnexpectedJsonException(String message) {
    super(message);
  }

  private UnexpectedJsonException(String message, UnexpectedJsonException cause) {
    super(message, cause);
  }

  static UnexpectedJsonException found(@Nullable JsonToken token, String instead) {
    return new UnexpectedJsonException(
        "expected " + instead + ", found " + (token == null ? "nothing" : token));
  }

  UnexpectedJsonException in(String member) {
    return new UnexpectedJsonException(member + ": " + getMessage(), this);
  }
}
