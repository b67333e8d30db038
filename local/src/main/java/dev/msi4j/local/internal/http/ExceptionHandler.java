package dev.msi4j.local.internal.http;

import dev.msi4j.local.internal.store.StoreUnavailableException;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handler decorator that turns every exception into a response. An {@link ErrorResponseException}
 * carries its response; an outage of the store becomes status 503; any other exception becomes
 * status 500 with a request id that the log names as well.
 */
public final class ExceptionHandler implements Handler {
  private static final Logger LOG = LoggerFactory.getLogger(ExceptionHandler.class);

  private final Handler handler;
  private final Supplier<UUID> ids;

  /**
   * Decorates a handler.
   *
   * @param ids the source of request ids for error responses
   */
  public ExceptionHandler(Handler handler, Supplier<UUID> ids) {
    this.handler = handler;
    this.ids = ids;
  }

  @Override
  public Response handle(Request request) {
    try {
      return handler.handle(request);
    } catch (ErrorResponseException exception) {
      return exception.response(request.origin());
    } catch (StoreUnavailableException unavailable) {
      return HttpErrors.serviceUnavailable(ids.get());
    } catch (RuntimeException | Error failure) {
      var requestId = ids.get();
      // Logs neither query, headers nor body: they may contain secrets.
      LOG.error("{} {} failed, request {}", request.method(), request.path(), requestId, failure);
      return HttpErrors.internalServerError(requestId);
    }
  }
}
