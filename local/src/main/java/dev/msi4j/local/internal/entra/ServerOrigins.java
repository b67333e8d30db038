package dev.msi4j.local.internal.entra;

import java.util.List;

/** The origins of this server, which are known once it listens. Thread-safe. */
public final class ServerOrigins {
  private volatile List<String> origins = List.of("https://localhost");

  /**
   * Sets the origins.
   *
   * @param origins each as scheme, host and port; the first is the canonical one
   */
  public void set(List<String> origins) {
    this.origins = List.copyOf(origins);
  }

  /** Returns the origin that tokens name whose request came in elsewhere. */
  public String canonical() {
    return origins.get(0);
  }

  boolean contains(String origin) {
    return origins.contains(origin);
  }
}
