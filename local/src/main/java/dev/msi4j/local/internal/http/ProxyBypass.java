package dev.msi4j.local.internal.http;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Adds the environment variables that exclude local addresses from HTTP proxies: {@code NO_PROXY}
 * and, for clients that read only the lower-case name, {@code no_proxy}.
 */
public final class ProxyBypass {
  private static final List<String> NAMES = List.of("NO_PROXY", "no_proxy");
  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");

  private ProxyBypass() {}

  /**
   * Returns an environment with the variables added. Hosts that either argument excludes already
   * stay excluded.
   *
   * @param environment variables whose URLs name servers of this machine
   * @param inherited the variables that the process inherits
   */
  public static Map<String, String> addTo(
      Map<String, String> environment, Map<String, String> inherited) {
    var all = new LinkedHashMap<>(environment);
    for (var name : NAMES) {
      var hosts = new LinkedHashSet<String>();
      for (var variables : List.of(inherited, environment)) {
        NAMES.stream()
            .filter(variables::containsKey)
            .findFirst()
            .ifPresent(other ->
                addHosts(hosts, variables.getOrDefault(name, variables.getOrDefault(other, ""))));
      }
      hosts.addAll(LOOPBACK);
      environment.values().forEach(value -> addHost(hosts, value));
      all.put(name, String.join(",", hosts));
    }
    return all;
  }

  private static void addHosts(Set<String> hosts, String list) {
    for (var host : list.split(",", -1)) {
      if (!host.isBlank()) {
        hosts.add(host.strip());
      }
    }
  }

  private static void addHost(Set<String> hosts, String value) {
    if (value.startsWith("https://") || value.startsWith("http://")) {
      // Parses the origin only: the path may be a template, which is not a valid URI.
      var end = value.indexOf('/', value.indexOf("//") + 2);
      var host = URI.create(end < 0 ? value : value.substring(0, end)).getHost();
      if (host != null && !host.startsWith("[")) {
        hosts.add(host);
      }
    }
  }
}
