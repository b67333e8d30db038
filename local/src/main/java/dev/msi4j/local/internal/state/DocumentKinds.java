package dev.msi4j.local.internal.state;

import dev.msi4j.local.internal.store.Entry;
import java.util.Set;

/** The kinds of documents that a state can have, to tell one from what only looks like it. */
final class DocumentKinds {
  /** What must not be read by who can read the database. */
  static final Set<String> SECRET = Set.of("account", "authority", "issuer", "signing-key");

  /** Resources are of a kind by their type; which types a provider has, it knows itself. */
  private static final Set<String> PROVIDERS =
      Set.of(
          "microsoft.authorization",
          "microsoft.compute",
          "microsoft.managedidentity",
          "microsoft.network",
          "microsoft.resources");

  private static final Set<String> OBJECTS =
      Set.of(
          "account",
          "authority",
          "client-secret",
          "credential-write",
          "identity.host",
          "identity.use",
          "issuer",
          "machine",
          "operation.ended",
          "operation.running",
          "principal",
          "registration",
          "roleassignment.byprincipal",
          "signing-key",
          "subscription");

  /** These say no more than which other document is meant. */
  private static final Set<String> TEXTS =
      Set.of(
          "issuer.byurl",
          "network.dnsname",
          "network.publicaddress",
          "principal.byappid",
          "reference.bysource",
          "reference.bytarget",
          "roleassignment.byname",
          "tenant");

  private DocumentKinds() {}

  /**
   * Refuses a document of a kind that nothing here reads, or with a body that its kind has not.
   *
   * @throws IllegalArgumentException if it is such a one
   */
  static void check(Entry entry, boolean isObject) {
    var kind = entry.kind();
    var isResource = PROVIDERS.contains(kind.split("/", 2)[0]) && kind.contains("/");
    if (!isResource && !OBJECTS.contains(kind) && !TEXTS.contains(kind)) {
      throw new IllegalArgumentException(
          "kind is '" + kind + "': it must be one that this release knows");
    }
    if (isObject == TEXTS.contains(kind)) {
      throw new IllegalArgumentException(
          "the body of "
              + kind
              + " '"
              + entry.key()
              + "' must be "
              + (isObject ? "a text" : "an object"));
    }
  }
}
