package dev.msi4j.local.internal.http;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Renders the errors that Jetty itself detects in the format of this server's errors. Jetty closes
 * the connection after such an error, so the response has {@code Connection: close}.
 */
final class JettyErrors implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    var status =
        request.getAttribute(ErrorHandler.ERROR_STATUS) instanceof Integer code ? code : 500;
    JettyAdapter.write(HttpErrors.last(response(status)), response, callback);
    return true;
  }

  private static dev.msi4j.local.internal.http.Response response(int status) {
    // Jetty itself uses this status during shutdown only.
    return status == HttpStatus.SERVICE_UNAVAILABLE_503
        ? HttpErrors.shuttingDown()
        : HttpErrors.malformedRequest(
            status, HttpStatus.getMessage(status) + ": the request cannot be parsed.");
  }
}
