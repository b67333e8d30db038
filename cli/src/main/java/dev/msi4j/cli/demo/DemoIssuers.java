package dev.msi4j.cli.demo;

import dev.msi4j.cli.local.issuer.LocalIssuers;
import dev.msi4j.local.TokenClaims;
import dev.msi4j.samples.FederateWorkloads.Issuer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  Issuer at(String url, String name) {
    return issuers.list().stream()
        .filter(issuer -> issuer.url().equals(url))
        .map(issuer -> signing(issuer))
        .findFirst()
        .orElseGet(() -> create(name, url));
  }

  /** Creates an issuer with a URL of the local Azure. */
  Issuer named(String name) {
    return create(name, null);
  }

  private Issuer create(String name, @Nullable String url) {
    var issuer = issuers.create(prefix + "-" + name, url);
    created.add(issuer.name());
    return signing(issuer);
  }

  private Issuer signing(LocalIssuers.Issuer issuer) {
    return new Issuer(
        issuer.url(),
        Optional.of(subject -> issuers.token(issuer.name(), TokenClaims.of(subject))));
  }

  /** Deletes the created issuers; a second call has no effect. */
  @Override
  public void close() {
    created.forEach(issuers::delete);
    created.clear();
  }
}
