package dev.msi4j.local;

import dev.msi4j.local.internal.http.ProxyBypass;
import dev.msi4j.local.internal.imds.RunningHost;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A hosting environment with a token endpoint, such as an App Service app. The endpoint serves
 * requests until the environment or its local Azure is closed. Thread-safe.
 */
public final class HostEnvironment implements AutoCloseable {
  private final RunningHost host;

  HostEnvironment(RunningHost host) {
    this.host = host;
  }

  /**
   * Returns the environment variables by which clients detect this hosting environment. Remove the
   * variables of other hosting environments from a process: clients check them in different orders.
   *
   * @return the variables by name
   */
  public Map<String, String> environment() {
    return ProxyBypass.addTo(host.environment(), System.getenv());
  }

  /**
   * Returns the principal of the system-assigned identity.
   *
   * @return the object id; empty without a system-assigned identity
   */
  public Optional<UUID> principalId() {
    return Optional.ofNullable(host.system()).map(system -> system.objectId());
  }

  /**
   * Closes the token endpoint and deletes the principal of the system-assigned identity. Closing
   * twice has no further effect.
   */
  @Override
  public void close() {
    host.close();
  }
}
