package dev.msi4j.local.internal;

import dev.msi4j.local.internal.arm.Authentication;
import dev.msi4j.local.internal.arm.HostIdentities;
import dev.msi4j.local.internal.arm.LongRunning;
import dev.msi4j.local.internal.arm.Machines;
import dev.msi4j.local.internal.arm.Metadata;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.Paging;
import dev.msi4j.local.internal.arm.Providers;
import dev.msi4j.local.internal.arm.References;
import dev.msi4j.local.internal.arm.ResourceGroups;
import dev.msi4j.local.internal.arm.ResourceManager;
import dev.msi4j.local.internal.arm.Subscriptions;
import dev.msi4j.local.internal.arm.Throttling;
import dev.msi4j.local.internal.control.AdminRoutes;
import dev.msi4j.local.internal.control.IssuerRoutes;
import dev.msi4j.local.internal.control.Issuers;
import dev.msi4j.local.internal.control.SteeredClock;
import dev.msi4j.local.internal.control.faults.FaultPlan;
import dev.msi4j.local.internal.entra.Directory;
import dev.msi4j.local.internal.entra.Entra;
import dev.msi4j.local.internal.entra.Federation;
import dev.msi4j.local.internal.entra.KnownResources;
import dev.msi4j.local.internal.entra.Replication;
import dev.msi4j.local.internal.entra.ServerOrigins;
import dev.msi4j.local.internal.entra.keys.HttpsDocuments;
import dev.msi4j.local.internal.entra.keys.IssuerDocuments;
import dev.msi4j.local.internal.entra.keys.IssuerKeys;
import dev.msi4j.local.internal.entra.keys.OutsideAddresses;
import dev.msi4j.local.internal.entra.keys.TrustedAuthorities;
import dev.msi4j.local.internal.graph.Graph;
import dev.msi4j.local.internal.http.Answering;
import dev.msi4j.local.internal.http.FrontDoor;
import dev.msi4j.local.internal.http.Handler;
import dev.msi4j.local.internal.http.Route;
import dev.msi4j.local.internal.http.Router;
import dev.msi4j.local.internal.imds.TokenHosts;
import dev.msi4j.local.internal.providers.authorization.AuthorizationProvider;
import dev.msi4j.local.internal.providers.compute.ComputeProvider;
import dev.msi4j.local.internal.providers.compute.ImageAliases;
import dev.msi4j.local.internal.providers.managedidentity.CredentialWrites;
import dev.msi4j.local.internal.providers.managedidentity.ManagedIdentityProvider;
import dev.msi4j.local.internal.providers.managedidentity.StoredCredentials;
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
public record Parts(
    StateStore state,
    Directory directory,
    CertificateAuthority authority,
    Account account,
    Issuers issuers,
    ServerOrigins origins,
    FaultPlan faults,
    SteeredClock clock,
    Router<Route> routes,
    Operations operations,
    Handler door,
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
  public static Parts of(ServerOptions options) {
    var state = StateStore.open(options);
    try {
      return of(options, state);
    } catch (RuntimeException e) {
      state.close();
      throw e;
    }
  }

  private static Parts of(ServerOptions options, StateStore state) {
    var store = state.store();
    var clock = new SteeredClock(options.clock());
    var faults = new FaultPlan(clock);
    Supplier<UUID> ids = UUID::randomUUID;

    var tenant = Accounts.tenant(store, ids);
    var directory = new Directory(tenant, clock, ids);
    var authority = state.authority();
    var issuers = new Issuers(store, clock, ids);
    var keys = new IssuerKeys(issuers, issuerDocuments(options, authority), clock);
    var replication = new Replication(options.replicationDelay(), clock);
    var federation = new Federation(new StoredCredentials(), keys, replication);
    var origins = new ServerOrigins();
    var resources = new KnownResources(options.resources(), origins, directory, store);
    var entra = new Entra(directory, store, clock, ids, federation, resources, origins, faults);

    var subscriptions = new Subscriptions();
    var roles = new Roles();
    var assignments = new RoleAssignments(roles);
    var providers = new Providers();
    var references = new References();
    var groups = new ResourceGroups(providers, references);
    var longRunning = new LongRunning(store, clock, ids, options.progresses(), providers);
    var identities = new HostIdentities(directory);
    var machines = new Machines();
    var credentialWrites =
        new CredentialWrites(store, clock, ids, options.concurrentCredentialWritesRefused());
    var paging = new Paging(store, options.pageSize());
    providers.add(
        new ResourcesProvider(
            store, paging, subscriptions, groups, longRunning, providers, identities));
    providers.add(
        new ManagedIdentityProvider(
            store,
            paging,
            directory,
            replication,
            identities,
            providers,
            subscriptions,
            clock,
            credentialWrites));
    providers.add(
        new NetworkProvider(
            store, paging, longRunning, references, machines, providers, clock, ids));
    providers.add(
        new ComputeProvider(
            store, paging, longRunning, identities, references, machines, providers, clock, ids));
    providers.add(
        new AuthorizationProvider(
            store, paging, directory, replication, roles, assignments, providers, clock));

    var account = new Accounts(directory, subscriptions, assignments, clock, ids).open(store);
    if (options.providersRegistered()) {
      var subscription = account.subscriptionId().toString();
      store.change(documents ->
          providers
              .namespaces()
              .forEach(namespace -> subscriptions.register(documents, subscription, namespace)));
    }

    var authentication = new Authentication(entra.verifier());
    var routes = new Router<Route>();
    entra.declare(routes);
    var graph = new Graph(directory, replication, entra.verifier(), store, options.pageSize());
    graph.declare(routes);
    new IssuerRoutes(issuers, authentication, account.clientId()).declare(routes);
    var metadata = new Metadata(tenant);
    routes.add("GET", "/metadata/endpoints", (request, arguments) -> metadata.handle(request));
    var aliases = new ImageAliases();
    routes.add("GET", "/aliases.json", (request, arguments) -> aliases.handle(request));
    if (options.admin() != null) {
      new AdminRoutes(faults, clock, options.admin()).declare(routes);
    }
    var operations = new Operations(providers);
    faults.declare(operations.actions());
    var resourceManager =
        new ResourceManager(
            store,
            operations,
            authentication,
            assignments,
            subscriptions,
            groups,
            longRunning,
            faults,
            new Throttling(clock, options.throttling()),
            clock,
            ids);
    Handler apis =
        request -> {
          var segments = request.segments();
          return Graph.owns(segments)
              ? graph.unknown(request, !routes.at(segments).isEmpty())
              : resourceManager.handle(request);
        };
    var door = new Answering(new FrontDoor(routes, apis), ids);
    var hosts =
        new TokenHosts(
            store,
            directory,
            identities,
            machines,
            entra.tokens(),
            resources,
            origins,
            authority,
            account.subscriptionId(),
            faults,
            clock,
            ids);
    return new Parts(
        state,
        directory,
        authority,
        account,
        issuers,
        origins,
        faults,
        clock,
        routes,
        operations,
        door,
        hosts);
  }

  private static IssuerDocuments issuerDocuments(
      ServerOptions options, CertificateAuthority authority) {
    var trusted = new ArrayList<>(List.of(authority.trustManager().getAcceptedIssuers()));
    options.issuerAuthorities().forEach(file -> trusted.addAll(TrustedAuthorities.read(file)));
    var addresses = OutsideAddresses.of(options.address());
    return new IssuerDocuments(new HttpsDocuments(TrustedAuthorities.with(trusted), addresses));
  }
}
