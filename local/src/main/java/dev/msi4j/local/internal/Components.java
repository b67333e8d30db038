package dev.msi4j.local.internal;

import dev.msi4j.local.internal.arm.Authentication;
import dev.msi4j.local.internal.arm.CloudMetadata;
import dev.msi4j.local.internal.arm.LongRunningOperations;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.Paging;
import dev.msi4j.local.internal.arm.Providers;
import dev.msi4j.local.internal.arm.RequestAdmission;
import dev.msi4j.local.internal.arm.ResourceGroups;
import dev.msi4j.local.internal.arm.ResourceIdentities;
import dev.msi4j.local.internal.arm.ResourceManager;
import dev.msi4j.local.internal.arm.ResourceReferences;
import dev.msi4j.local.internal.arm.ResponseHeaders;
import dev.msi4j.local.internal.arm.Subscriptions;
import dev.msi4j.local.internal.arm.Throttling;
import dev.msi4j.local.internal.arm.VirtualMachineRegistry;
import dev.msi4j.local.internal.control.AdminRoutes;
import dev.msi4j.local.internal.control.ControllableClock;
import dev.msi4j.local.internal.control.IssuerRoutes;
import dev.msi4j.local.internal.control.Issuers;
import dev.msi4j.local.internal.control.faults.FaultInjector;
import dev.msi4j.local.internal.entra.AssertionDependencies;
import dev.msi4j.local.internal.entra.Directory;
import dev.msi4j.local.internal.entra.Entra;
import dev.msi4j.local.internal.entra.KnownResources;
import dev.msi4j.local.internal.entra.ReplicationDelay;
import dev.msi4j.local.internal.entra.ServerOrigins;
import dev.msi4j.local.internal.entra.keys.HttpsJsonFetcher;
import dev.msi4j.local.internal.entra.keys.IssuerKeys;
import dev.msi4j.local.internal.entra.keys.OidcDiscovery;
import dev.msi4j.local.internal.entra.keys.OutboundAddressPolicy;
import dev.msi4j.local.internal.entra.keys.TrustedAuthorities;
import dev.msi4j.local.internal.graph.Graph;
import dev.msi4j.local.internal.http.ExceptionHandler;
import dev.msi4j.local.internal.http.Handler;
import dev.msi4j.local.internal.http.RootHandler;
import dev.msi4j.local.internal.http.Route;
import dev.msi4j.local.internal.http.Router;
import dev.msi4j.local.internal.imds.TokenHosts;
import dev.msi4j.local.internal.providers.authorization.AuthorizationProvider;
import dev.msi4j.local.internal.providers.compute.ComputeProvider;
import dev.msi4j.local.internal.providers.compute.ImageAliases;
import dev.msi4j.local.internal.providers.managedidentity.CredentialWriteLock;
import dev.msi4j.local.internal.providers.managedidentity.ManagedIdentityProvider;
import dev.msi4j.local.internal.providers.managedidentity.StoredCredentials;
import dev.msi4j.local.internal.providers.managedidentity.StoredIdentities;
import dev.msi4j.local.internal.providers.network.NetworkProvider;
import dev.msi4j.local.internal.providers.resources.ResourcesProvider;
import dev.msi4j.local.internal.rbac.RoleAssignments;
import dev.msi4j.local.internal.rbac.Roles;
import dev.msi4j.local.internal.state.StateStore;
import dev.msi4j.local.internal.store.Store;
import dev.msi4j.local.internal.tls.CertificateAuthority;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** What a local Azure is made of. {@link #of} is the one place where everything meets. */
public record Components(
    StateStore state,
    Directory directory,
    CertificateAuthority authority,
    BootstrapAccount account,
    Issuers issuers,
    ServerOrigins origins,
    FaultInjector faults,
    ControllableClock clock,
    Router<Route> routes,
    Operations operations,
    Handler handler,
    TokenHosts hosts)
    implements AutoCloseable {

  public Store store() {
    return state.store();
  }

  @Override
  public void close() {
    try {
      hosts.close();
    } finally {
      state.close();
    }
  }

  /** Puts the parts together; nothing listens yet. */
  public static Components of(ServerOptions options) {
    var state = StateStore.open(options);
    try {
      return of(options, state);
    } catch (RuntimeException e) {
      state.close();
      throw e;
    }
  }

  private static Components of(ServerOptions options, StateStore state) {
    var store = state.store();
    var clock = new ControllableClock(options.clock());
    var faults = new FaultInjector(clock);
    Supplier<UUID> ids = UUID::randomUUID;

    var tenant = BootstrapAccounts.tenant(store, ids);
    var directory = new Directory(tenant, clock, ids);
    var authority = state.authority();
    var issuers = new Issuers(store, clock, ids);
    var keys = new IssuerKeys(issuers, issuerDocuments(options, authority), clock);
    var replicationDelay = new ReplicationDelay(options.replicationDelay(), clock);
    var assertionDependencies =
        new AssertionDependencies(new StoredCredentials(), keys, replicationDelay);
    var origins = new ServerOrigins();
    var resources = new KnownResources(options.resources(), origins, directory, store);
    var entra =
        new Entra(directory, store, clock, ids, assertionDependencies, resources, origins, faults);

    var subscriptions = new Subscriptions();
    var roles = new Roles();
    var assignments = new RoleAssignments(roles);
    var providers = new Providers();
    var resourceReferences = new ResourceReferences();
    var groups = new ResourceGroups(providers, resourceReferences);
    var longRunningOperations =
        new LongRunningOperations(store, clock, ids, options.completionPolicies(), providers);
    var identities = new ResourceIdentities(directory, new StoredIdentities());
    var virtualMachineRegistry = new VirtualMachineRegistry();
    var credentialWriteLock =
        new CredentialWriteLock(store, clock, ids, options.rejectConcurrentCredentialWrites());
    var paging = new Paging(store, options.pageSize());
    providers.add(
        new ResourcesProvider(
            store, paging, subscriptions, groups, longRunningOperations, providers, identities));
    providers.add(
        new ManagedIdentityProvider(
            store,
            paging,
            directory,
            replicationDelay,
            identities,
            providers,
            subscriptions,
            clock,
            credentialWriteLock));
    providers.add(
        new NetworkProvider(
            store,
            paging,
            longRunningOperations,
            resourceReferences,
            virtualMachineRegistry,
            providers,
            clock,
            ids));
    providers.add(
        new ComputeProvider(
            store,
            paging,
            longRunningOperations,
            identities,
            resourceReferences,
            virtualMachineRegistry,
            providers,
            clock,
            ids));
    providers.add(
        new AuthorizationProvider(
            store, paging, directory, replicationDelay, roles, assignments, providers, clock));

    var bootstrapAccount =
        new BootstrapAccounts(directory, subscriptions, assignments, clock, ids).open(store);
    if (options.providersRegistered()) {
      var subscription = bootstrapAccount.subscriptionId().toString();
      store.change(documents ->
          providers
              .namespaces()
              .forEach(namespace -> subscriptions.register(documents, subscription, namespace)));
    }

    var authentication = new Authentication(entra.verifier());
    var routes = new Router<Route>();
    entra.declare(routes);
    var graph = new Graph(directory, replicationDelay, entra.verifier(), store, options.pageSize());
    graph.declare(routes);
    new IssuerRoutes(issuers, authentication, bootstrapAccount.clientId()).declare(routes);
    var cloudMetadata = new CloudMetadata(tenant);
    routes.add("GET", "/metadata/endpoints", (request, arguments) -> cloudMetadata.handle(request));
    var aliases = new ImageAliases();
    routes.add("GET", "/aliases.json", (request, arguments) -> aliases.handle(request));
    if (options.adminSecret() != null) {
      new AdminRoutes(faults, clock, options.adminSecret()).declare(routes);
    }
    var operations = new Operations(providers);
    faults.declare(operations.actions());
    var resourceManager =
        new ResourceManager(
            operations,
            authentication,
            new RequestAdmission(store, assignments, subscriptions, groups),
            longRunningOperations,
            faults,
            new Throttling(clock, options.throttling()),
            new ResponseHeaders(clock, ids));
    Handler apis =
        request -> {
          var segments = request.segments();
          return Graph.owns(segments)
              ? graph.unknown(request, !routes.at(segments).isEmpty())
              : resourceManager.handle(request);
        };
    var handler = new ExceptionHandler(new RootHandler(routes, apis), ids);
    var hosts =
        new TokenHosts(
            store,
            directory,
            identities,
            virtualMachineRegistry,
            entra.tokens(),
            resources,
            origins,
            authority,
            bootstrapAccount.subscriptionId(),
            faults,
            clock,
            ids);
    return new Components(
        state,
        directory,
        authority,
        bootstrapAccount,
        issuers,
        origins,
        faults,
        clock,
        routes,
        operations,
        handler,
        hosts);
  }

  private static OidcDiscovery issuerDocuments(
      ServerOptions options, CertificateAuthority authority) {
    var trusted = new ArrayList<>(List.of(authority.trustManager().getAcceptedIssuers()));
    options.trustedIssuerCas().forEach(file -> trusted.addAll(TrustedAuthorities.read(file)));
    var addresses = OutboundAddressPolicy.of(options.address());
    return new OidcDiscovery(new HttpsJsonFetcher(TrustedAuthorities.with(trusted), addresses));
  }
}
