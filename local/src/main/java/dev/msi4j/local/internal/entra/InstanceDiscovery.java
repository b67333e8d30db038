package dev.msi4j.local.internal.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.json.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/**
 * A host that is vouched for as an authority. Clients send their secrets where this leads, so no
 * host is one but the one the client talks to and its loopback names.
 *
 * @param server where the client reaches this server
 * @param tenant the first segment of the authorization endpoint asked about
 */
record InstanceDiscovery(URI server, String tenant) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  static Optional<InstanceDiscovery> of(String authorizationEndpoint, String origin) {
    var server = URI.create(origin);
    try {
      var asked = new URI(authorizationEndpoint);
      return isOurs(asked, server)
          ? Optional.of(new InstanceDiscovery(server, tenant(asked)))
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Most clients leave the port out of the authority they ask about. */
  private static boolean isOurs(URI asked, URI server) {
    var host = asked.getHost();
    return host != null
        && server.getScheme().equalsIgnoreCase(asked.getScheme())
        && (asked.getPort() < 0 || asked.getPort() == server.getPort())
        && (host.equalsIgnoreCase(server.getHost()) || LOOPBACK.contains(host));
  }

  private static String tenant(URI asked) {
    var segments = asked.getRawPath().split("/", -1);
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
    // Some clients look an authority up with its port, some without.
    var aliases = metadata.putArray("aliases").add(server.getRawAuthority());
    if (server.getPort() >= 0) {
      aliases.add(server.getHost());
    }
    return document;
  }
}
