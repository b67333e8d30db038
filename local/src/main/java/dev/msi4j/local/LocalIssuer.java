package dev.msi4j.local;

import dev.msi4j.local.internal.control.IssuerException;
import dev.msi4j.local.internal.control.Issuers;
import java.util.function.Supplier;

/**
 * An issuer of assertions that a local Azure plays, such as a Kubernetes cluster or GitHub Actions:
 * it has a URL, signs tokens, and the token service knows its keys without asking anybody.
 * Thread-safe.
 */
public final class LocalIssuer {
  private final Issuers issuers;
  private final Issuers.Issuer issuer;

  private LocalIssuer(Issuers issuers, Issuers.Issuer issuer) {
    this.issuers = issuers;
    this.issuer = issuer;
  }

  static LocalIssuer create(Issuers issuers, String name, String url) {
    return new LocalIssuer(issuers, ask(() -> issuers.create(name, url)));
  }

  /** Its name in this local Azure. */
  public String name() {
    return issuer.name();
  }

  /** What its tokens name it by: the issuer that a federated identity credential must have. */
  public String url() {
    return issuer.url();
  }

  /**
   * Signs a token.
   *
   * @throws IllegalArgumentException if its life is not longer than nothing, or the issuer is
   *     deleted
   */
  public String token(TokenClaims claims) {
    return ask(() -> issuers.token(issuer.name(), claims.asMap(), claims.lifetime()));
  }

  /** Signs with a new key from now on; tokens with the one before are good, older ones are not. */
  public void rotate() {
    ask(() -> {
      issuers.rotate(issuer.name());
      return true;
    });
  }

  /** Removes it; its tokens are worth nothing from now on. */
  public void delete() {
    ask(() -> {
      issuers.delete(issuer.name());
      return true;
    });
  }

  private static <T> T ask(Supplier<T> question) {
    try {
      return question.get();
    } catch (IssuerException exception) {
      throw new IllegalArgumentException(exception.getMessage(), exception);
    }
  }
}
