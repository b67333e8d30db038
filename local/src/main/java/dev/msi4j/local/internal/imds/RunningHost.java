package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.entra.Principal;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A host that somebody has opened: it answers until it is closed. */
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

  /** What a process on this host has in its environment; it holds the host's secret, if any. */
  public Map<String, String> environment() {
    return environment;
  }

  /** The host's own principal, or null. */
  public @Nullable Principal system() {
    return system;
  }

  /** Closes it once; its own principal is gone then. */
  @Override
  public void close() {
    var once = closing.getAndSet(null);
    if (once != null) {
      once.accept(this);
    }
  }
}
