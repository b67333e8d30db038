package dev.msi4j.local;

import dev.msi4j.local.internal.control.IssuerException;
import dev.msi4j.local.internal.control.Issuers;
import java.util.function.Supplier;

/**
 * A simulated OpenID Connect issuer, such as a Kubernetes cluster or GitHub Actions. The issuer
 * signs tokens for workload identity federation. The token service knows its keys, so it sends no
 * request to the issuer's URL. Thread-safe.
 */
public final class LocalIssuer {
  private final Issuers issuers;
  private final Issuers.Issuer issuer;

  private LocalIssuer(Issuers issuers, Issuers.Issuer issuer) {
    this.issuers = issuers;
    this.issuer = issuer;
  }

  static LocalIssuer create(Issuers issuers, String name, String url) {
    return new LocalIssuer(issuers, run(() -> issuers.create(name, url)));
  }

  /**
   * Returns the name of the issuer in this local Azure.
   *
   * @return the name
   */
  public String name() {
    return issuer.name();
  }

  /**
   * Returns the issuer URL, which a federated identity credential must have as its issuer.
   *
   * @return the claim {@code iss} of the tokens
   */
  public String url() {
    return issuer.url();
  }

  /**
   * Signs a token.
   *
   * @param claims the claims and the lifetime; the claims override those that the issuer sets
   * @return the signed JWT
   * @throws IllegalArgumentException if the lifetime is zero or negative, or if the issuer was
   *     deleted
   */
  public String token(TokenClaims claims) {
    return run(() -> issuers.token(issuer.name(), claims.asMap(), claims.lifetime()));
  }

  /**
   * Replaces the signing key. Tokens signed with the previous key stay valid; tokens signed with
   * older keys become invalid.
   *
   * @throws IllegalArgumentException if the issuer was deleted
   */
  public void rotate() {
    run(() -> {
      issuers.rotate(issuer.name());
      return true;
    });
  }

  /**
   * Deletes the issuer. Its tokens become invalid.
   *
   * @throws IllegalArgumentException if the issuer was deleted before
   */
  public void delete() {
    run(() -> {
      issuers.delete(issuer.name());
      return true;
    });
  }

  private static <T> T run(Supplier<T> action) {
    try {
      return action.get();
    } catch (IssuerException exception) {
      throw new IllegalArgumentException(exception.getMessage(), exception);
    }
  }
}
