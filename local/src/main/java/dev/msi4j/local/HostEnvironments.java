package dev.msi4j.local;

import dev.msi4j.local.internal.imds.RequestedHostIdentities;
import dev.msi4j.local.internal.imds.TokenHosts;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Hosts other than virtual machines, each opened with the identities it is to have, for processes
 * that are to believe that they run there:
 *
 * <pre>{@code
 * try (HostEnvironment app = azure.hosts().systemAssigned().appService()) {
 *   processBuilder.environment().putAll(app.environment());
 * }
 * }</pre>
 *
 * <p>Immutable. Close a host when it is done with: its own principal goes then.
 */
public final class HostEnvironments {
  /** Where Azure Arc keeps its keys on Linux, and where clients insist that they are. */
  private static final Path ARC_KEYS = Path.of("/var/opt/azcmagent/tokens");

  private final TokenHosts hosts;
  private final RequestedHostIdentities requested;

  private HostEnvironments(TokenHosts hosts, RequestedHostIdentities requested) {
    this.hosts = hosts;
    this.requested = requested;
  }

  /** Without any identity. */
  static HostEnvironments of(TokenHosts hosts) {
    return new HostEnvironments(hosts, new RequestedHostIdentities(false, List.of()));
  }

  /** With an identity of the host's own. */
  public HostEnvironments systemAssigned() {
    return new HostEnvironments(hosts, new RequestedHostIdentities(true, requested.userAssigned()));
  }

  /**
   * With this identity too.
   *
   * @param resourceId of a user-assigned identity
   */
  public HostEnvironments userAssigned(String resourceId) {
    var all = Stream.concat(requested.userAssigned().stream(), Stream.of(resourceId)).toList();
    return new HostEnvironments(hosts, new RequestedHostIdentities(requested.system(), all));
  }

  /**
   * Opens an app of App Service or Functions, with the endpoints of 2019-08-01 and 2017-09-01.
   *
   * @throws IllegalArgumentException if an identity is not there
   */
  public HostEnvironment openAppService() {
    return new HostEnvironment(hosts.appService(requested));
  }

  /**
   * Opens a machine of Azure Arc, with its keys where clients on Linux insist that they are: in
   * {@code /var/opt/azcmagent/tokens}, which takes a privileged user to make.
   *
   * @throws IllegalArgumentException if an identity is not there
   * @throws java.io.UncheckedIOException if the folder can't be used
   */
  public HostEnvironment openAzureArc() {
    return openAzureArc(ARC_KEYS);
  }

  /**
   * Opens a machine of Azure Arc.
   *
   * @param keys the folder to put its keys in
   * @throws IllegalArgumentException if an identity is not there
   * @throws java.io.UncheckedIOException if the folder can't be used
   */
  public HostEnvironment openAzureArc(Path keys) {
    return new HostEnvironment(hosts.azureArc(requested, keys));
  }

  /**
   * Opens an application of Service Fabric. Its endpoint has TLS; some clients want to trust {@link
   * LocalAzure#caFile} for it, some go by the thumbprint.
   *
   * @throws IllegalArgumentException if an identity is not there
   */
  public HostEnvironment openServiceFabric() {
    return new HostEnvironment(hosts.serviceFabric(requested));
  }

  /**
   * Opens a shell in the cloud. It has one identity, its own, whether that was asked for or not.
   *
   * @throws IllegalStateException if it was to have others
   */
  public HostEnvironment openCloudShell() {
    if (!requested.userAssigned().isEmpty()) {
      throw new IllegalStateException(
          "userAssigned is "
              + requested.userAssigned()
              + ": Cloud Shell has no identity but its own");
    }
    return new HostEnvironment(hosts.cloudShell());
  }
}
