package dev.msi4j.local;

import dev.msi4j.local.internal.http.ProxyBypass;
import dev.msi4j.local.internal.imds.RunningHost;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A host that gives tokens to those who run on it, until it or its local Azure is closed. */
public final class HostEnvironment implements AutoCloseable {
  private final RunningHost host;

  HostEnvironment(RunningHost host) {
    this.host = host;
  }

  /**
   * The variables by which a process finds out that it runs on this host. Take the variables of
   * other hosts out of its environment: clients look for them in an order of their own.
   */
  public Map<String, String> environment() {
    return ProxyBypass.addTo(host.environment(), System.getenv());
  }

  /** The principal of the host's own identity, if it has one. */
  public Optional<UUID> principalId() {
    return Optional.ofNullable(host.system()).map(system -> system.objectId());
  }

  /** Stops answering; the host's own principal is gone. Closing twice does nothing more. */
  @Override
  public void close() {
    host.close();
  }
}
