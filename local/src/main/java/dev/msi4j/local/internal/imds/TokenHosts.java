package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.ResourceIdentities;
import dev.msi4j.local.internal.arm.VirtualMachineRegistry;
import dev.msi4j.local.internal.control.faults.FaultInjector;
import dev.msi4j.local.internal.entra.AccessTokens;
import dev.msi4j.local.internal.entra.Directory;
import dev.msi4j.local.internal.entra.KnownResources;
import dev.msi4j.local.internal.entra.ServerOrigins;
import dev.msi4j.local.internal.http.Handler;
import dev.msi4j.local.internal.http.HttpsListener;
import dev.msi4j.local.internal.store.Store;
import dev.msi4j.local.internal.tls.CertificateAuthority;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The token endpoints of hosts, put together. Those of virtual machines are behind one listener,
 * and behind one each on request; hosts of other kinds are opened with the identities they have.
 */
public final class TokenHosts implements AutoCloseable {
  private final CertificateAuthority authority;
  private final Clock clock;
  private final Supplier<UUID> ids;
  private final ManagedIdentityTokenService tokens;
  private final HostRegistry hostRegistry;
  private final Listeners listeners;
  private final VirtualMachineListeners machines;
  private final VirtualMachineRouter handler;

  /** Those that nobody has closed yet. */
  private final Set<RunningHost> open = ConcurrentHashMap.newKeySet();

  /**
   * The endpoints on a store; none listens yet.
   *
   * @param subscriptionId where hosts that are opened are said to be
   * @param ids makes secrets, keys and names
   */
  public TokenHosts(
      Store store,
      Directory directory,
      ResourceIdentities identities,
      VirtualMachineRegistry virtualMachineRegistry,
      AccessTokens tokens,
      KnownResources resources,
      ServerOrigins origins,
      CertificateAuthority authority,
      UUID subscriptionId,
      FaultInjector faults,
      Clock clock,
      Supplier<UUID> ids) {
    this.authority = authority;
    this.clock = clock;
    this.ids = ids;
    var cache = new TokenCache(tokens, origins, clock);
    this.tokens = new ManagedIdentityTokenService(store, directory, resources, cache, clock, ids);
    hostRegistry = new HostRegistry(store, directory, identities, subscriptionId.toString(), ids);
    faults.declare(HostKind.operations());
    listeners = new Listeners(faults, ids);
    var source = new VirtualMachineLookup(virtualMachineRegistry, identities);
    var imdsHandler = new ImdsHandler(store, source, this.tokens, directory.tenantId());
    this.machines = new VirtualMachineListeners(imdsHandler, listeners);
    handler = new VirtualMachineRouter(store, source, imdsHandler, this.machines);
  }

  /**
   * Listens for all virtual machines, which the path tells apart, and returns where.
   *
   * @param port 0 takes any that is free
   */
  public String listen(int port) {
    return listeners.open(port, "127.0.0.1", HostKind.VIRTUAL_MACHINE, handler).origin();
  }

  /** What the listener for all virtual machines comes in by. */
  Handler handler() {
    return listeners.guarded(HostKind.VIRTUAL_MACHINE, handler);
  }

  /** Where one virtual machine alone is served, from now on. */
  public String machine(ResourceId id) {
    return machines.origin(id);
  }

  /** Opens an app of App Service. */
  public RunningHost appService(RequestedHostIdentities requested) {
    var app = hostRegistry.bind("Microsoft.Web", "sites", requested);
    var secret = ids.get().toString();
    var listener = listen(HostKind.APP_SERVICE, "127.0.0.1", new AppService(tokens, app, secret));
    return opened(app, listener, AppService.environment(listener.origin(), secret));
  }

  /** Opens an application of Service Fabric. */
  public RunningHost serviceFabric(RequestedHostIdentities requested) {
    var application = hostRegistry.bind("Microsoft.ServiceFabric", "clusters", requested);
    var secret = ids.get().toString();
    var tls = authority.server(List.of("localhost"));
    var listener =
        listeners.openWithTls(
            tls.context(), HostKind.SERVICE_FABRIC, new ServiceFabric(tokens, application, secret));
    return opened(
        application,
        listener,
        ServiceFabric.environment(listener.origin(), secret, tls.certificate()));
  }

  /** Opens a shell in the cloud, with an identity of its own. */
  public RunningHost cloudShell() {
    var shell =
        hostRegistry.bind(
            "Microsoft.Portal", "consoles", new RequestedHostIdentities(true, List.of()));
    var listener = listen(HostKind.CLOUD_SHELL, "localhost", new CloudShell(tokens, shell));
    return opened(shell, listener, CloudShell.environment(listener.origin()));
  }

  /**
   * Opens a machine that Azure Arc manages.
   *
   * @param folder where the keys go that clients have to read
   */
  public RunningHost azureArc(RequestedHostIdentities requested, Path folder) {
    var keys = new ArcSecretFiles(folder, clock, ids);
    var machine = hostRegistry.bind("Microsoft.HybridCompute", "machines", requested);
    var listener = listen(HostKind.AZURE_ARC, "localhost", new AzureArc(tokens, machine, keys));
    return open(
        new RunningHost(
            AzureArc.environment(listener.origin()),
            machine.system(),
            host -> {
              close(host, machine, listener);
              keys.close();
            }));
  }

  private HttpsListener listen(HostKind kind, String name, Handler handler) {
    return listeners.open(0, name, kind, handler);
  }

  private RunningHost opened(
      RegisteredHost bound, HttpsListener listener, Map<String, String> environment) {
    return open(new RunningHost(environment, bound.system(), host -> close(host, bound, listener)));
  }

  private RunningHost open(RunningHost host) {
    open.add(host);
    return host;
  }

  private void close(RunningHost host, RegisteredHost bound, HttpsListener listener) {
    open.remove(host);
    listeners.close(listener);
    hostRegistry.release(bound);
  }

  /** Closes all hosts that are open, and the listeners of machines. */
  @Override
  public void close() {
    open.forEach(RunningHost::close);
    listeners.close();
  }
}
