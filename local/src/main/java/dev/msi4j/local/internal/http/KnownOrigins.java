package dev.msi4j.local.internal.http;

import dev.msi4j.local.internal.text.CaseFolding;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Origins of a listener. A {@code Host} header is trusted only if it names one of these origins:
 * responses contain absolute URLs to which clients send tokens. Immutable.
 */
final class KnownOrigins {
  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

  private static final String WILDCARD = "*.";
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  private final String scheme;
  private final int port;
  private final Set<String> names = new LinkedHashSet<>();

  /** The suffixes of names with any first label, each with its dot. */
  private final List<String> suffixes;

  /**
   * Creates the origins of a listener.
   *
   * @param configured names besides those of loopback; the first is the canonical one. A name that
   *     starts with {@code *.} stands for all names with any first label
   */
  KnownOrigins(String scheme, List<String> configured, String address, int port) {
    this.scheme = scheme;
    this.port = port;
    suffixes =
        configured.stream()
            .filter(name -> name.startsWith(WILDCARD))
            .map(name -> CaseFolding.of(name.substring(1)))
            .toList();
    configured.stream()
        .filter(name -> !name.startsWith(WILDCARD))
        .forEach(name -> names.add(inUrl(name)));
    names.addAll(LOOPBACK);
    if (!address.isEmpty() && !address.equals("0.0.0.0") && !address.equals("::")) {
      names.add(inUrl(address));
    }
  }

  /** Returns every origin but those of wildcards; the first is the canonical one. */
  List<String> all() {
    return names.stream().map(this::origin).toList();
  }

  /** Returns the origin for requests without a trusted Host header. */
  String canonical() {
    return origin(names.iterator().next());
  }

  /**
   * Returns the origin of a request.
   *
   * @param host the host of the Host header; an IPv6 address is in brackets
   * @param hostPort the port of the Host header; zero or negative without a port
   */
  String of(@Nullable String host, int hostPort) {
    if (host == null || (hostPort > 0 && hostPort != port)) {
      return canonical();
    }
    var name = CaseFolding.of(host);
    return names.contains(name) || matchesWildcard(name) ? origin(name) : canonical();
  }

  private boolean matchesWildcard(String name) {
    var dot = name.indexOf('.');
    return dot > 0
        && suffixes.contains(name.substring(dot))
        && LABEL.matcher(name.substring(0, dot)).matches();
  }

  private String origin(String name) {
    var defaultPort = scheme.equals("https") ? 443 : 80;
    return scheme + "://" + name + (port == defaultPort ? "" : ":" + port);
  }

  private static String inUrl(String name) {
    var lower = CaseFolding.of(name);
    return lower.contains(":") && !lower.startsWith("[") ? "[" + lower + "]" : lower;
  }
}
