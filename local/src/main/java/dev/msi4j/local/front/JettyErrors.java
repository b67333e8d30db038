package dev.msi4j.local.front;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers what Jetty refuses by itself in the shape of this server's other errors. */
final class JettyErrors implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    var status =
        request.getAttribute(ErrorHandler.ERROR_STATUS) instanceof Integer known ? known : 500;
    var reason = HttpStatus.getMessage(status) + ": the request can't be read.";
    JettyAdapter.write(FrontErrors.unacceptable(status, reason), response, callback);
    return true;
  }
}
