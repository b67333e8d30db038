package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.http.Handler;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.Set;

/**
 * Rejects requests whose Host header is not a loopback name. Protects against DNS rebinding: a web
 * page could resolve its own name to this server. The address of instance metadata is allowed, for
 * virtual machines in a network namespace.
 */
final class HostHeaderFilter implements Handler {
  private static final Set<String> NAMES =
      Set.of("localhost", "127.0.0.1", "[::1]", "169.254.169.254");

  private final Handler handler;

  HostHeaderFilter(Handler handler) {
    this.handler = handler;
  }

  @Override
  public Response handle(Request request) {
    var host = request.headers().first("Host").orElse("");
    if (!NAMES.contains(name(host))) {
      throw HostErrors.notLoopback(host);
    }
    return handler.handle(request);
  }

  private static String name(String host) {
    return CaseFolding.of(host.replaceFirst(":\\d*$", ""));
  }
}
