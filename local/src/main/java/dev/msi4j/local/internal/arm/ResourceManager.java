package dev.msi4j.local.internal.arm;

import static java.time.ZoneOffset.UTC;

import dev.msi4j.local.internal.control.faults.FaultInjector;
import dev.msi4j.local.internal.http.Handler;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.http.Router;
import dev.msi4j.local.internal.rbac.RoleAssignments;
import dev.msi4j.local.internal.runtime.ServerRuntime;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Store;
import dev.msi4j.local.internal.store.StoreUnavailableException;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The pipeline of Resource Manager: every request goes through the same checks, in this order, to
 * its operation.
 */
public final class ResourceManager implements Handler {
  private static final DateTimeFormatter ROUTING_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);

  /** These are about the group itself, and say so in their own words when it is not there. */
  private static final Set<String> WITHOUT_GROUP_CHECK =
      Set.of("Microsoft.Resources/subscriptions/resourceGroups");

  private static final Set<String> READS = Set.of("GET", "HEAD");

  private static final int LONGEST_ID = 128;

  private final Store store;
  private final Operations operations;
  private final Authentication authentication;
  private final RoleAssignments assignments;
  private final Subscriptions subscriptions;
  private final ResourceGroups groups;
  private final LongRunningOperations longRunningOperations;
  private final FaultInjector faults;
  private final Throttling throttling;
  private final Clock clock;
  private final Supplier<UUID> ids;

  public ResourceManager(
      ServerRuntime runtime,
      Operations operations,
      Authentication authentication,
      Scopes scopes,
      LongRunningOperations longRunningOperations,
      FaultInjector faults,
      Throttling throttling) {
    store = runtime.store();
    this.operations = operations;
    this.authentication = authentication;
    assignments = scopes.assignments;
    subscriptions = scopes.subscriptions;
    groups = scopes.groups;
    this.longRunningOperations = longRunningOperations;
    this.faults = faults;
    this.throttling = throttling;
    clock = runtime.clock();
    ids = runtime.ids();
  }

  /** Stored scopes of requests, and the roles that callers have there. */
  public record Scopes(
      Subscriptions subscriptions, ResourceGroups groups, RoleAssignments assignments) {}

  @Override
  public Response handle(Request request) {
    return withHeaders(request, answer(request));
  }

  private Response answer(Request request) {
    try {
      return serve(request);
    } catch (ArmException exception) {
      return exception.answer(request.origin());
    } catch (StoreUnavailableException unavailable) {
      return ArmErrors.storeUnavailable().answer(request.origin());
    }
  }

  private Response serve(Request request) {
    var version = apiVersion(request);
    var caller = authentication.authenticate(request);
    RequestPath.check(request);
    var match = operation(request, version);
    longRunningOperations.settle();
    var arrival =
        store.read(documents -> {
          var access = assignments.access(documents, caller.objectId());
          return arrival(
              documents,
              new ArmRequest(request, match.value(), match.arguments(), version, caller, access));
        });
    var call = admit(arrival);
    var answer =
        faults.serve(
            match.value().action(),
            error -> ArmErrors.injected(error).answer(request.origin()),
            () -> throttling.serve(call));
    if (answer.status() < 300 && READS.contains(request.method())) {
      longRunningOperations.countRead(new ResourcePath(request.segments()));
    }
    return answer;
  }

  private Response withHeaders(Request request, Response answer) {
    var id = ids.get().toString();
    var correlation = id(request, "x-ms-correlation-request-id").orElse(id);
    var routing = "LOCAL:" + ROUTING_TIME.format(clock.instant().atOffset(UTC)) + ":" + id;
    var decorated =
        answer
            .with("x-ms-request-id", id)
            .with("x-ms-correlation-request-id", correlation)
            .with("x-ms-routing-request-id", routing)
            .with("Cache-Control", "no-cache")
            .with("Pragma", "no-cache")
            .with("Expires", "-1")
            .with("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
            .with("X-Content-Type-Options", "nosniff");
    return request
        .headers()
        .first("x-ms-return-client-request-id")
        .filter("true"::equalsIgnoreCase)
        .flatMap(requested -> id(request, "x-ms-client-request-id"))
        .map(client -> decorated.with("x-ms-client-request-id", client))
        .orElse(decorated);
  }

  /** An id that a client has chosen; not one that would make the answer too large to send. */
  private static Optional<String> id(Request request, String header) {
    return request.headers().first(header).filter(id -> id.length() <= LONGEST_ID);
  }

  private static String apiVersion(Request request) {
    var version = request.query().filled("api-version").orElseThrow(ArmErrors::missingApiVersion);
    if (!ApiVersions.isWellFormed(version)) {
      throw ArmErrors.invalidApiVersion(version);
    }
    return version;
  }

  private Router.Match<Operation> operation(Request request, String version) {
    var segments = request.segments();
    var match = operations.find(request.method(), segments).orElse(null);
    if (match == null) {
      throw unknown(request.method(), segments);
    }
    var operation = match.value();
    if (!operation.versions().contain(version)) {
      throw unsupported(operation, version);
    }
    if (operation.isOfExtension() && operation.method().equals("PUT")) {
      RequestPath.checkWhole(request);
    }
    return match;
  }

  private ArmException unknown(String method, List<String> segments) {
    if (operations.anyAt(segments)) {
      return ArmErrors.methodNotAllowed(method);
    }
    var path = new ResourcePath(segments);
    if (!path.isInSubscription() && !path.isOfTenant()) {
      return ArmErrors.missingSubscription();
    }
    if (path.namespace().isEmpty()) {
      return ArmErrors.pathNotServed(method, segments);
    }
    var namespace = path.namespace().get();
    var types = operations.catalogue().types(namespace).keySet();
    if (types.isEmpty()) {
      return ArmErrors.namespaceNotServed(namespace, operations.catalogue().namespaces());
    }
    return types.stream().anyMatch(path.type()::equalsIgnoreCase)
        ? ArmErrors.pathNotServed(method, segments)
        : ArmErrors.typeNotServed(path.type(), namespace, types);
  }

  private ArmException unsupported(Operation operation, String version) {
    var known = operations.catalogue().versions(operation.namespace());
    return known.contains(version)
        ? ArmErrors.invalidResourceType(
            operation.type(), operation.namespace(), version, operation.versions().listed())
        : ArmErrors.noRegisteredProvider(operation.type(), version, operation.versions().listed());
  }

  /**
   * A request, and what the state says about it: read in one transaction, and judged after that has
   * ended, so that no pattern of a role is matched while others wait for the connection.
   *
   * @param subscription why its subscription can't be used, if it can't
   * @param group why its resource group can't be used, if it can't
   */
  private record Arrival(
      ArmRequest call, Optional<ArmException> subscription, Optional<ArmException> group) {}

  private Arrival arrival(Documents documents, ArmRequest call) {
    var id = call.arguments().get(ArmRequest.SUBSCRIPTION);
    var namespace = call.operation().namespace();
    return new Arrival(
        call,
        id == null ? Optional.empty() : subscriptionProblem(documents, id, namespace),
        id == null ? Optional.empty() : groupProblem(documents, call, id));
  }

  /**
   * Lets a request through if the subscription it names is there and registered, if its caller may
   * do this, and then, since only such a caller may know, if its resource group is there.
   */
  private static ArmRequest admit(Arrival arrival) {
    raise(arrival.subscription);
    var call = arrival.call;
    var operation = call.operation();
    if (!operation.need().isMet(call.access(), operation.action(), call.scope())) {
      throw ArmErrors.authorizationFailed(call);
    }
    raise(arrival.group);
    call.access().decide(operation.linked());
    return call;
  }

  private static void raise(Optional<ArmException> problem) {
    if (problem.isPresent()) {
      throw problem.get();
    }
  }

  private Optional<ArmException> subscriptionProblem(
      Documents documents, String subscription, String namespace) {
    if (subscriptions.find(documents, subscription).isEmpty()) {
      return Optional.of(ArmErrors.subscriptionNotFound(subscription));
    }
    return subscriptions.isRegistered(documents, subscription, namespace)
        ? Optional.empty()
        : Optional.of(ArmErrors.missingSubscriptionRegistration(namespace));
  }

  private Optional<ArmException> groupProblem(
      Documents documents, ArmRequest call, String subscription) {
    var name = call.arguments().get(ArmRequest.RESOURCE_GROUP);
    var operation = call.operation();
    if (name == null
        || WITHOUT_GROUP_CHECK.contains(operation.namespace() + "/" + operation.type())) {
      return Optional.empty();
    }
    var group = groups.find(documents, subscription, name);
    if (group.isEmpty()) {
      return Optional.of(ArmErrors.resourceGroupNotFound(name));
    }
    var creates = operation.method().equals("PUT") || operation.method().equals("PATCH");
    return group.get().isDeleting() && creates
        ? Optional.of(ArmErrors.resourceGroupBeingDeleted(group.get().name()))
        : Optional.empty();
  }
}
