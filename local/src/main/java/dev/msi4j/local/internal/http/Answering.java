package dev.msi4j.local.internal.http;

import dev.msi4j.local.internal.store.StoreUnavailable;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A handler that always answers: a {@link Refusal} with what it carries, without a store with
 * status 503, a fault of this server with status 500 and a request id that its log names too.
 */
public final class Answering implements Handler {
  private static final Logger LOG = LoggerFactory.getLogger(Answering.class);

  private final Handler handler;
  private final Supplier<UUID> ids;

  /**
   * Guards a handler.
   *
   * @param ids makes the request ids of faults
   */
  public Answering(Handler handler, Supplier<UUID> ids) {
    this.handler = handler;
    this.ids = ids;
  }

  @Override
  public Response handle(Request request) {
    try {
      return handler.handle(request);
    } catch (Refusal refusal) {
      return refusal.answer(request.origin());
    } catch (StoreUnavailable unavailable) {
      return FrontErrors.serviceUnavailable(ids.get());
    } catch (RuntimeException | Error fault) {
      var requestId = ids.get();
      // Neither query, headers nor body: they may hold secrets.
      LOG.error("{} {} failed, request {}", request.method(), request.path(), requestId, fault);
      return FrontErrors.internalServerError(requestId);
    }
  }
}
