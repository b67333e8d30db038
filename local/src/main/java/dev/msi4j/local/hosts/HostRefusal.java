package dev.msi4j.local.hosts;

import java.io.Serial;

/** A request that a token endpoint refuses; the dialect of the endpoint shapes the answer. */
final class HostRefusal extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final int status;
  private final String code;

  /** No stack trace: a refusal is an answer, not a fault of this server. */
  HostRefusal(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  String message() {
    return String.valueOf(getMessage());
  }
}
