package dev.msi4j.local.internal.control;

import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.text.ConstantTime;

/** The secret of the admin API. Error messages and {@link #toString} do not contain it. */
public final class AdminSecret {
  private static final int MIN_LENGTH = 16;

  private final String secret;

  private AdminSecret(String secret) {
    this.secret = secret;
  }

  /**
   * Creates a secret.
   *
   * @throws IllegalArgumentException if it is too short or not valid in a header
   */
  public static AdminSecret of(String secret) {
    if (secret.length() < MIN_LENGTH || !secret.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException(
          "the admin secret has "
              + secret.length()
              + " characters: it must have "
              + MIN_LENGTH
              + " or more, all printable ASCII and no space");
    }
    return new AdminSecret(secret);
  }

  /**
   * Checks the bearer token of a request.
   *
   * @throws AdminException if the token is not the secret
   */
  void check(Request request) {
    if (!ConstantTime.equals(request.bearerToken().orElse(""), secret)) {
      throw AdminException.wrongSecret();
    }
  }

  @Override
  public String toString() {
    return "AdminSecret";
  }
}
