package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.control.requests.RequestControl;
import dev.msi4j.local.internal.entra.Directory;
import dev.msi4j.local.internal.http.Handler;
import dev.msi4j.local.internal.http.HttpsListener;
import dev.msi4j.local.internal.runtime.ServerRuntime;
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
 * Opens and closes the token endpoints of hosts. Virtual machines share one listener, or have their
 * own on request. Hosts of other kinds are opened with their identities. Thread-safe.
 */
public final class TokenHosts implements AutoCloseable {
  private final CertificateAuthority authority;
  private final Clock clock;
  private final Supplier<UUID> ids;
  private final ManagedIdentityTokenService tokens;
  private final HostRegistry hostRegistry;
  private final Listeners listeners;
  private final VirtualMachineListeners machineListeners;
  private final VirtualMachineRouter handler;

  /** The open hosts. */
  private final Set<RunningHost> open = ConcurrentHashMap.newKeySet();

  /**
   * Creates the endpoints; no listener is open yet.
   *
   * @param runtime holds the source of secrets, keys and names
   * @param authority issues the TLS certificate of Service Fabric
   * @param hostRegistry registers hosts other than virtual machines
   */
  public TokenHosts(
      ServerRuntime runtime,
      ManagedIdentityTokenService tokens,
      VirtualMachineLookup machines,
      Directory directory,
      CertificateAuthority authority,
      HostRegistry hostRegistry,
      RequestControl control) {
    var store = runtime.store();
    clock = runtime.clock();
    ids = runtime.ids();
    this.tokens = tokens;
    this.authority = authority;
    this.hostRegistry = hostRegistry;
    control.faults().declare(HostKind.operations());
    listeners = new Listeners(control, ids);
    var imdsHandler = new ImdsHandler(store, machines, tokens, directory.tenantId());
    machineListeners = new VirtualMachineListeners(imdsHandler, listeners);
    handler = new VirtualMachineRouter(store, machines, imdsHandler, machineListeners);
  }

  /**
   * Opens the shared listener of all virtual machines and returns its origin.
   *
   * @param port the port; 0 picks a free one
   */
  public String listen(int port) {
    return listeners.open(port, "127.0.0.1", HostKind.VIRTUAL_MACHINE, handler).origin();
  }

  /** Returns the handler of the shared listener. */
  Handler handler() {
    return listeners.guarded(HostKind.VIRTUAL_MACHINE, handler);
  }

  /** Returns the origin of the listener of one virtual machine; opens the listener on first use. */
  public String machine(ResourceId id) {
    return machineListeners.origin(id);
  }

  /** Opens an App Service app. */
  public RunningHost appService(RequestedHostIdentities requested) {
    var app = hostRegistry.register("Microsoft.Web", "sites", requested);
    var secret = ids.get().toString();
    var listener = listen(HostKind.APP_SERVICE, "127.0.0.1", new AppService(tokens, app, secret));
    return opened(app, listener, AppService.environment(listener.origin(), secret));
  }

  /** Opens a Service Fabric application. */
  public RunningHost serviceFabric(RequestedHostIdentities requested) {
    var application = hostRegistry.register("Microsoft.ServiceFabric", "clusters", requested);
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

  /** Opens a Cloud Shell with a system-assigned identity. */
  public RunningHost cloudShell() {
    var shell =
        hostRegistry.register(
            "Microsoft.Portal", "consoles", new RequestedHostIdentities(true, List.of()));
    var listener = listen(HostKind.CLOUD_SHELL, "localhost", new CloudShell(tokens, shell));
    return opened(shell, listener, CloudShell.environment(listener.origin()));
  }

  /**
   * Opens an Azure Arc-enabled server.
   *
   * @param directory the directory for the key files that clients read
   */
  public RunningHost azureArc(RequestedHostIdentities requested, Path directory) {
    var secretFiles = new ArcSecretFiles(directory, clock, ids);
    var machine = hostRegistry.register("Microsoft.HybridCompute", "machines", requested);
    var listener =
        listen(HostKind.AZURE_ARC, "localhost", new AzureArc(tokens, machine, secretFiles));
    return open(
        new RunningHost(
            AzureArc.environment(listener.origin()),
            machine.system(),
            host -> {
              close(host, machine, listener);
              secretFiles.close();
            }));
  }

  private HttpsListener listen(HostKind kind, String name, Handler handler) {
    return listeners.open(0, name, kind, handler);
  }

  private RunningHost opened(
      RegisteredHost registered, HttpsListener listener, Map<String, String> environment) {
    return open(
        new RunningHost(
            environment, registered.system(), host -> close(host, registered, listener)));
  }

  private RunningHost open(RunningHost host) {
    open.add(host);
    return host;
  }

  private void close(RunningHost host, RegisteredHost registered, HttpsListener listener) {
    open.remove(host);
    listeners.close(listener);
    hostRegistry.remove(registered);
  }

  /** Closes all open hosts except virtual machines, whose listeners stay open. */
  public void closeHosts() {
    open.forEach(RunningHost::close);
  }

  /** Closes all open hosts and the listeners of virtual machines. */
  @Override
  public void close() {
    closeHosts();
    listeners.close();
  }
}
