package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.http.Handler;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.Set;

/**
 * Refuses requests that name this server otherwise than by loopback: a page of a browser whose own
 * name has been made to lead here would be let in else. The address of instance metadata is one
 * too, where a machine's network is a namespace.
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
