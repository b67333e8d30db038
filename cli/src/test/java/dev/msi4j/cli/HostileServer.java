package dev.msi4j.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.msi4j.cli.console.ShellExports;
import dev.msi4j.cli.state.ServerDirectory;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.tls.CertificateAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Simulates all services that the commands call. Each text of a response contains control
 * characters. The server also claims a state directory, as a local Azure does.
 */
public final class HostileServer implements AutoCloseable {
  /** ESC, BEL, CR, LF, TAB, DEL, C1, bidirectional controls, a line separator. */
  public static final String TEXT =
      "a\u001b[31mb\u0007c\rd\nforged\te\u007ff\u009bg\u202eh\u2066i\u061cj\u2028k";

  private static final String ID =
      "/subscriptions/s/resourceGroups/shop/providers/Microsoft.ManagedIdentity"
          + "/userAssignedIdentities/orders";
  private static final String MACHINE =
      "/subscriptions/s/resourceGroups/shop/providers/Microsoft.Compute/virtualMachines/web";

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> environment;
  private final ServerDirectory.Claim claim;
  private volatile int status = 200;
  private volatile boolean signsIn = true;

  public HostileServer(Path folder) throws IOException {
    var authority = CertificateAuthority.in(folder, Clock.systemUTC());
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(authority.serverContext(List.of())));
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
    var origin = "https://localhost:" + server.getAddress().getPort();
    var variables = new HashMap<>(TestEnvironments.at(origin, authority.file().toString()));
    variables.put("MSI4J_IMDS_ENDPOINT", origin + "/{subscription}/{resourceGroup}/{vm}");
    environment = Map.copyOf(variables);
    claim = ServerDirectory.at(folder).claim();
    claim.announce(ShellExports.write(environment));
  }

  public Map<String, String> environment() {
    return environment;
  }

  /** Sets the status of further responses; with 400 or more, they are errors. */
  public void answerWith(int status) {
    this.status = status;
  }

  /** Rejects all further sign-ins. */
  public void rejectSignIn() {
    signsIn = false;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      boolean isToken = exchange.getRequestURI().getPath().endsWith("/token");
      boolean isIssuer = exchange.getRequestURI().getPath().startsWith("/issuers");
      if (isToken && !isIssuer) {
        send(exchange, signsIn ? 200 : 401, token());
      } else {
        send(exchange, status, status < 400 ? resource() : error());
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private String token() {
    return signsIn
        ? "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"token\"}"
        : Json.write(
            Json.object()
                .put("error", "invalid_client")
                .put("error_description", "AADSTS7000215: " + TEXT));
  }

  private static String error() {
    var error = Json.object();
    error.putObject("error").put("code", TEXT).put("message", TEXT).put("target", TEXT);
    return Json.write(error.put("error_description", TEXT));
  }

  /** Returns an object with the members of all resource types, and of a list of resources. */
  private static String resource() {
    var one = Json.object();
    one.put("id", ID).put("name", TEXT).put("location", TEXT).put("type", TEXT);
    one.put("resourceGroup", TEXT).put("url", TEXT).put("token", TEXT);
    one.put("now", TEXT).put("frozen", TEXT).put("operation", TEXT).put("message", TEXT);
    one.put("at", TEXT).put("times", TEXT);
    one.putObject("identity").put("type", "SystemAssigned").put("principalId", TEXT);
    one.put("displayName", TEXT).put("state", TEXT).put("tenantId", TEXT);
    one.putObject("tags").put("key", TEXT).put(TEXT, "value");
    one.putObject("display").put("operation", TEXT);
    one.putObject("properties")
        .put("issuer", "https://issuer.example.com/" + TEXT)
        .put("subject", TEXT)
        .put("scope", "/subscriptions/33333333-3333-3333-3333-333333333333/" + TEXT)
        .putArray("audiences")
        .add(TEXT);
    var machine = one.deepCopy().put("id", MACHINE);
    var all = one.deepCopy();
    all.putArray("value").add(one).add(machine);
    all.putArray("planned").add(one);
    var applied = all.putArray("applied").addObject();
    applied.put("at", TEXT).put("operation", TEXT).set("fault", one);
    return Json.write(all);
  }

  @Override
  public void close() {
    claim.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
