package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Store;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The resources for which tokens are issued: Microsoft's APIs, the declared resources, this server
 * under each of its origins, and the applications of the directory.
 */
public final class KnownResources {
  /** The path of Microsoft Graph on this server; its URL is an audience, too. */
  private static final String GRAPH = "/graph";

  private final Map<String, DeclaredResource> declared = new HashMap<>();
  private final ServerOrigins origins;
  private final Directory directory;
  private final Store store;

  /**
   * Creates the resources of a tenant.
   *
   * @param declared the resources that the user declares
   */
  public KnownResources(
      Collection<DeclaredResource> declared,
      ServerOrigins origins,
      Directory directory,
      Store store) {
    this.origins = origins;
    this.directory = directory;
    this.store = store;
    declared.forEach(this::add);
  }

  private void add(DeclaredResource resource) {
    declared.put(FirstPartyResources.normalized(resource.identifier()), resource);
    var appId = resource.v2Audience();
    if (appId != null) {
      declared.put(appId.toString(), resource);
    }
  }

  /**
   * Returns the resource with an identifier; empty if the tenant does not know the resource.
   *
   * @param origin the verified origin of the request, which is one of this server's names
   */
  public Optional<TargetResource> find(String identifier, String origin) {
    return find(identifier, server -> server.equals(origin) || origins.contains(server));
  }

  /** Returns the resource with an identifier; empty if the tenant does not know the resource. */
  public Optional<TargetResource> find(String identifier) {
    return find(identifier, origins::contains);
  }

  private Optional<TargetResource> find(String identifier, Predicate<String> isOrigin) {
    return FirstPartyResources.find(identifier)
        .or(() -> findDeclared(identifier))
        .or(() -> findOther(identifier, isOrigin));
  }

  private Optional<TargetResource> findDeclared(String identifier) {
    return Optional.ofNullable(declared.get(FirstPartyResources.normalized(identifier)))
        .map(resource -> new TargetResource(identifier, resource.v2Audience()));
  }

  private Optional<TargetResource> findOther(String identifier, Predicate<String> isOrigin) {
    return isServer(FirstPartyResources.normalized(identifier), isOrigin)
        ? Optional.of(TargetResource.v1(identifier))
        : store.read(documents -> findApplication(documents, identifier));
  }

  private static boolean isServer(String identifier, Predicate<String> isOrigin) {
    return isOrigin.test(
        identifier.endsWith(GRAPH)
            ? identifier.substring(0, identifier.length() - GRAPH.length())
            : identifier);
  }

  /** Finds an application by its id or one of its URIs. It must have a service principal. */
  private Optional<TargetResource> findApplication(Documents documents, String identifier) {
    var applications = directory.applications();
    var appId = Guids.parse(identifier);
    var application =
        appId.isPresent()
            ? applications.byAppId(documents, appId.get())
            : applications.byUri(documents, identifier);
    return application
        .map(Application::appId)
        .or(() -> appId)
        .flatMap(id -> directory.byAppId(documents, id))
        .filter(principal -> principal.kind() == Principal.Kind.APPLICATION)
        .map(principal ->
            application
                .map(found -> found.resource(identifier, principal))
                .orElseGet(() -> TargetResource.v1(identifier)));
  }
}
