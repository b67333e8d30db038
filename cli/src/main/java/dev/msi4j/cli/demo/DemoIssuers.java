package dev.msi4j.cli.demo;

import dev.msi4j.cli.local.issuer.LocalIssuers;
import dev.msi4j.local.TokenClaims;
import dev.msi4j.samples.ExternalIssuer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Issuers that a local Azure plays for a demonstration, and forgets after it. */
final class DemoIssuers implements AutoCloseable {
  private final LocalIssuers issuers;
  private final String prefix;
  private final List<String> made = new ArrayList<>();

  /**
   * Makes none yet.
   *
   * @param prefix what their names begin with, so that they meet no others
   */
  DemoIssuers(LocalIssuers issuers, String prefix) {
    this.issuers = issuers;
    this.prefix = prefix;
  }

  /** Returns the issuer at a URL, which is made unless somebody has made it already. */
  ExternalIssuer at(String url, String name) {
    return issuers.list().stream()
        .filter(issuer -> issuer.url().equals(url))
        .map(issuer -> signing(issuer))
        .findFirst()
        .orElseGet(() -> make(name, url));
  }

  /** Returns an issuer with a URL of the local Azure's own. */
  ExternalIssuer named(String name) {
    return make(name, null);
  }

  private ExternalIssuer make(String name, @Nullable String url) {
    var issuer = issuers.create(prefix + "-" + name, url);
    made.add(issuer.name());
    return signing(issuer);
  }

  private ExternalIssuer signing(LocalIssuers.Issuer issuer) {
    return new ExternalIssuer(
        issuer.url(), subject -> issuers.token(issuer.name(), TokenClaims.of(subject)));
  }

  /** Deletes those that were made; closing twice does nothing more. */
  @Override
  public void close() {
    made.forEach(issuers::delete);
    made.clear();
  }
}
