package dev.msi4j.local.front;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;

/** Where Jetty's requests become values, and response values go back to Jetty. */
final class JettyAdapter extends org.eclipse.jetty.server.Handler.Abstract {
  private final Handler handler;
  private final Origins origins;
  private final int bodyLimit;

  JettyAdapter(Handler handler, Origins origins, int bodyLimit) {
    this.handler = handler;
    this.origins = origins;
    this.bodyLimit = bodyLimit;
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
    var bytes = body(source);
    if (bytes.length > bodyLimit) {
      return FrontErrors.bodyTooLarge(bodyLimit).with("Connection", "close");
    }
    return handler.handle(request(source, Body.of(bytes)));
  }

  /** The body, or one byte more than the limit. */
  private byte[] body(org.eclipse.jetty.server.Request source) throws IOException {
    if (source.getLength() > bodyLimit) {
      return new byte[bodyLimit + 1];
    }
    try (var stream = Content.Source.asInputStream(source)) {
      return stream.readNBytes(bodyLimit + 1);
    }
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
