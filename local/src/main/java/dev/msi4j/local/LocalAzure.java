package dev.msi4j.local;

import dev.msi4j.local.internal.Components;
import dev.msi4j.local.internal.ServerOptions;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.control.Issuers;
import dev.msi4j.local.internal.entra.Principal;
import dev.msi4j.local.internal.http.Handler;
import dev.msi4j.local.internal.http.HttpsListener;
import dev.msi4j.local.internal.http.ProxyBypass;
import dev.msi4j.local.internal.imds.ProjectedToken;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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

  private final Components components;
  private final HttpsListener listener;
  private final String imdsOrigin;
  private final Set<KubernetesPod> pods = ConcurrentHashMap.newKeySet();

  private LocalAzure(Components components, HttpsListener listener, String hostOrigin) {
    this.components = components;
    this.listener = listener;
    this.imdsOrigin = hostOrigin;
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
    return components.account().tenantId();
  }

  public UUID subscriptionId() {
    return components.account().subscriptionId();
  }

  /** The application id of the service principal to sign in as: the owner of the subscription. */
  public UUID clientId() {
    return components.account().clientId();
  }

  /** The secret of that service principal. */
  public String clientSecret() {
    return components.account().clientSecret();
  }

  /**
   * Makes another service principal, which may do nothing until it is given a role: to find out
   * what code can do without being the owner.
   *
   * @param displayName what people call it; need not be its alone
   */
  public ServicePrincipal createServicePrincipal(String displayName) {
    return components
        .store()
        .write(documents -> {
          var principal =
              components
                  .directory()
                  .create(documents, Principal.Kind.APPLICATION, displayName, null);
          var secret = components.directory().newSecret(documents, principal.appId());
          return new ServicePrincipal(principal.objectId(), principal.appId(), secret);
        });
  }

  /**
   * The certificate authority that clients must trust, in PEM. The file goes with a state in
   * memory.
   */
  public Path caFile() {
    return components.authority().file();
  }

  /** Trusts this local Azure and nobody else: for clients in this process. */
  public X509TrustManager trustManager() {
    return components.authority().trustManager();
  }

  /**
   * The environment that clients in other processes need, by variable. It holds the secret. {@code
   * NO_PROXY} and {@code no_proxy} are those of this process, and the local addresses.
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
    environment.put("MSI4J_IMDS_ENDPOINT", imdsOrigin + MACHINE);
    environment.put("MSI4J_EXTENSION_ENDPOINT", imdsOrigin + MACHINE);
    return ProxyBypass.addTo(environment, System.getenv());
  }

  /**
   * Where a virtual machine alone finds its identities: a listener of its own, from the first time
   * that this is asked until the end.
   *
   * @param vmId the resource id of the machine, which need not be there yet
   * @throws IllegalArgumentException if it is not the id of a virtual machine
   */
  public VirtualMachineEndpoints openVirtualMachine(String vmId) {
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
    return new VirtualMachineEndpoints(components.hosts().machine(id), azure);
  }

  /** Hosts of other kinds, to be opened with the identities they are to have. */
  public HostEnvironments hostEnvironments() {
    return HostEnvironments.of(components.hosts());
  }

  /** Faults on request. */
  public Faults faults() {
    return new Faults(components.faults());
  }

  /** The clock it goes by, which can be stopped and moved on. */
  public LocalClock clock() {
    return new LocalClock(components.clock());
  }

  /**
   * An issuer of assertions, made if it is not there, which publishes its keys below {@link
   * #armEndpoint()}.
   *
   * @param name small letters, digits and hyphens
   * @throws IllegalArgumentException if the name can't be one
   */
  public LocalIssuer createIssuer(String name) {
    var url = components.issuers().find(name).map(Issuers.Issuer::url);
    return LocalIssuer.create(
        components.issuers(), name, url.orElseGet(() -> Issuers.url(armEndpoint(), name)));
  }

  /**
   * An issuer of assertions, made if it is not there, that stands for the one at a URL: the token
   * service takes its keys for those of that one, and never asks it.
   *
   * @throws IllegalArgumentException if name or URL can't be one or belong to another issuer
   */
  public LocalIssuer createIssuer(String name, String url) {
    return LocalIssuer.create(components.issuers(), name, url);
  }

  /** Stands for GitHub Actions, under its real URL; see {@link GitHubWorkflow#claims()}. */
  public LocalIssuer createGitHubActionsIssuer() {
    return createIssuer("github", GitHubWorkflow.ISSUER);
  }

  /**
   * A pod with workload identity. It ends with this local Azure at the latest.
   *
   * @param cluster the issuer of the tokens of its service account
   * @param clientId of the identity that the service account is annotated with
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

  /** Lets requests under way finish, and stops. Closing twice does nothing more. */
  @Override
  public void close() {
    // What a fault holds need not wait any longer.
    components.faults().clear();
    try {
      pods.forEach(KubernetesPod::close);
      listener.close();
    } finally {
      components.close();
    }
  }

  /** The door that the socket comes in by, for those in the same process. */
  Handler handler() {
    return components.handler();
  }

  /** What it is made of, for those who look whether all of it is guarded. */
  Components components() {
    return components;
  }

  /** Starts the listeners of a server. */
  static LocalAzure start(ServerOptions options) {
    var components = Components.of(options);
    try {
      return listen(options, components);
    } catch (RuntimeException e) {
      components.close();
      throw e;
    }
  }

  private static LocalAzure listen(ServerOptions options, Components components) {
    var names = List.of("localhost", options.address());
    var address = new HttpsListener.Address(options.address(), options.port(), names);
    var listener =
        HttpsListener.start(
            address, components.authority().serverContext(names), components.handler());
    components.origins().set(listener.origins());
    try {
      return new LocalAzure(components, listener, components.hosts().listen(options.imdsPort()));
    } catch (RuntimeException e) {
      // Its port is taken, most likely: the one that was not must be free again.
      listener.close();
      throw e;
    }
  }
}
