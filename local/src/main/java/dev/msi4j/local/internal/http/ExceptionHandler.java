package dev.msi4j.local.internal.http;

import dev.msi4j.local.internal.store.StoreUnavailableException;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A handler that always answers: a {@link ErrorResponseException} with what it carries, without a
 * store with status 503, a fault of this server with status 500 and a request id that its log names
 * too.
 */
public final class ExceptionHandler implements Handler {
  private static final Logger LOG = LoggerFactory.getLogger(ExceptionHandler.class);

  private final Handler handler;
  private final Supplier<UUID> ids;

  /**
   * Guards a handler.
   *
   * @param ids makes the request ids of faults
   */
  public ExceptionHandler(Handler handler, Supplier<UUID> ids) {
    this.handler = handler;
    this.ids = ids;
  }

  @Override
  public Response handle(Request request) {
    try {
      return handler.handle(request);
    } catch (ErrorResponseException errorResponseException) {
      return errorResponseException.answer(request.origin());
    } catch (StoreUnavailableException unavailable) {
      return HttpErrors.serviceUnavailable(ids.get());
    } catch (RuntimeException | Error fault) {
      var requestId = ids.get();
      // Neither query, headers nor body: they may hold secrets.
      LOG.error("{} {} failed, request {}", request.method(), request.path(), requestId, fault);
      return HttpErrors.internalServerError(requestId);
    }
  }
}
