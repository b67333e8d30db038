package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.control.faults.FaultInjector;
import dev.msi4j.local.internal.http.Handler;
import dev.msi4j.local.internal.http.Request;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.store.StoreUnavailableException;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Adds fault injection and exception handling to the handler of a hosting environment. Formats
 * errors as the environment does.
 */
final class HostEndpoint implements Handler {
  private final HostKind kind;
  private final Handler handler;
  private final FaultInjector faults;
  private final Supplier<UUID> ids;

  HostEndpoint(HostKind kind, Handler handler, FaultInjector faults, Supplier<UUID> ids) {
    this.kind = kind;
    this.handler = handler;
    this.faults = faults;
    this.ids = ids;
  }

  @Override
  public Response handle(Request request) {
    return faults.serve(
        kind.operation(), error -> errorResponse(HostErrors.injected(error)), () -> serve(request));
  }

  private Response serve(Request request) {
    try {
      return handler.handle(request);
    } catch (TokenEndpointException exception) {
      return errorResponse(exception);
    } catch (StoreUnavailableException unavailable) {
      return errorResponse(HostErrors.serviceUnavailable())
          .with("Retry-After", Long.toString(StoreUnavailableException.RETRY_AFTER_SECONDS));
    }
  }

  private Response errorResponse(TokenEndpointException exception) {
    var response =
        Response.json(exception.status(), kind.errorFormat().document(exception, ids.get()));
    return exception
        .challenge()
        .map(challenge -> response.with("WWW-Authenticate", challenge))
        .orElse(response);
  }
}
