package dev.msi4j.local.internal.control;

import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.text.ConstantTime;

/** The secret of those who administer. It is in no text that anybody gets to see. */
public final class AdminSecret {
  private static final int LEAST_CHARACTERS = 16;

  private final String secret;

  private AdminSecret(String secret) {
    this.secret = secret;
  }

  /**
   * A secret.
   *
   * @throws IllegalArgumentException if it is too short, or could not be sent in a header
   */
  public static AdminSecret of(String secret) {
    if (secret.length() < LEAST_CHARACTERS || !secret.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException(
          "the admin secret has "
              + secret.length()
              + " characters: it must have "
              + LEAST_CHARACTERS
              + " or more, all printable ASCII and no space");
    }
    return new AdminSecret(secret);
  }

  /** Refuses a request that does not bring it. */
  void check(Request request) {
    if (!ConstantTime.equals(request.bearerToken().orElse(""), secret)) {
      throw AdminException.wrongSecret();
    }
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "AdminSecret";
  }
}
