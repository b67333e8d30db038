package dev.msi4j.local.internal.entra;

import java.util.List;

/** The origins of this server, set when its listener is open. Thread-safe. */
public final class ServerOrigins {
  private volatile List<String> origins = List.of("https://localhost");

  /**
   * Sets the origins.
   *
   * @param origins scheme, host and port of each origin; the first is the canonical origin
   */
  public void set(List<String> origins) {
    this.origins = List.copyOf(origins);
  }

  /**
   * Returns the origin for tokens that are requested at another endpoint than the token service.
   */
  public String canonical() {
    return origins.get(0);
  }

  boolean contains(String origin) {
    return origins.contains(origin);
  }
}
