package dev.msi4j.local;

import dev.msi4j.local.arm.Authentication;
import dev.msi4j.local.arm.HostIdentities;
import dev.msi4j.local.arm.LongRunning;
import dev.msi4j.local.arm.Machines;
import dev.msi4j.local.arm.Metadata;
import dev.msi4j.local.arm.Operations;
import dev.msi4j.local.arm.Paging;
import dev.msi4j.local.arm.Providers;
import dev.msi4j.local.arm.References;
import dev.msi4j.local.arm.ResourceGroups;
import dev.msi4j.local.arm.ResourceId;
import dev.msi4j.local.arm.ResourceManager;
import dev.msi4j.local.arm.Subscriptions;
import dev.msi4j.local.entra.Directory;
import dev.msi4j.local.entra.Entra;
import dev.msi4j.local.entra.Principal;
import dev.msi4j.local.front.Answering;
import dev.msi4j.local.front.CertificateAuthority;
import dev.msi4j.local.front.FrontDoor;
import dev.msi4j.local.front.Handler;
import dev.msi4j.local.front.HttpsListener;
import dev.msi4j.local.front.Route;
import dev.msi4j.local.front.Router;
import dev.msi4j.local.graph.Graph;
import dev.msi4j.local.hosts.TokenHosts;
import dev.msi4j.local.providers.authorization.AuthorizationProvider;
import dev.msi4j.local.providers.compute.ComputeProvider;
import dev.msi4j.local.providers.compute.ImageAliases;
import dev.msi4j.local.providers.managedidentity.ManagedIdentityProvider;
import dev.msi4j.local.providers.network.NetworkProvider;
import dev.msi4j.local.providers.resources.ResourcesProvider;
import dev.msi4j.local.rbac.RoleAssignments;
import dev.msi4j.local.rbac.Roles;
import dev.msi4j.local.store.SqlStore;
import dev.msi4j.local.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import javax.net.ssl.X509TrustManager;

/**
 * A local Azure in this process: a token service and Resource Manager behind one HTTPS address on
 * loopback. Official clients accept it, given its address, its certificate authority, and the
 * account it starts with.
 *
 * <p>{@link #start()} makes one that forgets everything when it is closed; {@link #builder()} can
 * keep the state in a folder, choose the port, or stop the clock. Thread-safe.
 */
public final class LocalAzure implements AutoCloseable {
  /** How the address of a virtual machine's endpoints ends; whoever uses it fills it in. */
  private static final String MACHINE =
      "/subscriptions/{subscription}/resourceGroups/{resourceGroup}/virtualMachines/{vm}";

  private final Store store;
  private final Directory directory;
  private final CertificateAuthority authority;
  private final HttpsListener listener;
  private final StateFolder folder;
  private final Account account;
  private final Handler door;
  private final TokenHosts hosts;
  private final String hostOrigin;

  private LocalAzure(
      Store store,
      Directory directory,
      CertificateAuthority authority,
      HttpsListener listener,
      StateFolder folder,
      Account account,
      Handler door,
      TokenHosts hosts,
      String hostOrigin) {
    this.store = store;
    this.directory = directory;
    this.authority = authority;
    this.listener = listener;
    this.folder = folder;
    this.account = account;
    this.door = door;
    this.hosts = hosts;
    this.hostOrigin = hostOrigin;
  }

  /** Starts one on a free port of loopback, with its state in memory. */
  public static LocalAzure start() {
    return builder().start();
  }

  /** Describes one before it starts. */
  public static LocalAzureBuilder builder() {
    return new LocalAzureBuilder();
  }

  /** Where Resource Manager answers: {@code https://localhost:PORT}, without a slash at the end. */
  public String armEndpoint() {
    return listener.origin();
  }

  /** Where the token service answers, as {@code AZURE_AUTHORITY_HOST} has it. */
  public String authorityHost() {
    return listener.origin();
  }

  public UUID tenantId() {
    return account.tenantId();
  }

  public UUID subscriptionId() {
    return account.subscriptionId();
  }

  /** The application id of the service principal to sign in as: the owner of the subscription. */
  public UUID clientId() {
    return account.clientId();
  }

  /** The secret of that service principal. */
  public String clientSecret() {
    return account.clientSecret();
  }

  /**
   * Makes another service principal, which may do nothing until it is given a role: to find out
   * what code can do without being the owner.
   *
   * @param displayName what people call it; need not be its alone
   */
  public ServicePrincipal createServicePrincipal(String displayName) {
    return store.write(documents -> {
      var principal = directory.create(documents, Principal.Kind.APPLICATION, displayName, null);
      var secret = directory.newSecret(documents, principal.appId());
      return new ServicePrincipal(principal.objectId(), principal.appId(), secret);
    });
  }

  /**
   * The certificate authority that clients must trust, in PEM. The file goes with a state in
   * memory.
   */
  public Path caFile() {
    return authority.file();
  }

  /** Trusts this local Azure and nobody else: for clients in this process. */
  public X509TrustManager trustManager() {
    return authority.trustManager();
  }

  /** The environment that clients in other processes need, by variable. It holds the secret. */
  public Map<String, String> environment() {
    var environment = new LinkedHashMap<String, String>();
    environment.put("AZURE_TENANT_ID", tenantId().toString());
    environment.put("AZURE_CLIENT_ID", clientId().toString());
    environment.put("AZURE_CLIENT_SECRET", clientSecret());
    environment.put("AZURE_SUBSCRIPTION_ID", subscriptionId().toString());
    environment.put("AZURE_AUTHORITY_HOST", authorityHost());
    environment.put("MSI4J_ARM_ENDPOINT", armEndpoint());
    environment.put("MSI4J_CA_FILE", caFile().toString());
    environment.put("MSI4J_IMDS_ENDPOINT", hostOrigin + MACHINE);
    environment.put("MSI4J_EXTENSION_ENDPOINT", hostOrigin + MACHINE);
    return environment;
  }

  /**
   * Where a virtual machine alone finds its identities: a listener of its own, from the first time
   * that this is asked until the end.
   *
   * @param vmId the resource id of the machine, which need not be there yet
   * @throws IllegalArgumentException if it is not the id of a virtual machine
   */
  public MachineEndpoints machine(String vmId) {
    var id =
        ResourceId.parse(vmId)
            .filter(parsed -> parsed.type().equalsIgnoreCase("Microsoft.Compute/virtualMachines"))
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "vmId is '" + vmId + "': it must be the resource id of a virtual machine"));
    var azure = new LinkedHashMap<String, String>();
    azure.put("AZURE_SUBSCRIPTION_ID", subscriptionId().toString());
    azure.put("AZURE_AUTHORITY_HOST", authorityHost());
    azure.put("MSI4J_ARM_ENDPOINT", armEndpoint());
    azure.put("MSI4J_CA_FILE", caFile().toString());
    return new MachineEndpoints(hosts.machine(id), azure);
  }

  /** Hosts of other kinds, to be opened with the identities they are to have. */
  public Hosts hosts() {
    return Hosts.of(hosts);
  }

  /** Lets requests under way finish, and stops. Closing twice does nothing more. */
  @Override
  public void close() {
    listener.close();
    hosts.close();
    store.close();
    folder.close();
  }

  /** The door that the socket comes in by, for those in the same process. */
  Handler door() {
    return door;
  }

  /** Puts a server together: the one place where everything meets. */
  static LocalAzure start(LocalAzureBuilder options) {
    var path = options.state();
    var folder = path == null ? StateFolder.temporary() : StateFolder.at(path);
    var store = path == null ? SqlStore.inMemory() : SqlStore.inFile(folder.database());
    var clock = options.clock();
    Supplier<UUID> ids = UUID::randomUUID;

    var tenant = Accounts.tenant(store, ids);
    var directory = new Directory(tenant, ids);
    var entra = new Entra(directory, store, clock, ids);
    var subscriptions = new Subscriptions();
    var roles = new Roles();
    var assignments = new RoleAssignments(roles);
    var providers = new Providers();
    var groups = new ResourceGroups(providers);
    var longRunning = new LongRunning(store, clock, ids, options.progresses(), providers);
    var hosts = new HostIdentities(directory);
    var references = new References();
    var machines = new Machines();
    var paging = new Paging(store, options.pageSize());
    providers.add(new ResourcesProvider(store, paging, subscriptions, groups, longRunning));
    providers.add(
        new ManagedIdentityProvider(store, paging, directory, hosts, subscriptions, clock));
    providers.add(new NetworkProvider(store, paging, longRunning, references, machines, ids));
    providers.add(
        new ComputeProvider(store, paging, longRunning, hosts, references, machines, clock, ids));
    providers.add(
        new AuthorizationProvider(store, directory, roles, assignments, providers, clock));

    var account = new Accounts(directory, subscriptions, assignments, clock, ids).open(store);
    if (options.providersRegistered()) {
      var subscription = account.subscriptionId().toString();
      store.change(documents ->
          providers
              .namespaces()
              .forEach(namespace -> subscriptions.register(documents, subscription, namespace)));
    }

    var routes = new Router<Route>();
    entra.declare(routes);
    new Graph(directory, entra.verifier(), store).declare(routes);
    var metadata = new Metadata(tenant);
    routes.add("GET", "/metadata/endpoints", (request, arguments) -> metadata.handle(request));
    var aliases = new ImageAliases();
    routes.add("GET", "/aliases.json", (request, arguments) -> aliases.handle(request));
    var resourceManager =
        new ResourceManager(
            store,
            new Operations(providers),
            new Authentication(entra.verifier()),
            assignments,
            subscriptions,
            groups,
            longRunning,
            clock,
            ids);
    var door = new Answering(new FrontDoor(routes, resourceManager), ids);
    // Clients judge certificates by the real time, whatever the clock of this server says.
    var authority = CertificateAuthority.in(folder.path(), Clock.systemUTC());
    var names = List.of("localhost", options.address());
    var address = new HttpsListener.Address(options.address(), options.port(), names);
    var listener = HttpsListener.start(address, authority.serverContext(names), door);
    var tokenHosts =
        new TokenHosts(
            store,
            directory,
            hosts,
            machines,
            entra.tokens(),
            authority,
            account.subscriptionId(),
            clock,
            ids);
    try {
      var hostOrigin = tokenHosts.listen(options.hostPort());
      return new LocalAzure(
          store, directory, authority, listener, folder, account, door, tokenHosts, hostOrigin);
    } catch (RuntimeException e) {
      // Its port is taken, most likely: the one that was not must be free again.
      listener.close();
      throw e;
    }
  }
}
