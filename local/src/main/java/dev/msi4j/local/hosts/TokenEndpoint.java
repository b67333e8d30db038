package dev.msi4j.local.hosts;

import dev.msi4j.local.front.Handler;
import dev.msi4j.local.front.Request;
import dev.msi4j.local.front.Response;
import dev.msi4j.local.store.StoreUnavailable;
import java.util.UUID;
import java.util.function.Supplier;

/** The endpoint of a host: a handler whose refusals are shaped as its dialect has them. */
final class TokenEndpoint implements Handler {
  private final Dialect dialect;
  private final Handler handler;
  private final Supplier<UUID> ids;

  TokenEndpoint(Dialect dialect, Handler handler, Supplier<UUID> ids) {
    this.dialect = dialect;
    this.handler = handler;
    this.ids = ids;
  }

  @Override
  public Response handle(Request request) {
    try {
      return handler.handle(request);
    } catch (HostRefusal refusal) {
      return answer(refusal);
    } catch (StoreUnavailable unavailable) {
      return answer(HostErrors.serviceUnavailable())
          .with("Retry-After", Long.toString(StoreUnavailable.RETRY_AFTER_SECONDS));
    }
  }

  private Response answer(HostRefusal refusal) {
    return Response.json(refusal.status(), dialect.document(refusal, ids.get()));
  }
}
