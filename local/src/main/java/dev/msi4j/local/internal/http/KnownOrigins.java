package dev.msi4j.local.internal.http;

import dev.msi4j.local.internal.text.CaseFolding;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The origins under which a listener is reached. What a client claims in its {@code Host} header is
 * only believed if it is one of these: answers carry absolute URLs, and clients send their tokens
 * there.
 */
final class KnownOrigins {
  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

  private final String scheme;
  private final int port;
  private final Set<String> names = new LinkedHashSet<>();

  /**
   * The origins of one listener.
   *
   * @param configured names beside the loopback ones; the first of them is the canonical one
   */
  KnownOrigins(String scheme, List<String> configured, String address, int port) {
    this.scheme = scheme;
    this.port = port;
    configured.forEach(name -> names.add(inUrl(name)));
    names.addAll(LOOPBACK);
    if (!address.isEmpty() && !address.equals("0.0.0.0") && !address.equals("::")) {
      names.add(inUrl(address));
    }
  }

  /** Returns every origin; the first is the canonical one. */
  List<String> all() {
    return names.stream().map(this::origin).toList();
  }

  /** The origin to name where the client's own name for this server can't be used. */
  String canonical() {
    return origin(names.iterator().next());
  }

  /**
   * The origin a client used.
   *
   * @param host the name of the Host header, an IPv6 address in brackets
   * @param hostPort its port; not positive if there is none
   */
  String of(@Nullable String host, int hostPort) {
    if (host == null || (hostPort > 0 && hostPort != port)) {
      return canonical();
    }
    var name = CaseFolding.of(host);
    return names.contains(name) ? origin(name) : canonical();
  }

  private String origin(String name) {
    var usual = scheme.equals("https") ? 443 : 80;
    return scheme + "://" + name + (port == usual ? "" : ":" + port);
  }

  private static String inUrl(String name) {
    var lower = CaseFolding.of(name);
    return lower.contains(":") && !lower.startsWith("[") ? "[" + lower + "]" : lower;
  }
}
