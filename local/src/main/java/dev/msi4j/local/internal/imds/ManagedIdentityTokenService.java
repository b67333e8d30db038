package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.arm.ManagedServiceIdentity;
import dev.msi4j.local.internal.entra.AccessTokens;
import dev.msi4j.local.internal.entra.Directory;
import dev.msi4j.local.internal.entra.KnownResources;
import dev.msi4j.local.internal.entra.Principal;
import dev.msi4j.local.internal.entra.ServerOrigins;
import dev.msi4j.local.internal.entra.UnknownResourceError;
import dev.msi4j.local.internal.http.Query;
import dev.msi4j.local.internal.runtime.ServerRuntime;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Store;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Issues tokens of managed identities. The rules are the same for all hosting environments. */
public final class ManagedIdentityTokenService {
  private final Store store;
  private final Directory directory;
  private final KnownResources resources;
  private final TokenCache tokens;
  private final Clock clock;
  private final Supplier<UUID> ids;

  public ManagedIdentityTokenService(
      ServerRuntime runtime,
      Directory directory,
      KnownResources resources,
      AccessTokens tokens,
      ServerOrigins origins) {
    store = runtime.store();
    clock = runtime.clock();
    ids = runtime.ids();
    this.directory = directory;
    this.resources = resources;
    this.tokens = new TokenCache(tokens, origins, clock);
  }

  /**
   * Returns the requested token.
   *
   * @param protocol the parameters that the hosting environment supports
   * @throws TokenEndpointException if the request is invalid, or the identity or resource unknown
   */
  HostToken token(Host.Source source, Query parameters, TokenProtocol protocol) {
    var errorFormat = protocol.errorFormat();
    var identifier =
        parameters.filled("resource").orElseThrow(() -> HostErrors.resourceRequired(errorFormat));
    var selector = IdentitySelector.of(parameters, protocol.selectors());
    // As in Azure, the identity is resolved before the resource.
    var selection = store.read(documents -> select(documents, source, selector, errorFormat));
    var resource = resources.find(identifier).orElseThrow(() -> unknown(identifier));
    var rejected =
        protocol.replacesRejectedTokens()
            ? parameters.filled(TokenProtocol.TOKEN_TO_REFRESH)
            : Optional.<String>empty();
    return tokens.get(selection.principal, resource, selection.host, rejected);
  }

  private TokenEndpointException unknown(String resource) {
    return HostErrors.unknownResource(
        UnknownResourceError.of(resource, directory.tenantId(), clock.instant(), ids));
  }

  private record Selection(Principal principal, String host) {}

  private Selection select(
      Documents documents,
      Host.Source source,
      Optional<IdentitySelector> selector,
      ErrorFormat errorFormat) {
    var host = source.in(documents);
    var principal =
        selector
            .map(chosen -> chosen.principal(host.identities()))
            .orElseGet(() -> defaultIdentity(host.identities()))
            .flatMap(id -> directory.byObjectId(documents, UUID.fromString(id)))
            .orElseThrow(() -> HostErrors.identityNotFound(errorFormat));
    return new Selection(principal, host.resourceId());
  }

  /** Returns the default identity: the system-assigned one, or else the only user-assigned one. */
  private static Optional<String> defaultIdentity(ManagedServiceIdentity identities) {
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
