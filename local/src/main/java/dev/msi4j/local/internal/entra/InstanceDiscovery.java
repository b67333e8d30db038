package dev.msi4j.local.internal.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.json.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/**
 * The response of instance discovery. Clients send their secrets to the confirmed authority, so
 * only the host of this server and its loopback names are confirmed.
 *
 * @param server the origin by which the client reaches this server
 * @param tenant the first path segment of the requested authorization endpoint
 */
record InstanceDiscovery(URI server, String tenant) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  static Optional<InstanceDiscovery> of(String authorizationEndpoint, String origin) {
    var server = URI.create(origin);
    try {
      var requested = new URI(authorizationEndpoint);
      return isThisServer(requested, server)
          ? Optional.of(new InstanceDiscovery(server, tenant(requested)))
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Accepts a URL without a port: most clients omit the port of the authority. */
  private static boolean isThisServer(URI requested, URI server) {
    var host = requested.getHost();
    return host != null
        && server.getScheme().equalsIgnoreCase(requested.getScheme())
        && (requested.getPort() < 0 || requested.getPort() == server.getPort())
        && (host.equalsIgnoreCase(server.getHost()) || LOOPBACK.contains(host));
  }

  private static String tenant(URI requested) {
    var segments = requested.getRawPath().split("/", -1);
    return segments.length > 1 && !segments[1].isEmpty() ? segments[1] : "common";
  }

  ObjectNode json() {
    var document =
        Json.object()
            .put(
                "tenant_discovery_endpoint",
                server + "/" + tenant + "/v2.0/.well-known/openid-configuration")
            .put("api-version", "1.1");
    var metadata =
        document
            .putArray("metadata")
            .addObject()
            .put("preferred_network", server.getRawAuthority())
            .put("preferred_cache", server.getRawAuthority());
    // Some clients look up an authority with its port, others without.
    var aliases = metadata.putArray("aliases").add(server.getRawAuthority());
    if (server.getPort() >= 0) {
      aliases.add(server.getHost());
    }
    return document;
  }
}
