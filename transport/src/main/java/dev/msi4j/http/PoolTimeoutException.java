package dev.msi4j.http;

import java.io.IOException;

/** Reports that no connection became free within the acquire timeout. */
final class PoolTimeoutException extends IOException {
  private static final long serialVersionUID = 1L;

  PoolTimeoutException(Route route, Settings settings) {
    super(
        "no free connection to "
            + route
            + " within "
            + Durations.format(settings.acquireTimeout())
            + " (acquireTimeout): the client has at most "
            + settings.maxConnectionsPerHost()
            + " for a host (maxConnectionsPerHost) and "
            + settings.maxConnections()
            + " in total (maxConnections); close every response, or raise these limits");
  }
}
