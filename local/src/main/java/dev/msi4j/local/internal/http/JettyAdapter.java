package dev.msi4j.local.internal.http;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.Callback;

/** Where Jetty's requests become values, and response values go back to Jetty. */
final class JettyAdapter extends org.eclipse.jetty.server.Handler.Abstract {
  private final Handler handler;
  private final KnownOrigins knownOrigins;
  private final ConnectionDeadlines connectionDeadlines;
  private final BodyMemoryLimit room;
  private final HttpsListener.Limits limits;

  JettyAdapter(
      Handler handler,
      KnownOrigins knownOrigins,
      ConnectionDeadlines connectionDeadlines,
      HttpsListener.Limits limits) {
    this.handler = handler;
    this.knownOrigins = knownOrigins;
    this.connectionDeadlines = connectionDeadlines;
    this.limits = limits;
    room = new BodyMemoryLimit(limits.allBodiesBytes());
  }

  @Override
  public boolean handle(
      org.eclipse.jetty.server.Request source,
      org.eclipse.jetty.server.Response target,
      Callback callback) {
    var connection = source.getConnectionMetaData().getConnection();
    var next = Callback.from(() -> connectionDeadlines.awaitHead(connection), callback);
    var body = new AsyncBodyReader(source, limits.bodyBytes(), room);
    var arriving = body.read();
    if (!arriving.isDone()) {
      connectionDeadlines.awaitBody(connection, source);
    }
    var unused =
        arriving
            .handle((bytes, failure) -> {
              try (body) {
                connectionDeadlines.clear(connection);
                return failure == null ? answer(source, bytes) : error(failure);
              }
            })
            .thenAccept(answer -> deliver(answer, connection, target, next))
            .whenComplete((delivering, failure) -> {
              if (failure != null) {
                // As it is: Jetty knows a client that has gone, and keeps quiet about it.
                callback.failed(failure.getCause());
              }
            });
    return true;
  }

  private Response answer(org.eclipse.jetty.server.Request source, byte[] body) {
    return body.length > limits.bodyBytes()
        ? HttpErrors.bodyTooLarge(limits.bodyBytes())
        : handler.handle(request(source, Body.of(body)));
  }

  /** What is wrong with a body; a connection that broke gets no answer. */
  private static Response error(Throwable failure) {
    if (failure instanceof AsyncBodyReader.BodyMemoryExceededException) {
      return HttpErrors.tooManyBodies();
    }
    // Jetty wraps its own.
    if (failure instanceof TimeoutException || failure.getCause() instanceof TimeoutException) {
      return HttpErrors.bodyTooSlow();
    }
    throw new CompletionException(failure);
  }

  private void deliver(
      Response answer,
      Connection connection,
      org.eclipse.jetty.server.Response target,
      Callback callback) {
    connectionDeadlines.awaitTaken(connection);
    if (answer.delivery() == ResponseFault.WHOLE) {
      write(answer, target, callback);
    } else {
      new FaultyResponseWriter(connection.getEndPoint()).write(answer, target, callback);
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
    response.headers().forEach(target.getHeaders()::add);
  }

  /** RFC 9110: these have no body, and say so by having no length. */
  private static boolean hasBody(int status) {
    return status >= 200 && status != 204 && status != 304;
  }
}
