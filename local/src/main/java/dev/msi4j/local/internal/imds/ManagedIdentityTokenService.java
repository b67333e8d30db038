package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.arm.ManagedServiceIdentity;
import dev.msi4j.local.internal.entra.Directory;
import dev.msi4j.local.internal.entra.KnownResources;
import dev.msi4j.local.internal.entra.Principal;
import dev.msi4j.local.internal.entra.UnknownResource;
import dev.msi4j.local.internal.http.Query;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Store;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Where hosts of every kind get their tokens, by the same rules. */
final class ManagedIdentityTokenService {
  private final Store store;
  private final Directory directory;
  private final KnownResources resources;
  private final TokenCache tokens;
  private final Clock clock;
  private final Supplier<UUID> ids;

  ManagedIdentityTokenService(
      Store store,
      Directory directory,
      KnownResources resources,
      TokenCache tokens,
      Clock clock,
      Supplier<UUID> ids) {
    this.store = store;
    this.directory = directory;
    this.resources = resources;
    this.tokens = tokens;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * The token that a request asks for.
   *
   * @param protocol the parameters that the hosting environment honours
   * @throws TokenEndpointException in the dialect of the environment, if it can't have one
   */
  HostToken token(Host.Source source, Query parameters, TokenProtocol protocol) {
    var errorFormat = protocol.errorFormat();
    var identifier =
        parameters.filled("resource").orElseThrow(() -> HostErrors.resourceRequired(errorFormat));
    var selector = IdentitySelector.of(parameters, protocol.selectors());
    // In Azure the host finds the identity, and only then the token service the resource.
    var chosen = store.read(documents -> choose(documents, source, selector, errorFormat));
    var resource = resources.find(identifier).orElseThrow(() -> unknown(identifier));
    var rejected =
        protocol.replacesRejectedTokens()
            ? parameters.filled(TokenProtocol.TOKEN_TO_REFRESH)
            : Optional.<String>empty();
    return tokens.of(chosen.principal, resource, chosen.host, rejected);
  }

  private TokenEndpointException unknown(String resource) {
    return HostErrors.unknownResource(
        UnknownResource.of(resource, directory.tenantId(), clock.instant(), ids));
  }

  private record Chosen(Principal principal, String host) {}

  private Chosen choose(
      Documents documents,
      Host.Source source,
      Optional<IdentitySelector> selector,
      ErrorFormat errorFormat) {
    var host = source.in(documents);
    var principal =
        selector
            .map(given -> given.principal(host.identities()))
            .orElseGet(() -> only(host.identities()))
            .flatMap(id -> directory.byObjectId(documents, UUID.fromString(id)))
            .orElseThrow(() -> HostErrors.identityNotFound(errorFormat));
    return new Chosen(principal, host.resourceId());
  }

  /** The identity of a host that none is named of: its own, else the only one. */
  private static Optional<String> only(ManagedServiceIdentity identities) {
    var system = identities.system();
    if (system != null) {
      return Optional.of(system.principalId());
    }
    if (identities.userAssigned().size() > 1) {
      throw HostErrors.severalIdentities();
    }
    return identities.userAssigned().values().stream()
        .map(ManagedServiceIdentity.UserAssigned::principalId)
        .findFirst();
  }
}
