package dev.msi4j.local.internal;

import dev.msi4j.local.internal.control.ControllableClock;
import dev.msi4j.local.internal.entra.SigningKeys;
import dev.msi4j.local.internal.runtime.ServerRuntime;
import dev.msi4j.local.internal.state.StateStore;
import dev.msi4j.local.internal.tls.CertificateAuthority;
import java.util.UUID;

/**
 * What the components and the listener of a server build on: its open state, clock and keys.
 *
 * @param state the state, which {@link #close} closes
 * @param clock the clock, which tests can control
 * @param runtime the store of the state, the clock and a source of random ids
 * @param signingKeys the keys that sign tokens
 * @param authority the authority that issues the certificates of the listeners
 */
public record ServerFoundation(
    StateStore state,
    ControllableClock clock,
    ServerRuntime runtime,
    SigningKeys signingKeys,
    CertificateAuthority authority)
    implements AutoCloseable {
  /**
   * Opens the state of a server.
   *
   * @throws IllegalStateException if the state cannot be opened
   */
  public static ServerFoundation open(ServerOptions options) {
    var state = StateStore.open(options, Components.DOCUMENT_KINDS);
    try {
      var clock = new ControllableClock(options.clock());
      var runtime = new ServerRuntime(state.store(), clock, UUID::randomUUID);
      // First, since the first key takes longest, and another thread generates it.
      var signingKeys = new SigningKeys(state.store(), clock);
      return new ServerFoundation(state, clock, runtime, signingKeys, state.openAuthority());
    } catch (RuntimeException e) {
      state.close();
      throw e;
    }
  }

  @Override
  public void close() {
    state.close();
  }
}
