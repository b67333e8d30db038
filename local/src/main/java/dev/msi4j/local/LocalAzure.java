package dev.msi4j.local;

import dev.msi4j.local.arm.Authentication;
import dev.msi4j.local.arm.HostIdentities;
import dev.msi4j.local.arm.LongRunning;
import dev.msi4j.local.arm.Metadata;
import dev.msi4j.local.arm.Operations;
import dev.msi4j.local.arm.Paging;
import dev.msi4j.local.arm.Providers;
import dev.msi4j.local.arm.ResourceGroups;
import dev.msi4j.local.arm.ResourceManager;
import dev.msi4j.local.arm.Subscriptions;
import dev.msi4j.local.arm.Throttling;
import dev.msi4j.local.entra.Directory;
import dev.msi4j.local.entra.Entra;
import dev.msi4j.local.entra.Federation;
import dev.msi4j.local.entra.Replication;
import dev.msi4j.local.entra.issuers.HttpsDocuments;
import dev.msi4j.local.entra.issuers.IssuerDocuments;
import dev.msi4j.local.entra.issuers.IssuerKeys;
import dev.msi4j.local.entra.issuers.OutsideAddresses;
import dev.msi4j.local.entra.issuers.TrustedAuthorities;
import dev.msi4j.local.front.Answering;
import dev.msi4j.local.front.CertificateAuthority;
import dev.msi4j.local.front.FrontDoor;
import dev.msi4j.local.front.Handler;
import dev.msi4j.local.front.HttpsListener;
import dev.msi4j.local.front.Route;
import dev.msi4j.local.front.Router;
import dev.msi4j.local.hosts.ProjectedToken;
import dev.msi4j.local.issuers.IssuerRoutes;
import dev.msi4j.local.issuers.Issuers;
import dev.msi4j.local.providers.compute.ComputeProvider;
import dev.msi4j.local.providers.managedidentity.CredentialWrites;
import dev.msi4j.local.providers.managedidentity.ManagedIdentityProvider;
import dev.msi4j.local.providers.managedidentity.StoredCredentials;
import dev.msi4j.local.providers.resources.ResourcesProvider;
import dev.msi4j.local.store.SqlStore;
import dev.msi4j.local.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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
  private final Store store;
  private final CertificateAuthority authority;
  private final HttpsListener listener;
  private final StateFolder folder;
  private final Account account;
  private final Issuers issuers;
  private final Clock clock;
  private final Handler door;
  private final Set<KubernetesPod> pods = ConcurrentHashMap.newKeySet();

  private LocalAzure(
      Store store,
      CertificateAuthority authority,
      HttpsListener listener,
      StateFolder folder,
      Account account,
      Issuers issuers,
      Clock clock,
      Handler door) {
    this.store = store;
    this.authority = authority;
    this.listener = listener;
    this.folder = folder;
    this.account = account;
    this.issuers = issuers;
    this.clock = clock;
    this.door = door;
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
    return environment;
  }

  /**
   * An issuer of assertions, made if it is not there, which publishes its keys below {@link
   * #armEndpoint()}.
   *
   * @param name small letters, digits and hyphens
   * @throws IllegalArgumentException if the name can't be one
   */
  public LocalIssuer issuer(String name) {
    var url = issuers.find(name).map(Issuers.Issuer::url);
    return LocalIssuer.create(issuers, name, url.orElseGet(() -> Issuers.url(armEndpoint(), name)));
  }

  /**
   * An issuer of assertions, made if it is not there, that stands for the one at a URL: the token
   * service takes its keys for those of that one, and never asks it.
   *
   * @throws IllegalArgumentException if name or URL can't be one or belong to another issuer
   */
  public LocalIssuer issuer(String name, String url) {
    return LocalIssuer.create(issuers, name, url);
  }

  /** Stands for GitHub Actions, under its real URL; see {@link GitHubWorkflow#claims()}. */
  public LocalIssuer gitHubActions() {
    return issuer("github", GitHubWorkflow.ISSUER);
  }

  /**
   * A pod with workload identity. It ends with this local Azure at the latest.
   *
   * @param cluster the issuer of the tokens of its service account
   * @param clientId of the identity that the service account is annotated with
   */
  public KubernetesPod pod(LocalIssuer cluster, KubernetesServiceAccount account, String clientId) {
    var claims = account.claims();
    var token = new ProjectedToken(clock, claims.lifetime(), () -> cluster.token(claims));
    var pod = new KubernetesPod(this, clientId, token);
    pods.add(pod);
    return pod;
  }

  /** Lets requests under way finish, and stops. Closing twice does nothing more. */
  @Override
  public void close() {
    pods.forEach(KubernetesPod::close);
    listener.close();
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

    var tenant = Account.tenant(store, ids);
    var directory = new Directory(tenant, clock, ids);
    // Clients judge certificates by the real time, whatever the clock of this server says.
    var authority = CertificateAuthority.in(folder.path(), Clock.systemUTC());
    var issuers = new Issuers(store, clock, ids);
    var keys = new IssuerKeys(issuers, issuerDocuments(options, authority), clock);
    var replication = new Replication(options.replicationDelay(), clock);
    var federation = new Federation(new StoredCredentials(), keys, replication);
    var entra = new Entra(directory, store, clock, ids, federation);
    var subscriptions = new Subscriptions();
    var providers = new Providers();
    var groups = new ResourceGroups(providers);
    var longRunning = new LongRunning(store, clock, ids, options.progresses(), providers);
    var hosts = new HostIdentities(directory);
    var credentialWrites =
        new CredentialWrites(store, clock, ids, options.concurrentCredentialWritesRefused());
    var paging = new Paging(store, options.pageSize());
    providers.add(new ResourcesProvider(store, paging, subscriptions, groups, longRunning));
    providers.add(
        new ManagedIdentityProvider(
            store, paging, directory, hosts, subscriptions, clock, credentialWrites));
    providers.add(new ComputeProvider(store, paging, longRunning, hosts, ids));

    var account = Account.open(store, directory, subscriptions, ids);
    if (options.providersRegistered()) {
      var subscription = account.subscriptionId().toString();
      store.change(documents ->
          providers
              .namespaces()
              .forEach(namespace -> subscriptions.register(documents, subscription, namespace)));
    }

    var routes = new Router<Route>();
    entra.declare(routes);
    var metadata = new Metadata(tenant);
    routes.add("GET", "/metadata/endpoints", (request, arguments) -> metadata.handle(request));
    var authentication = new Authentication(entra.verifier());
    new IssuerRoutes(issuers, authentication, account.clientId()).declare(routes);
    var resourceManager =
        new ResourceManager(
            store,
            new Operations(providers),
            authentication,
            subscriptions,
            groups,
            longRunning,
            new Throttling(clock, options.throttling()),
            clock,
            ids);
    var door = new Answering(new FrontDoor(routes, resourceManager), ids);
    var names = List.of("localhost", options.address());
    var address = new HttpsListener.Address(options.address(), options.port(), names);
    var listener = HttpsListener.start(address, authority.serverContext(names), door);
    return new LocalAzure(store, authority, listener, folder, account, issuers, clock, door);
  }

  private static IssuerDocuments issuerDocuments(
      LocalAzureBuilder options, CertificateAuthority authority) {
    var trusted = new ArrayList<>(List.of(authority.trustManager().getAcceptedIssuers()));
    options.issuerAuthorities().forEach(file -> trusted.addAll(TrustedAuthorities.read(file)));
    var addresses = OutsideAddresses.of(options.address());
    return new IssuerDocuments(new HttpsDocuments(TrustedAuthorities.with(trusted), addresses));
  }
}
