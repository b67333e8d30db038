package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.entra.Principal;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An open host, which serves requests until it is closed. */
public final class RunningHost implements AutoCloseable {
  private final Map<String, String> environment;
  private final @Nullable Principal system;
  private final AtomicReference<@Nullable Consumer<RunningHost>> closing;

  RunningHost(
      Map<String, String> environment, @Nullable Principal system, Consumer<RunningHost> closing) {
    this.environment = Map.copyOf(environment);
    this.system = system;
    this.closing = new AtomicReference<>(closing);
  }

  /** Returns the environment variables of the host's processes, with the secret, if any. */
  public Map<String, String> environment() {
    return environment;
  }

  /** Returns the principal of the system-assigned identity, or null. */
  public @Nullable Principal system() {
    return system;
  }

  /** Closes the host and deletes its system-assigned identity. Idempotent. */
  @Override
  public void close() {
    var action = closing.getAndSet(null);
    if (action != null) {
      action.accept(this);
    }
  }
}
