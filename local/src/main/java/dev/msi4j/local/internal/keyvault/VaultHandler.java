package dev.msi4j.local.internal.keyvault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.control.faults.FaultInjector;
import dev.msi4j.local.internal.entra.ServerOrigins;
import dev.msi4j.local.internal.entra.TokenVerifier;
import dev.msi4j.local.internal.http.Handler;
import dev.msi4j.local.internal.http.JsonPage;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.http.Router;
import dev.msi4j.local.internal.http.SkipToken;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.rbac.RoleAssignments;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.store.Scan;
import dev.msi4j.local.internal.store.Store;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Serves the secrets of the vault that the host name of a request names. Every request passes the
 * same steps in this order: vault, authentication, operation, api-version, authorization, injected
 * faults, the handler of the operation.
 */
public final class VaultHandler implements Handler {
  private static final String SECRET = "/secrets/{name}";
  private static final String VERSION = SECRET + "/{version}";
  private static final String DELETED = "/deletedsecrets/{name}";

  /** The default and the maximum in "Get Secrets". */
  private static final int MAX_RESULTS = 25;

  private final Router<Route> routes = new Router<>();
  private final Store store;
  private final Vaults vaults;
  private final Secrets secrets;
  private final VaultAuthorization authorization;
  private final FaultInjector faults;
  private final Challenge challenge;

  /** Returns the challenge of a response to a request without a valid token. */
  private record Challenge(ServerOrigins origins, UUID tenant) {
    String of(Request request) {
      return "Bearer authorization=\""
          + origins.canonical()
          + "/"
          + tenant
          + "\", resource=\""
          + VaultHosts.resource(request.origin())
          + "\"";
    }
  }

  /** An operation at a path. */
  private record Route(SecretOperation operation, Operation handler) {}

  /** A request to a vault. */
  private record Call(Request http, VaultRow vault, Map<String, String> arguments) {
    String name() {
      return arguments.getOrDefault("name", "");
    }

    String version() {
      return arguments.getOrDefault("version", "");
    }
  }

  /** Serves an authorized request. */
  @FunctionalInterface
  private interface Operation {
    Response handle(Call call);
  }

  /**
   * Services that the data plane uses.
   *
   * @param origins the origins of the token service
   * @param tenant the tenant of the token service
   */
  public record Services(
      Store store,
      TokenVerifier tokens,
      RoleAssignments assignments,
      FaultInjector faults,
      ServerOrigins origins,
      UUID tenant) {}

  public VaultHandler(Services services, Vaults vaults, Secrets secrets) {
    store = services.store;
    this.vaults = vaults;
    this.secrets = secrets;
    authorization = new VaultAuthorization(services.tokens, services.assignments, store);
    faults = services.faults;
    challenge = new Challenge(services.origins, services.tenant);
    declare();
  }

  private void declare() {
    add("PUT", SECRET, SecretOperation.SET, this::set);
    add("GET", SECRET, SecretOperation.GET, this::get);
    add("GET", VERSION, SecretOperation.GET, this::get);
    add("PATCH", SECRET, SecretOperation.UPDATE, this::update);
    add("PATCH", VERSION, SecretOperation.UPDATE, this::update);
    add("DELETE", SECRET, SecretOperation.DELETE, this::delete);
    add("GET", "/secrets", SecretOperation.LIST, this::list);
    add("GET", SECRET + "/versions", SecretOperation.LIST, this::listVersions);
    add("GET", "/deletedsecrets", SecretOperation.LIST, this::listDeleted);
    add("GET", DELETED, SecretOperation.GET_DELETED, this::getDeleted);
    add("POST", DELETED + "/recover", SecretOperation.RECOVER, this::recover);
    add("DELETE", DELETED, SecretOperation.PURGE, this::purge);
    add("POST", SECRET + "/backup", SecretOperation.BACKUP, VaultHandler::rejectBackup);
    add("POST", SECRET, SecretOperation.RESTORE, VaultHandler::rejectRestore);
  }

  private void add(String method, String path, SecretOperation operation, Operation handler) {
    routes.add(method, path, new Route(operation, handler));
  }

  /** Returns the data actions of all operations, which are their names in faults and records. */
  public static List<String> actions() {
    return SecretOperation.actions();
  }

  /** Returns methods and paths in the order of declaration: {@code GET /secrets}. */
  public List<String> declared() {
    return routes.declared();
  }

  /** Returns whether a request is for a vault. */
  public static boolean owns(Request request) {
    return VaultHosts.vault(request.origin()).isPresent();
  }

  /** Returns the data action of the operation of a request; empty if no operation has the path. */
  public String action(Request request) {
    return routes
        .find(request.method(), request.segments())
        .map(match -> match.value().operation.action())
        .orElse("");
  }

  @Override
  public Response handle(Request request) {
    Response response;
    try {
      response = respond(request);
    } catch (VaultException exception) {
      response = exception.response(request.origin());
    }
    return response.status() == 401
        ? response.with("WWW-Authenticate", challenge.of(request))
        : response;
  }

  private Response respond(Request request) {
    var name = VaultHosts.vault(request.origin()).orElseThrow();
    var vault =
        store
            .read(documents -> vaults.byName(documents, name))
            .orElseThrow(() -> VaultErrors.vaultNotFound(name));
    var caller = authorization.authenticate(request);
    var match = match(request);
    SecretRequests.checkVersion(request);
    var call = new Call(request, vault, match.arguments());
    if (match.arguments().containsKey("name")) {
      SecretRequests.checkName(call.name());
    }
    var operation = match.value().operation;
    authorization.check(caller, operation, vault, call.name());
    return faults.serve(
        operation.action(),
        error -> VaultErrors.injected(error).response(request.origin()),
        () -> match.value().handler.handle(call));
  }

  private Router.Match<Route> match(Request request) {
    var segments = request.segments();
    return routes
        .find(request.method(), segments)
        .orElseThrow(() ->
            routes.at(segments).isEmpty()
                ? VaultErrors.notServed(request.method(), request.path())
                : VaultErrors.methodNotAllowed(request.method()));
  }

  private Response set(Call call) {
    var body = SecretRequests.body(call.http);
    var value = SecretRequests.value(body);
    var properties = SecretRequests.properties(body);
    return bundle(
        call,
        store.write(
            documents -> secrets.set(documents, call.vault, call.name(), value, properties)));
  }

  private Response get(Call call) {
    return bundle(
        call,
        store.read(
            documents -> secrets.enabled(documents, call.vault, call.name(), call.version())));
  }

  private Response update(Call call) {
    var change = SecretRequests.properties(SecretRequests.body(call.http));
    var updated =
        store.write(documents ->
            secrets.update(documents, call.vault, call.name(), call.version(), change));
    return Response.json(
        200,
        SecretResponses.version(
            call.http.origin(), call.vault, updated.secret().name(), updated.version()));
  }

  private Response delete(Call call) {
    return deleted(
        call, store.write(documents -> secrets.delete(documents, call.vault, call.name())));
  }

  private Response getDeleted(Call call) {
    return deleted(
        call, store.read(documents -> secrets.getDeleted(documents, call.vault, call.name())));
  }

  private Response recover(Call call) {
    var recovered = store.write(documents -> secrets.recover(documents, call.vault, call.name()));
    return Response.json(
        200,
        SecretResponses.version(
            call.http.origin(), call.vault, recovered.secret().name(), recovered.version()));
  }

  private Response purge(Call call) {
    if (call.vault.hasPurgeProtection()) {
      throw VaultErrors.purgeProtected();
    }
    store.change(documents -> secrets.purge(documents, call.vault, call.name()));
    return Response.empty(204);
  }

  private Response list(Call call) {
    return page(
        call,
        after -> secrets.scan(call.vault, after),
        entry ->
            secrets
                .read(call.vault, entry, false)
                .map(found -> SecretResponses.item(call.http.origin(), call.vault, found)));
  }

  private Response listDeleted(Call call) {
    return page(
        call,
        after -> secrets.scan(call.vault, after),
        entry ->
            secrets
                .read(call.vault, entry, true)
                .map(found -> SecretResponses.deletedItem(call.http.origin(), call.vault, found)));
  }

  private Response listVersions(Call call) {
    var secret = store.read(documents -> secrets.existing(documents, call.vault, call.name()));
    return page(
        call,
        after -> secrets.scanVersions(call.vault, secret.name(), after),
        entry ->
            Optional.of(
                SecretResponses.version(
                    call.http.origin(), call.vault, secret.name(), Secrets.readVersion(entry))));
  }

  private static Response page(
      Call call,
      Function<String, Scan> entries,
      Function<Entry, Optional<? extends JsonNode>> shape) {
    var page = JsonPage.of(entries.apply(after(call.http)), size(call.http), shape);
    var document = Json.object();
    document.set("value", page.items());
    document.put("nextLink", page.lastKey().map(last -> nextLink(call.http, last)).orElse(null));
    return Response.json(200, document);
  }

  private static int size(Request request) {
    var requested = request.query().filled("maxresults");
    if (requested.isEmpty()) {
      return MAX_RESULTS;
    }
    try {
      var number = Integer.parseInt(requested.get());
      if (number >= 1 && number <= MAX_RESULTS) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported after this block, like a number that is out of range.
    }
    throw VaultErrors.invalidMaxResults(requested.get(), MAX_RESULTS);
  }

  private static String after(Request request) {
    return request
        .query()
        .filled("$skiptoken")
        .map(token -> SkipToken.parse(token).orElseThrow(() -> VaultErrors.invalidSkipToken(token)))
        .orElse("");
  }

  private static String nextLink(Request request, String last) {
    return request.origin()
        + request.path()
        + "?api-version="
        + URLEncoder.encode(
            request.query().filled("api-version").orElseThrow(), StandardCharsets.UTF_8)
        + "&$skiptoken="
        + SkipToken.of(last)
        + "&maxresults="
        + size(request);
  }

  /**
   * Serves {@code POST /secrets/restore}; a template of its own would hide the secret "restore".
   */
  private static Response rejectRestore(Call call) {
    throw call.name().equals("restore")
        ? VaultErrors.backupNotServed()
        : VaultErrors.methodNotAllowed(call.http.method());
  }

  private static Response rejectBackup(Call call) {
    throw VaultErrors.backupNotServed();
  }

  private static Response bundle(Call call, Secrets.Found found) {
    return Response.json(200, SecretResponses.bundle(call.http.origin(), call.vault, found));
  }

  private static Response deleted(Call call, Secrets.Found found) {
    return Response.json(200, SecretResponses.deleted(call.http.origin(), call.vault, found));
  }
}
