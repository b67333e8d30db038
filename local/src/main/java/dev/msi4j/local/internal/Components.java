package dev.msi4j.local.internal;

import dev.msi4j.local.internal.arm.ArmDispatcher;
import dev.msi4j.local.internal.arm.Authentication;
import dev.msi4j.local.internal.arm.CloudMetadata;
import dev.msi4j.local.internal.arm.LongRunningOperations;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.Paging;
import dev.msi4j.local.internal.arm.ProviderContext;
import dev.msi4j.local.internal.arm.Providers;
import dev.msi4j.local.internal.arm.RequestAdmission;
import dev.msi4j.local.internal.arm.ResourceGroups;
import dev.msi4j.local.internal.arm.ResourceIdentities;
import dev.msi4j.local.internal.arm.ResourceManager;
import dev.msi4j.local.internal.arm.ResourceProvider;
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
import dev.msi4j.local.internal.control.requests.RequestControl;
import dev.msi4j.local.internal.control.requests.RequestRecorder;
import dev.msi4j.local.internal.deployments.DeploymentOperations;
import dev.msi4j.local.internal.deployments.DeploymentServices;
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
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.RootHandler;
import dev.msi4j.local.internal.http.Route;
import dev.msi4j.local.internal.http.Router;
import dev.msi4j.local.internal.imds.HostRegistry;
import dev.msi4j.local.internal.imds.ManagedIdentityTokenService;
import dev.msi4j.local.internal.imds.TokenHosts;
import dev.msi4j.local.internal.imds.VirtualMachineLookup;
import dev.msi4j.local.internal.keyvault.Secrets;
import dev.msi4j.local.internal.keyvault.VaultHandler;
import dev.msi4j.local.internal.keyvault.VaultHosts;
import dev.msi4j.local.internal.keyvault.Vaults;
import dev.msi4j.local.internal.providers.authorization.AuthorizationProvider;
import dev.msi4j.local.internal.providers.authorization.RoleDefinitionFile;
import dev.msi4j.local.internal.providers.compute.ComputeProvider;
import dev.msi4j.local.internal.providers.compute.ImageAliases;
import dev.msi4j.local.internal.providers.keyvault.KeyVaultProvider;
import dev.msi4j.local.internal.providers.managedidentity.CredentialWriteLock;
import dev.msi4j.local.internal.providers.managedidentity.ManagedIdentityProvider;
import dev.msi4j.local.internal.providers.managedidentity.StoredCredentials;
import dev.msi4j.local.internal.providers.managedidentity.StoredIdentities;
import dev.msi4j.local.internal.providers.management.ManagementProvider;
import dev.msi4j.local.internal.providers.network.NetworkProvider;
import dev.msi4j.local.internal.providers.resources.ResourcesProvider;
import dev.msi4j.local.internal.providers.shells.ClusterIssuers;
import dev.msi4j.local.internal.providers.shells.ShellProvider;
import dev.msi4j.local.internal.rbac.Locks;
import dev.msi4j.local.internal.rbac.ManagementGroups;
import dev.msi4j.local.internal.rbac.Role;
import dev.msi4j.local.internal.rbac.RoleAssignments;
import dev.msi4j.local.internal.rbac.Roles;
import dev.msi4j.local.internal.state.StateContents;
import dev.msi4j.local.internal.state.StateOptions;
import dev.msi4j.local.internal.state.StateStore;
import dev.msi4j.local.internal.store.DocumentKinds;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.store.Store;
import dev.msi4j.local.internal.tls.CertificateAuthority;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Composition root: creates and wires all components of a local Azure. Opens no socket. */
public final class Components implements AutoCloseable {
  /** The kinds of all documents that a server stores. */
  public static final DocumentKinds DOCUMENT_KINDS =
      new DocumentKinds(
          DocumentKinds.union(
              List.of(
                  BootstrapAccounts.DOCUMENT_KINDS,
                  CertificateAuthority.DOCUMENT_KINDS,
                  DeploymentOperations.DOCUMENT_KINDS,
                  Entra.DOCUMENT_KINDS,
                  Issuers.DOCUMENT_KINDS,
                  Locks.DOCUMENT_KINDS,
                  LongRunningOperations.DOCUMENT_KINDS,
                  ManagementGroups.DOCUMENT_KINDS,
                  ResourceGroups.DOCUMENT_KINDS,
                  ResourceIdentities.DOCUMENT_KINDS,
                  ResourceReferences.DOCUMENT_KINDS,
                  RoleAssignments.DOCUMENT_KINDS,
                  Roles.DOCUMENT_KINDS,
                  Subscriptions.DOCUMENT_KINDS,
                  Vaults.DOCUMENT_KINDS,
                  VirtualMachineRegistry.DOCUMENT_KINDS,
                  ComputeProvider.DOCUMENT_KINDS,
                  ManagedIdentityProvider.DOCUMENT_KINDS,
                  NetworkProvider.DOCUMENT_KINDS,
                  ResourcesProvider.DOCUMENT_KINDS,
                  ShellProvider.DOCUMENT_KINDS)));

  private final ServerFoundation foundation;
  private final Directory directory;
  private final BootstrapAccounts accounts;
  private final BootstrapAccount account;
  private final Consumer<Documents> registerProviders;
  private final Throttling throttling;
  private final Issuers issuers;
  private final ServerOrigins origins = new ServerOrigins();
  private final FaultInjector faults;
  private final RequestRecorder recorder;
  private final Router<Route> routes = new Router<>();
  private final Operations operations;
  private final VaultHandler vaultHandler;
  private final ExceptionHandler handler;
  private final TokenHosts hosts;

  private Components(ServerOptions options, ServerFoundation foundation) {
    this.foundation = foundation;
    var clock = foundation.clock();
    faults = new FaultInjector(clock);
    recorder = new RequestRecorder(clock, options.recordRequests());
    var runtime = foundation.runtime();
    var store = runtime.store();

    var tenant = BootstrapAccounts.tenant(runtime);
    directory = new Directory(tenant, clock, runtime.ids());
    issuers = new Issuers(runtime);
    var replicationDelay = new ReplicationDelay(options.replicationDelay(), clock);
    var resources = new KnownResources(options.resources(), origins, directory, store);
    var issuerKeys = new IssuerKeys(issuers, oidcDiscovery(options, foundation.authority()), clock);
    var entra =
        new Entra(
            directory,
            runtime,
            foundation.signingKeys(),
            new AssertionDependencies(new StoredCredentials(), issuerKeys, replicationDelay),
            resources,
            origins,
            faults);

    var subscriptions = new Subscriptions();
    var roles = new Roles(roleDefinitions(options));
    var managementGroups = new ManagementGroups(tenant);
    var assignments = new RoleAssignments(roles, directory.groups()::allGroupsOf, managementGroups);
    var locks = new Locks();
    var providers = new Providers();
    var resourceReferences = new ResourceReferences();
    var groups = new ResourceGroups(providers, resourceReferences);
    var longRunningOperations =
        new LongRunningOperations(runtime, options.completionPolicies(), providers);
    var identities = new ResourceIdentities(directory, new StoredIdentities());
    var virtualMachineRegistry = new VirtualMachineRegistry();
    var context =
        new ProviderContext(
            runtime, new Paging(store, options.pageSize()), longRunningOperations, providers);
    var vaults = new Vaults(clock);
    var secrets = new Secrets(runtime);
    var cloudMetadata = new CloudMetadata(directory.tenantId(), VaultHosts::suffix);
    var dispatcher = new ArmDispatcher();
    var deployments =
        new DeploymentOperations(
            new DeploymentServices(
                runtime,
                dispatcher,
                cloudMetadata,
                subscriptions,
                groups,
                longRunningOperations,
                providers,
                vaults,
                secrets),
            context.paging());
    ShellProvider.all(context, identities, clusterIssuers(issuers)).forEach(providers::add);
    List.<ResourceProvider>of(
            new ResourcesProvider(context, subscriptions, groups, identities, deployments),
            new ManagedIdentityProvider(
                context,
                directory,
                replicationDelay,
                identities,
                subscriptions,
                new CredentialWriteLock(runtime, options.rejectConcurrentCredentialWrites())),
            new NetworkProvider(context, resourceReferences, virtualMachineRegistry),
            new ComputeProvider(context, identities, resourceReferences, virtualMachineRegistry),
            new KeyVaultProvider(context, vaults, secrets),
            new ManagementProvider(context, managementGroups, subscriptions, assignments),
            new AuthorizationProvider(
                context, directory, replicationDelay, roles, assignments, locks))
        .forEach(providers::add);

    accounts = new BootstrapAccounts(directory, subscriptions, assignments, runtime);
    account = accounts.open();
    registerProviders =
        options.providersRegistered()
            ? documents -> registerAll(documents, providers, subscriptions, account)
            : documents -> {};
    store.change(registerProviders);

    var authentication = new Authentication(entra.verifier());
    var graph =
        new Graph(
            directory, replicationDelay, entra, runtime, options.pageSize(), account.clientId());
    declareRoutes(options, entra, graph, authentication, cloudMetadata);
    operations = new Operations(providers);
    faults.declare(operations.actions());
    faults.declare(VaultHandler.actions());
    throttling = new Throttling(clock, options.throttling());
    var resourceManager =
        new ResourceManager(
            operations,
            authentication,
            new RequestAdmission(store, assignments, subscriptions, groups, locks),
            longRunningOperations,
            faults,
            throttling,
            new ResponseHeaders(clock, runtime.ids()));
    dispatcher.connect(resourceManager);
    Handler apis =
        request -> {
          var segments = request.segments();
          if (Graph.owns(segments)) {
            return graph.unknown(request, !routes.at(segments).isEmpty());
          }
          deployments.advanceAll();
          return resourceManager.handle(request);
        };
    vaultHandler =
        new VaultHandler(
            new VaultHandler.Services(
                store, entra.verifier(), assignments, faults, origins, directory.tenantId()),
            vaults,
            secrets);
    var root = new RootHandler(routes, apis);
    Handler hosted =
        request ->
            VaultHandler.owns(request)
                ? vaultHandler.handle(request)
                : root.handle(Graph.routed(request));
    handler = new ExceptionHandler(recorder.recording(this::operation, hosted), runtime.ids());
    hosts =
        new TokenHosts(
            runtime,
            new ManagedIdentityTokenService(runtime, directory, resources, entra.tokens(), origins),
            new VirtualMachineLookup(virtualMachineRegistry, identities),
            directory,
            foundation.authority(),
            new HostRegistry(runtime, directory, identities, account.subscriptionId()),
            new RequestControl(faults, recorder));
  }

  /**
   * Wires the components of a server. They close its foundation when they are closed.
   *
   * @throws IllegalStateException if the state has contents that this version cannot read
   */
  public static Components on(ServerFoundation foundation, ServerOptions options) {
    return new Components(options, foundation);
  }

  /**
   * Opens the state without a server, for a caller that changes the state as a whole.
   *
   * @throws IllegalStateException if the state cannot be opened
   */
  public static StateStore openState(StateOptions options) {
    return StateStore.openExclusively(options, DOCUMENT_KINDS);
  }

  private static List<Role> roleDefinitions(ServerOptions options) {
    return options.roleDefinitions().stream()
        .flatMap(file -> RoleDefinitionFile.read(file).stream())
        .toList();
  }

  private static ClusterIssuers clusterIssuers(Issuers issuers) {
    return new ClusterIssuers() {
      @Override
      public void create(String name, String origin) {
        if (issuers.find(name).isEmpty()) {
          issuers.create(name, Issuers.url(origin, name));
        }
      }

      @Override
      public Optional<String> url(Documents documents, String name) {
        return issuers.find(documents, name).map(Issuers.Issuer::url);
      }

      @Override
      public void delete(Documents documents, String name) {
        issuers.delete(documents, name);
      }
    };
  }

  private static OidcDiscovery oidcDiscovery(
      ServerOptions options, CertificateAuthority authority) {
    var trusted = new ArrayList<>(List.of(authority.trustManager().getAcceptedIssuers()));
    options.trustedIssuerCas().forEach(file -> trusted.addAll(TrustedAuthorities.read(file)));
    var addresses = OutboundAddressPolicy.of(options.address());
    return new OidcDiscovery(new HttpsJsonFetcher(TrustedAuthorities.with(trusted), addresses));
  }

  private static void registerAll(
      Documents documents,
      Providers providers,
      Subscriptions subscriptions,
      BootstrapAccount account) {
    var subscription = account.subscriptionId().toString();
    providers
        .namespaces()
        .forEach(namespace -> subscriptions.register(documents, subscription, namespace));
  }

  private void declareRoutes(
      ServerOptions options,
      Entra entra,
      Graph graph,
      Authentication authentication,
      CloudMetadata cloudMetadata) {
    entra.declare(routes);
    graph.declare(routes);
    new IssuerRoutes(issuers, authentication, account.clientId()).declare(routes);
    routes.add("GET", "/metadata/endpoints", (request, arguments) -> cloudMetadata.handle(request));
    var aliases = new ImageAliases();
    routes.add("GET", "/aliases.json", (request, arguments) -> aliases.handle(request));
    if (options.adminSecret() != null) {
      new AdminRoutes(faults, foundation.clock(), options.adminSecret()).declare(routes);
    }
  }

  /** Returns the name of a request's operation, as faults name it; empty for other requests. */
  private String operation(Request request) {
    if (VaultHandler.owns(request)) {
      return vaultHandler.action(request);
    }
    var segments = request.segments();
    return Entra.isTokenEndpoint(segments)
        ? Entra.TOKEN_OPERATION
        : operations.action(request.method(), segments).orElse("");
  }

  /** Returns all documents except those that belong to the server itself, such as its keys. */
  public List<Entry> contents() {
    return store().read(Components::contents);
  }

  private static List<Entry> contents(Documents documents) {
    return StateContents.all(documents).stream()
        .filter(entry -> !DOCUMENT_KINDS.isPermanent(entry.kind()))
        .toList();
  }

  /** Replaces all documents except those that belong to the server itself. */
  public void replaceContents(List<Entry> entries) {
    store()
        .change(documents -> {
          StateContents.remove(documents, contents(documents));
          StateContents.add(documents, entries);
        });
    forgetRequests();
  }

  /** Removes everything but the account, with its subscription, and the keys of the server. */
  public void reset() {
    hosts.closeHosts();
    store()
        .change(documents -> {
          accounts.keep(
              documents, account, () -> StateContents.remove(documents, contents(documents)));
          registerProviders.accept(documents);
        });
    forgetRequests();
  }

  private void forgetRequests() {
    faults.clear();
    foundation.clock().resume();
    throttling.reset();
    recorder.clear();
  }

  public Store store() {
    return foundation.runtime().store();
  }

  public Directory directory() {
    return directory;
  }

  public CertificateAuthority authority() {
    return foundation.authority();
  }

  public BootstrapAccount account() {
    return account;
  }

  public Issuers issuers() {
    return issuers;
  }

  /** Returns the origins of this server; empty until its listener is bound. */
  public ServerOrigins origins() {
    return origins;
  }

  public FaultInjector faults() {
    return faults;
  }

  public RequestRecorder recorder() {
    return recorder;
  }

  public ControllableClock clock() {
    return foundation.clock();
  }

  /** Returns the routes outside of Resource Manager. */
  public Router<Route> routes() {
    return routes;
  }

  /** Returns the handler of requests to vaults. */
  public VaultHandler vaultHandler() {
    return vaultHandler;
  }

  /** Returns the operations of Resource Manager. */
  public Operations operations() {
    return operations;
  }

  /** Returns the handler of all requests except those to token endpoints of hosts. */
  public ExceptionHandler handler() {
    return handler;
  }

  public TokenHosts hosts() {
    return hosts;
  }

  @Override
  public void close() {
    try {
      hosts.close();
    } finally {
      foundation.close();
    }
  }
}
