package dev.msi4j.local;

import dev.msi4j.local.internal.imds.RequestedHostIdentities;
import dev.msi4j.local.internal.imds.TokenHosts;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Opens hosting environments other than virtual machines, each with the requested identities:
 *
 * <pre>{@code
 * try (HostEnvironment app = azure.hostEnvironments().systemAssigned().openAppService()) {
 *   processBuilder.environment().putAll(app.environment());
 * }
 * }</pre>
 *
 * <p>Immutable: each method returns a new value. Close an opened environment after use, which
 * deletes the principal of its system-assigned identity.
 */
public final class HostEnvironments {
  /** Directory of Azure Arc's secret files on Linux; clients accept no other directory. */
  private static final Path ARC_SECRET_DIRECTORY = Path.of("/var/opt/azcmagent/tokens");

  private final TokenHosts hosts;
  private final RequestedHostIdentities requested;

  private HostEnvironments(TokenHosts hosts, RequestedHostIdentities requested) {
    this.hosts = hosts;
    this.requested = requested;
  }

  /** Returns environments without identities. */
  static HostEnvironments of(TokenHosts hosts) {
    return new HostEnvironments(hosts, new RequestedHostIdentities(false, List.of()));
  }

  /**
   * Adds a system-assigned identity.
   *
   * @return a new value
   */
  public HostEnvironments systemAssigned() {
    return new HostEnvironments(hosts, new RequestedHostIdentities(true, requested.userAssigned()));
  }

  /**
   * Adds a user-assigned identity.
   *
   * @param resourceId the resource id of the identity, which must exist when the environment is
   *     opened
   * @return a new value
   */
  public HostEnvironments userAssigned(String resourceId) {
    var all = Stream.concat(requested.userAssigned().stream(), Stream.of(resourceId)).toList();
    return new HostEnvironments(hosts, new RequestedHostIdentities(requested.system(), all));
  }

  /**
   * Opens an app of App Service or Azure Functions, with the token endpoints of the versions
   * 2019-08-01 and 2017-09-01.
   *
   * @return the environment
   * @throws IllegalArgumentException if an identity does not exist
   */
  public HostEnvironment openAppService() {
    return new HostEnvironment(hosts.appService(requested));
  }

  /**
   * Opens a server of Azure Arc with the secret files in {@code /var/opt/azcmagent/tokens}, the
   * only directory that clients on Linux accept. Creating the directory requires root.
   *
   * @return the environment
   * @throws IllegalArgumentException if an identity does not exist
   * @throws java.io.UncheckedIOException if the directory cannot be created or written
   */
  public HostEnvironment openAzureArc() {
    return openAzureArc(ARC_SECRET_DIRECTORY);
  }

  /**
   * Opens a server of Azure Arc.
   *
   * @param secretDirectory the directory of the secret files
   * @return the environment
   * @throws IllegalArgumentException if an identity does not exist
   * @throws java.io.UncheckedIOException if the directory cannot be created or written
   */
  public HostEnvironment openAzureArc(Path secretDirectory) {
    return new HostEnvironment(hosts.azureArc(requested, secretDirectory));
  }

  /**
   * Opens an application of Service Fabric. Its endpoint uses TLS: some clients must trust {@link
   * LocalAzure#caFile}, others check the certificate's thumbprint.
   *
   * @return the environment
   * @throws IllegalArgumentException if an identity does not exist
   */
  public HostEnvironment openServiceFabric() {
    return new HostEnvironment(hosts.serviceFabric(requested));
  }

  /**
   * Opens a Cloud Shell, which always has exactly one identity: its own.
   *
   * @return the environment
   * @throws IllegalStateException if user-assigned identities were added
   */
  public HostEnvironment openCloudShell() {
    if (!requested.userAssigned().isEmpty()) {
      throw new IllegalStateException(
          "userAssigned is "
              + requested.userAssigned()
              + ": Cloud Shell supports no user-assigned identities");
    }
    return new HostEnvironment(hosts.cloudShell());
  }
}
