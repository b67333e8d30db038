package dev.msi4j.local.internal.http;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what Jetty refuses by itself in the shape of this server's other errors. Jetty ends the
 * connection after each of these, so the answer says it: a client must not send another request.
 */
final class JettyErrors implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    var status =
        request.getAttribute(ErrorHandler.ERROR_STATUS) instanceof Integer known ? known : 500;
    JettyAdapter.write(HttpErrors.last(answer(status)), response, callback);
    return true;
  }

  private static dev.msi4j.local.internal.http.Response answer(int status) {
    // Jetty has one reason for this status: it lets requests finish, and takes no more.
    return status == HttpStatus.SERVICE_UNAVAILABLE_503
        ? HttpErrors.ending()
        : HttpErrors.unacceptable(
            status, HttpStatus.getMessage(status) + ": the request can't be read.");
  }
}
