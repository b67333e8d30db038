package dev.msi4j.local.internal.http;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.Callback;

/** Adapts Jetty to {@link Handler}: converts requests to values and writes response values. */
final class JettyAdapter extends org.eclipse.jetty.server.Handler.Abstract {
  private final ExceptionHandler handler;
  private final KnownOrigins knownOrigins;
  private final ConnectionDeadlines connectionDeadlines;
  private final BodyMemoryLimit bodyMemory;
  private final HttpsListener.Limits limits;

  JettyAdapter(
      ExceptionHandler handler,
      KnownOrigins knownOrigins,
      ConnectionDeadlines connectionDeadlines,
      HttpsListener.Limits limits) {
    this.handler = handler;
    this.knownOrigins = knownOrigins;
    this.connectionDeadlines = connectionDeadlines;
    this.limits = limits;
    bodyMemory = new BodyMemoryLimit(limits.allBodiesBytes());
  }

  @Override
  public boolean handle(
      org.eclipse.jetty.server.Request source,
      org.eclipse.jetty.server.Response target,
      Callback callback) {
    var connection = source.getConnectionMetaData().getConnection();
    var next = Callback.from(() -> connectionDeadlines.awaitHead(connection), callback);
    var body = new AsyncBodyReader(source, limits.bodyBytes(), bodyMemory);
    var received = body.read();
    if (!received.isDone()) {
      connectionDeadlines.awaitBody(connection, body);
    }
    var unused =
        received
            .handle((bytes, failure) -> {
              try (body) {
                connectionDeadlines.clear(connection);
                return failure == null ? handle(source, bytes) : error(failure);
              }
            })
            .thenAccept(response -> send(response, connection, target, next))
            .whenComplete((sent, failure) -> {
              if (failure != null) {
                // Unwrapped, so that Jetty recognizes a client that has disconnected.
                callback.failed(failure.getCause());
              }
            });
    return true;
  }

  private Response handle(org.eclipse.jetty.server.Request source, byte[] body) {
    return body.length > limits.bodyBytes()
        ? HttpErrors.bodyTooLarge(limits.bodyBytes())
        : handler.handle(request(source, Body.of(body)));
  }

  /**
   * Returns the error of a body that cannot be read.
   *
   * @throws CompletionException if the connection is closed
   */
  private static Response error(Throwable failure) {
    if (failure instanceof AsyncBodyReader.BodyMemoryExceededException) {
      return HttpErrors.tooManyBodies();
    }
    // Jetty wraps its timeouts.
    if (failure instanceof TimeoutException || failure.getCause() instanceof TimeoutException) {
      return HttpErrors.bodyTooSlow();
    }
    throw new CompletionException(failure);
  }

  private void send(
      Response response,
      Connection connection,
      org.eclipse.jetty.server.Response target,
      Callback callback) {
    connectionDeadlines.awaitResponse(connection);
    if (response.fault() == ResponseFault.NONE) {
      write(response, target, callback);
    } else {
      new FaultyResponseWriter(connection.getEndPoint()).write(response, target, callback);
    }
  }

  private Request request(org.eclipse.jetty.server.Request source, Body body) {
    var uri = source.getHttpURI();
    var path = uri.getPath();
    var query = uri.getQuery();
    return new Request(
        source.getMethod(),
        knownOrigins.of(uri.getHost(), uri.getPort()),
        path == null ? "/" : path,
        query == null ? Query.NONE : Query.parse(query),
        headers(source),
        body);
  }

  private static Headers headers(org.eclipse.jetty.server.Request source) {
    return Headers.of(
        source.getHeaders().stream().toList(), HttpField::getName, HttpField::getValue);
  }

  static void write(
      Response response, org.eclipse.jetty.server.Response target, Callback callback) {
    writeHead(response, target);
    var bytes = response.body().bytes();
    if (bytes.length == 0 && hasBody(response.status())) {
      target.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
    }
    target.write(true, ByteBuffer.wrap(bytes), callback);
  }

  static void writeHead(Response response, org.eclipse.jetty.server.Response target) {
    target.setStatus(response.status());
    if (response.headers().first("Date").isEmpty()) {
      var server = target.getRequest().getConnectionMetaData().getConnector().getServer();
      target.getHeaders().put(server.getDateField());
    }
    response.headers().forEach(target.getHeaders()::add);
  }

  /** Returns whether a status allows a body and thus a Content-Length (RFC 9110, section 8.6). */
  private static boolean hasBody(int status) {
    return status >= 200 && status != 204 && status != 304;
  }
}
