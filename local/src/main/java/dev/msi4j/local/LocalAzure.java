package dev.msi4j.local;

import dev.msi4j.local.internal.Components;
import dev.msi4j.local.internal.ServerFoundation;
import dev.msi4j.local.internal.ServerOptions;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.control.Issuers;
import dev.msi4j.local.internal.entra.keys.TrustedAuthorities;
import dev.msi4j.local.internal.http.ExceptionHandler;
import dev.msi4j.local.internal.http.Handler;
import dev.msi4j.local.internal.http.HttpsListener;
import dev.msi4j.local.internal.http.ProxyBypass;
import dev.msi4j.local.internal.imds.ProjectedToken;
import dev.msi4j.local.internal.keyvault.VaultHosts;
import dev.msi4j.local.internal.runtime.Background;
import dev.msi4j.local.internal.tls.CertificateAuthority;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * A local Azure in this process: token service and Resource Manager at one HTTPS address. Official
 * clients work with its address, its certificate authority and the credentials of its account.
 *
 * <p>{@link #start()} keeps the state in memory; {@link #builder()} can store the state in a
 * directory or a database, set the port and the clock, and more. Thread-safe.
 */
public final class LocalAzure implements AutoCloseable {
  /** Path template of the token endpoints of a virtual machine. */
  private static final String VIRTUAL_MACHINE =
      "/subscriptions/{subscription}/resourceGroups/{resourceGroup}/virtualMachines/{vm}";

  private final Components components;
  private final HttpsListener listener;
  private final String imdsOrigin;
  private final Set<KubernetesPod> pods = ConcurrentHashMap.newKeySet();

  private LocalAzure(Components components, HttpsListener listener, String imdsOrigin) {
    this.components = components;
    this.listener = listener;
    this.imdsOrigin = imdsOrigin;
  }

  /**
   * Starts a local Azure with default options: a free port on loopback and the state in memory.
   *
   * @return the running server
   * @throws java.io.UncheckedIOException if no port can be opened
   */
  public static LocalAzure start() {
    return builder().start();
  }

  /**
   * Returns a builder with default options.
   *
   * @return a new builder
   */
  public static LocalAzureBuilder builder() {
    return new LocalAzureBuilder();
  }

  /**
   * Returns the endpoint of Resource Manager.
   *
   * @return {@code https://localhost:PORT}, without a slash at the end
   */
  public String armEndpoint() {
    return listener.origin();
  }

  /**
   * Returns the endpoint of the token service, for {@code AZURE_AUTHORITY_HOST}.
   *
   * @return {@code https://localhost:PORT}, without a slash at the end
   */
  public String authorityHost() {
    return listener.origin();
  }

  /**
   * Returns the address of a key vault. The host {@code NAME.vault.localhost} resolves to loopback
   * where the resolver follows RFC 6761, and in the HTTP transport of this project.
   *
   * @param vault the name of the vault, which need not exist yet
   * @return {@code https://NAME.vault.localhost:PORT}, without a slash at the end
   */
  public String vaultUrl(String vault) {
    return VaultHosts.url(listener.origin(), vault);
  }

  /**
   * Returns the id of the tenant.
   *
   * @return the tenant id
   */
  public UUID tenantId() {
    return components.account().tenantId();
  }

  /**
   * Returns the id of the subscription.
   *
   * @return the subscription id
   */
  public UUID subscriptionId() {
    return components.account().subscriptionId();
  }

  /**
   * Returns the client id of the bootstrap service principal, which is Owner of the subscription.
   *
   * @return the application id to sign in with
   */
  public UUID clientId() {
    return components.account().clientId();
  }

  /**
   * Returns the client secret of the bootstrap service principal.
   *
   * @return the secret to sign in with
   */
  public String clientSecret() {
    return components.account().clientSecret();
  }

  /**
   * Creates a service principal without permissions, to test code with least privilege. Assign a
   * role before you use the principal.
   *
   * @param displayName the display name; need not be unique
   * @return the service principal with its secret
   */
  public ServicePrincipal createServicePrincipal(String displayName) {
    return components
        .store()
        .write(documents -> {
          var principal = components.directory().createApplication(documents, displayName);
          var secret = components.directory().newSecret(documents, principal.appId());
          return new ServicePrincipal(principal.objectId(), principal.appId(), secret);
        });
  }

  /**
   * Returns the PEM file of the certificate authority that clients must trust. With a state in
   * memory, the file is deleted on {@link #close}.
   *
   * @return the path of the file
   */
  public Path caFile() {
    return components.authority().file();
  }

  /**
   * Returns a trust manager for clients in this process. It trusts only this local Azure.
   *
   * @return the trust manager
   */
  public X509ExtendedTrustManager trustManager() {
    return components.authority().trustManager();
  }

  /**
   * Returns a TLS context for clients in this process. It trusts only this local Azure.
   *
   * @return a new TLS context
   */
  public SSLContext sslContext() {
    return components.authority().clientContext();
  }

  /**
   * Returns a trust store for clients that connect to this local Azure and to other servers.
   *
   * @return a new key store with the certificate authorities of the JDK and of this local Azure
   */
  public KeyStore trustStore() {
    var authorities = trustManager().getAcceptedIssuers();
    return TrustedAuthorities.with(List.of(authorities)).store();
  }

  /**
   * Returns the environment variables for clients in other processes, including the client secret.
   * {@code NO_PROXY} and {@code no_proxy} have the hosts of this process's variables and the local
   * addresses.
   *
   * @return the variables by name
   */
  public Map<String, String> environment() {
    var environment = new LinkedHashMap<String, String>();
    environment.put("AZURE_TENANT_ID", tenantId().toString());
    environment.put("AZURE_CLIENT_ID", clientId().toString());
    environment.put("AZURE_CLIENT_SECRET", clientSecret());
    environment.put("AZURE_SUBSCRIPTION_ID", subscriptionId().toString());
    environment.put("AZURE_AUTHORITY_HOST", authorityHost());
    environment.put("MSI4J_ARM_ENDPOINT", armEndpoint());
    environment.put("MSI4J_CA_FILE", caFile().toString());
    environment.put("MSI4J_IMDS_ENDPOINT", imdsOrigin + VIRTUAL_MACHINE);
    environment.put("MSI4J_EXTENSION_ENDPOINT", imdsOrigin + VIRTUAL_MACHINE);
    return ProxyBypass.addTo(environment, System.getenv());
  }

  /**
   * Opens the token endpoints of a virtual machine, on a separate port. They stay open until this
   * local Azure is closed; a second call for the same virtual machine returns the same address.
   *
   * @param vmId the resource id of the virtual machine, which need not exist yet
   * @return the endpoints
   * @throws IllegalArgumentException if the id is not the resource id of a virtual machine
   */
  public VirtualMachineEndpoints openVirtualMachine(String vmId) {
    var id = virtualMachineId(vmId);
    return endpoints(components.hosts().machine(id));
  }

  /**
   * Returns the token endpoints of a virtual machine on the port that all virtual machines share,
   * where each has its own path. Opens no port, so that it suits many virtual machines.
   *
   * @param vmId the resource id of the virtual machine, which need not exist yet
   * @return the endpoints
   * @throws IllegalArgumentException if the id is not the resource id of a virtual machine
   */
  public VirtualMachineEndpoints virtualMachine(String vmId) {
    var id = virtualMachineId(vmId);
    return endpoints(
        imdsOrigin
            + VIRTUAL_MACHINE
                .replace("{subscription}", id.subscription())
                .replace("{resourceGroup}", id.resourceGroup())
                .replace("{vm}", id.name()));
  }

  private static ResourceId virtualMachineId(String vmId) {
    return ResourceId.parse(vmId)
        .filter(parsed -> parsed.type().equalsIgnoreCase("Microsoft.Compute/virtualMachines"))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "vmId is '" + vmId + "': it must be the resource id of a virtual machine"));
  }

  private VirtualMachineEndpoints endpoints(String origin) {
    var azure = new LinkedHashMap<String, String>();
    azure.put("AZURE_SUBSCRIPTION_ID", subscriptionId().toString());
    azure.put("AZURE_AUTHORITY_HOST", authorityHost());
    azure.put("MSI4J_ARM_ENDPOINT", armEndpoint());
    azure.put("MSI4J_CA_FILE", caFile().toString());
    return new VirtualMachineEndpoints(origin, azure);
  }

  /**
   * Returns the entry point to hosting environments other than virtual machines, such as App
   * Service and Azure Arc.
   *
   * @return environments without identities
   */
  public HostEnvironments hostEnvironments() {
    return HostEnvironments.of(components.hosts());
  }

  /**
   * Returns the fault injector.
   *
   * @return the faults of this local Azure
   */
  public Faults faults() {
    return new Faults(components.faults());
  }

  /**
   * Returns the last 10,000 requests to all endpoints, including the token endpoints of hosting
   * environments.
   *
   * @return the requests in the order of their responses
   * @throws IllegalStateException if the requests are not recorded
   * @see LocalAzureBuilder#recordRequests
   */
  public List<RecordedRequest> requests() {
    if (!components.recorder().isEnabled()) {
      throw new IllegalStateException(
          "this local Azure records no requests: call recordRequests(true) on its builder");
    }
    return components.recorder().requests().stream().map(RecordedRequest::new).toList();
  }

  /**
   * Returns the controllable clock.
   *
   * @return the clock of this local Azure
   */
  public LocalClock clock() {
    return new LocalClock(components.clock());
  }

  /**
   * Creates a simulated issuer that publishes its keys under {@link #armEndpoint()}, or returns an
   * existing one.
   *
   * @param name the name: lower-case letters, digits and hyphens, at most 63 characters
   * @return the issuer
   * @throws IllegalArgumentException if the name is invalid
   */
  public LocalIssuer createIssuer(String name) {
    var url = components.issuers().find(name).map(Issuers.Issuer::url);
    return LocalIssuer.create(
        components.issuers(), name, url.orElseGet(() -> Issuers.url(armEndpoint(), name)));
  }

  /**
   * Creates a simulated issuer for an issuer URL, or returns an existing one. The token service
   * uses the keys of the simulated issuer and sends no request to the URL.
   *
   * @param name the name: lower-case letters, digits and hyphens, at most 63 characters
   * @param url the HTTPS URL of the issuer, the claim {@code iss} of the tokens
   * @return the issuer
   * @throws IllegalArgumentException if the name or the URL is invalid or in use by another issuer
   */
  public LocalIssuer createIssuer(String name, String url) {
    return LocalIssuer.create(components.issuers(), name, url);
  }

  /**
   * Creates a simulated issuer with the URL of GitHub Actions, or returns the existing one.
   *
   * @return the issuer, for tokens with {@link GitHubWorkflow#claims()}
   */
  public LocalIssuer createGitHubActionsIssuer() {
    return createIssuer("github", GitHubWorkflow.ISSUER);
  }

  /**
   * Opens a pod with workload identity. The pod is closed with this local Azure at the latest.
   *
   * @param cluster the issuer of the service account tokens
   * @param account the service account of the pod
   * @param clientId the client id of the identity that the service account is annotated with
   * @return the pod with its token file
   */
  public KubernetesPod openPod(
      LocalIssuer cluster, KubernetesServiceAccount account, String clientId) {
    var claims = account.claims();
    var token =
        new ProjectedToken(components.clock(), claims.lifetime(), () -> cluster.token(claims));
    var pod = new KubernetesPod(this, clientId, token);
    pods.add(pod);
    return pod;
  }

  /**
   * Removes all resources, principals, roles, issuers, planned faults, throttling counters and
   * recorded requests, and closes pods and hosting environments other than virtual machines.
   * Addresses, certificate authority, tenant, subscription and the bootstrap service principal with
   * its secret and tokens stay, so that clients can continue. A frozen clock runs on from its time;
   * the clock does not go back, because clients hold tokens of its present time.
   */
  public void reset() {
    closePods();
    components.reset();
  }

  private void closePods() {
    pods.forEach(KubernetesPod::close);
    pods.clear();
  }

  /**
   * Returns the present state: all resources, principals, roles and issuers.
   *
   * @return the state, for {@link #restore}
   */
  public StateSnapshot snapshot() {
    return new StateSnapshot(tenantId(), components.contents());
  }

  /**
   * Returns to a state. Planned faults, throttling counters and recorded requests are removed, and
   * a frozen clock runs on from its time. Identities have the same ids again, so their tokens are
   * valid if they have not expired. Open pods and hosting environments stay open.
   *
   * @param snapshot a snapshot of this local Azure
   * @throws IllegalArgumentException if the snapshot is of another local Azure
   */
  public void restore(StateSnapshot snapshot) {
    if (!snapshot.tenantId().equals(tenantId())) {
      throw new IllegalArgumentException(
          "snapshot is "
              + snapshot
              + ": it must be a snapshot of this local Azure, with the tenant "
              + tenantId());
    }
    components.replaceContents(snapshot.entries());
  }

  /**
   * Stops the server after the requests in progress, which have up to 5 seconds. Closing twice has
   * no further effect.
   */
  @Override
  public void close() {
    // Releases the requests that a fault delays.
    components.faults().clear();
    try {
      closePods();
      listener.close();
    } finally {
      components.close();
    }
  }

  /** Returns the handler of all requests, for callers in this process. */
  Handler handler() {
    return components.handler();
  }

  /** Returns the components, for tests of all declared operations and routes. */
  Components components() {
    return components;
  }

  /** Starts the listeners of a server. */
  static LocalAzure start(ServerOptions options) {
    var foundation = ServerFoundation.open(options);
    // The listener and the components take about as long, so each has a thread. A request that
    // comes before the components are ready waits for them.
    var handler = new CompletableFuture<ExceptionHandler>();
    var listener =
        Background.start("listen", () -> listen(options, foundation.authority(), handler));
    AutoCloseable opened = foundation;
    try {
      var components = Components.on(foundation, options);
      opened = components;
      var imds = components.hosts().listen(options.imdsPort());
      components.origins().set(origins(listener.await()));
      handler.complete(components.handler());
      foundation.signingKeys().await();
      return new LocalAzure(components, listener.await(), imds);
    } catch (RuntimeException e) {
      // A port is in use, most likely.
      handler.completeExceptionally(e);
      closeAfter(e, () -> listener.await().close());
      closeAfter(e, opened);
      throw e;
    }
  }

  private static HttpsListener listen(
      ServerOptions options,
      CertificateAuthority authority,
      CompletableFuture<ExceptionHandler> handler) {
    var names = new ArrayList<>(List.of("localhost", options.address()));
    names.addAll(VaultHosts.patterns());
    var address = new HttpsListener.Address(options.address(), options.port(), names);
    return HttpsListener.start(
        address,
        authority.serverContext(names),
        new ExceptionHandler(request -> handler.join().handle(request), UUID::randomUUID));
  }

  private static void closeAfter(RuntimeException failure, AutoCloseable opened) {
    try {
      opened.close();
    } catch (Exception e) {
      // The listener throws the same exception each time.
      if (!e.equals(failure)) {
        failure.addSuppressed(e);
      }
    }
  }

  /** Returns the origins of a listener, and the one that tokens for its vaults are issued for. */
  private static List<String> origins(HttpsListener listener) {
    var origins = new ArrayList<>(listener.origins());
    origins.add(VaultHosts.localResource(listener.origin()));
    return origins;
  }
}
