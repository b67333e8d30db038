package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.control.faults.FaultInjector;
import dev.msi4j.local.internal.entra.Caller;
import dev.msi4j.local.internal.http.Handler;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.http.Router;
import dev.msi4j.local.internal.store.StoreUnavailableException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The request pipeline of Resource Manager. Every request passes the same steps in this order:
 * api-version, authentication, operation, subscription and registration, authorization, resource
 * group, locks, injected faults, throttling, the operation's handler.
 */
public final class ResourceManager implements Handler {
  private static final Set<String> READS = Set.of("GET", "HEAD");

  private final Operations operations;
  private final Authentication authentication;
  private final RequestAdmission admission;
  private final LongRunningOperations longRunningOperations;
  private final FaultInjector faults;
  private final Throttling throttling;
  private final ResponseHeaders responseHeaders;

  public ResourceManager(
      Operations operations,
      Authentication authentication,
      RequestAdmission admission,
      LongRunningOperations longRunningOperations,
      FaultInjector faults,
      Throttling throttling,
      ResponseHeaders responseHeaders) {
    this.operations = operations;
    this.authentication = authentication;
    this.admission = admission;
    this.longRunningOperations = longRunningOperations;
    this.faults = faults;
    this.throttling = throttling;
    this.responseHeaders = responseHeaders;
  }

  @Override
  public Response handle(Request request) {
    return responseHeaders.addTo(respond(request), request);
  }

  /** Serves a request on behalf of a caller that is authenticated already. */
  Response handle(Request request, Caller caller) {
    return respond(request, () -> serve(request, apiVersion(request), caller));
  }

  private Response respond(Request request) {
    return respond(
        request,
        () -> {
          var version = apiVersion(request);
          return serve(request, version, authentication.authenticate(request));
        });
  }

  private static Response respond(Request request, Supplier<Response> service) {
    try {
      return service.get();
    } catch (ArmException exception) {
      return exception.response(request.origin());
    } catch (StoreUnavailableException unavailable) {
      return ArmErrors.storeUnavailable().response(request.origin());
    }
  }

  private Response serve(Request request, String version, Caller caller) {
    RequestPath.check(request);
    var match = operation(request, version);
    longRunningOperations.completeDue();
    var admitted = admission.admit(request, match, version, caller);
    var response =
        faults.serve(
            match.value().action(),
            error -> ArmErrors.injected(error).response(request.origin()),
            () -> throttling.serve(admitted));
    if (response.status() < 300 && READS.contains(request.method())) {
      longRunningOperations.countRead(shownPath(request, match.value()));
    }
    return response;
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
      throw unknownOperation(request.method(), segments);
    }
    var operation = match.value();
    if (!operation.versions().contain(version)) {
      throw unsupportedVersion(operation, version);
    }
    if (operation.isOfExtension() && operation.method().equals("PUT")) {
      RequestPath.checkEmptySegments(request);
    }
    return match;
  }

  private ArmException unknownOperation(String method, List<String> segments) {
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
    var types = operations.catalog().types(namespace).keySet();
    if (types.isEmpty()) {
      return ArmErrors.namespaceNotServed(namespace, operations.catalog().namespaces());
    }
    return types.stream().anyMatch(path.type()::equalsIgnoreCase)
        ? ArmErrors.pathNotServed(method, segments)
        : ArmErrors.typeNotServed(path.type(), namespace, types);
  }

  private ArmException unsupportedVersion(Operation operation, String version) {
    var known = operations.catalog().versions(operation.namespace());
    return known.contains(version)
        ? ArmErrors.invalidResourceType(
            operation.type(), operation.namespace(), version, operation.versions().listed())
        : ArmErrors.noRegisteredProvider(operation.type(), version, operation.versions().listed());
  }

  private static ResourcePath shownPath(Request request, Operation operation) {
    var segments = request.segments();
    return new ResourcePath(
        operation.options().showsParent() ? segments.subList(0, segments.size() - 1) : segments);
  }
}
