package dev.msi4j.local.front;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;

/** Where Jetty's requests become values, and response values go back to Jetty. */
final class JettyAdapter extends org.eclipse.jetty.server.Handler.Abstract {
  private static final int PIECE = 16 << 10;

  private final Handler handler;
  private final Origins origins;
  private final int bodyLimit;
  private final Duration bodyTime;

  /**
   * @param bodyLimit how many bytes of a body it takes
   * @param bodyTime how long a body may take to arrive
   */
  JettyAdapter(Handler handler, Origins origins, int bodyLimit, Duration bodyTime) {
    this.handler = handler;
    this.origins = origins;
    this.bodyLimit = bodyLimit;
    this.bodyTime = bodyTime;
  }

  @Override
  public boolean handle(
      org.eclipse.jetty.server.Request source,
      org.eclipse.jetty.server.Response target,
      Callback callback)
      throws IOException {
    var answer = answer(source);
    if (answer.delivery() == Delivery.WHOLE) {
      write(answer, target, callback);
    } else {
      new BrokenDelivery(source.getConnectionMetaData().getConnection().getEndPoint())
          .write(answer, target, callback);
    }
    return true;
  }

  private Response answer(org.eclipse.jetty.server.Request source) throws IOException {
    byte[] bytes;
    try {
      bytes = body(source);
    } catch (TimeoutException e) {
      return FrontErrors.bodyTooSlow().with("Connection", "close");
    }
    if (bytes.length > bodyLimit) {
      return FrontErrors.bodyTooLarge(bodyLimit).with("Connection", "close");
    }
    return handler.handle(request(source, Body.of(bytes)));
  }

  /** The body, or one byte more than the limit. */
  private byte[] body(org.eclipse.jetty.server.Request source)
      throws IOException, TimeoutException {
    if (source.getLength() > bodyLimit) {
      return new byte[bodyLimit + 1];
    }
    try (var stream = Content.Source.asInputStream(source)) {
      return read(stream);
    } catch (IOException e) {
      if (e.getCause() instanceof TimeoutException silence) {
        throw silence;
      }
      throw e;
    }
  }

  /** Whoever sends a byte now and then is not silent, and would stay for ever. */
  private byte[] read(InputStream stream) throws IOException, TimeoutException {
    var begin = NanoTime.now();
    var bytes = new ByteArrayOutputStream();
    var piece = new byte[PIECE];
    while (bytes.size() <= bodyLimit) {
      var length = stream.read(piece, 0, Math.min(PIECE, bodyLimit + 1 - bytes.size()));
      if (length < 0) {
        break;
      }
      bytes.write(piece, 0, length);
      if (NanoTime.since(begin) > bodyTime.toNanos()) {
        throw new TimeoutException("the body takes more than " + bodyTime);
      }
    }
    return bytes.toByteArray();
  }

  private Request request(org.eclipse.jetty.server.Request source, Body body) {
    var uri = source.getHttpURI();
    var path = uri.getPath();
    var query = uri.getQuery();
    return new Request(
        source.getMethod(),
        origins.of(uri.getHost(), uri.getPort()),
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
