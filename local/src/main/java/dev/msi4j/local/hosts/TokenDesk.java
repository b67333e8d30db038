package dev.msi4j.local.hosts;

import dev.msi4j.local.arm.HostIdentity;
import dev.msi4j.local.entra.Audience;
import dev.msi4j.local.entra.Directory;
import dev.msi4j.local.entra.Principal;
import dev.msi4j.local.front.Query;
import dev.msi4j.local.store.Documents;
import dev.msi4j.local.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where hosts of every kind get their tokens, by the same rules. */
final class TokenDesk {
  private final Store store;
  private final Directory directory;
  private final IdentityTokens tokens;

  TokenDesk(Store store, Directory directory, IdentityTokens tokens) {
    this.store = store;
    this.directory = directory;
    this.tokens = tokens;
  }

  /**
   * The token that a request asks for.
   *
   * @param selectors the parameters by which it may name an identity
   * @throws HostRefusal in the words of a dialect, if it can't have one
   */
  HostToken token(
      Host.Source source, Query parameters, List<Selector.Parameter> selectors, Dialect dialect) {
    var resource =
        parameters.filled("resource").orElseThrow(() -> HostErrors.resourceRequired(dialect));
    Audience.refused(resource, directory.tenantId())
        .ifPresent(why -> {
          throw HostErrors.resourceRefused(why);
        });
    var selector = Selector.of(parameters, selectors);
    var chosen = store.read(documents -> choose(documents, source, selector, dialect));
    return tokens.of(chosen.principal, resource, chosen.host);
  }

  private record Chosen(Principal principal, String host) {}

  private Chosen choose(
      Documents documents, Host.Source source, Optional<Selector> selector, Dialect dialect) {
    var host = source.in(documents);
    var principal =
        selector
            .map(given -> given.principal(host.identities()))
            .orElseGet(() -> only(host.identities()))
            .flatMap(id -> directory.byObjectId(documents, UUID.fromString(id)))
            .orElseThrow(() -> HostErrors.identityNotFound(dialect));
    return new Chosen(principal, host.resourceId());
  }

  /** The identity of a host that none is named of: its own, else the only one. */
  private static Optional<String> only(HostIdentity identities) {
    var system = identities.system();
    if (system != null) {
      return Optional.of(system.principalId());
    }
    if (identities.userAssigned().size() > 1) {
      throw HostErrors.severalIdentities();
    }
    return identities.userAssigned().values().stream()
        .map(HostIdentity.Assigned::principalId)
        .findFirst();
  }
}
