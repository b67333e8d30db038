package dev.msi4j.cli.demo;

import dev.msi4j.cli.local.issuer.LocalIssuers;
import dev.msi4j.local.TokenClaims;
import dev.msi4j.samples.ExternalIssuer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Temporary issuers of a local Azure for a demonstration. */
final class DemoIssuers implements AutoCloseable {
  private final LocalIssuers issuers;
  private final String prefix;
  private final List<String> created = new ArrayList<>();

  /**
   * Creates an empty set of issuers.
   *
   * @param prefix the prefix of issuer names, which keeps them unique
   */
  DemoIssuers(LocalIssuers issuers, String prefix) {
    this.issuers = issuers;
    this.prefix = prefix;
  }

  /** Returns the issuer with a URL; creates one unless it exists. */
  ExternalIssuer at(String url, String name) {
    return issuers.list().stream()
        .filter(issuer -> issuer.url().equals(url))
        .map(issuer -> signing(issuer))
        .findFirst()
        .orElseGet(() -> create(name, url));
  }

  /** Creates an issuer with a URL of the local Azure. */
  ExternalIssuer named(String name) {
    return create(name, null);
  }

  private ExternalIssuer create(String name, @Nullable String url) {
    var issuer = issuers.create(prefix + "-" + name, url);
    created.add(issuer.name());
    return signing(issuer);
  }

  private ExternalIssuer signing(LocalIssuers.Issuer issuer) {
    return new ExternalIssuer(
        issuer.url(), subject -> issuers.token(issuer.name(), TokenClaims.of(subject)));
  }

  /** Deletes the created issuers; a second call has no effect. */
  @Override
  public void close() {
    created.forEach(issuers::delete);
    created.clear();
  }
}
