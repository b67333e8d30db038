package dev.msi4j.http;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.BinaryData;
import com.azure.core.util.ProgressReporter;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicHeader;
import org.jspecify.annotations.Nullable;

/** A request of azure-core, checked and ready to be sent any number of times. */
final class OutgoingRequest {
  private final HttpRequest request;
  private final Route route;
  private final String target;
  private final @Nullable BinaryData body;
  private final @Nullable Long length;
  private final @Nullable ProgressReporter progress;
  private final boolean askForGzip;
  private boolean repeated;

  /**
   * Reads a request.
   *
   * @param proxied whether an HTTP proxy forwards the request, which requires the whole URL
   * @param decompression whether to request a compressed response if the request has no
   *     Accept-Encoding
   * @throws IllegalArgumentException if the URL or a header cannot be sent
   */
  OutgoingRequest(
      HttpRequest request,
      Route route,
      boolean proxied,
      boolean decompression,
      @Nullable ProgressReporter progress) {
    this.request = request;
    this.route = route;
    this.target = target(request, route, proxied);
    this.body = request.getBodyAsBinaryData();
    this.length = length(request, body);
    this.progress = progress;
    this.askForGzip =
        decompression && request.getHeaders().get(HttpHeaderName.ACCEPT_ENCODING) == null;
    checkHeaders(request);
  }

  /**
   * Returns the length of the body in bytes, or null if the length is unknown before the body is
   * written.
   */
  private static @Nullable Long length(HttpRequest request, @Nullable BinaryData body) {
    if (body == null) {
      return 0L;
    }
    var announced = request.getHeaders().getValue(HttpHeaderName.CONTENT_LENGTH);
    if (announced == null) {
      return body.getLength();
    }
    try {
      var length = Long.parseLong(announced);
      if (length >= 0) {
        return length;
      }
    } catch (NumberFormatException e) {
      // The exception after this block reports the value.
    }
    throw new IllegalArgumentException(
        "Content-Length: '" + announced + "' is not a number of bytes");
  }

  private static String target(HttpRequest request, Route route, boolean proxied) {
    var file = request.getUrl().getFile();
    var path = file.isEmpty() ? "/" : file.charAt(0) == '?' ? "/" + file : file;
    return encoded(proxied ? route + path : path);
  }

  /** Percent-encodes the characters of a URL that are not allowed in a request line. */
  private static String encoded(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c <= ' ' || c >= 0x7f) {
        return encodedFrom(text, i);
      }
    }
    return text;
  }

  private static String encodedFrom(String text, int start) {
    var hex = HexFormat.of().withUpperCase();
    var result = new StringBuilder(text.length() + 16).append(text, 0, start);
    for (var b : text.substring(start).getBytes(StandardCharsets.UTF_8)) {
      if (b <= ' ' || b == 0x7f) {
        hex.toHexDigits(result.append('%'), b);
      } else {
        result.append((char) b);
      }
    }
    return result.toString();
  }

  private static void checkHeaders(HttpRequest request) {
    for (var header : request.getHeaders()) {
      checkToken(header.getName());
      for (var value : header.getValuesList()) {
        checkValue(header.getName(), value);
      }
    }
  }

  /** Rejects characters that end a line or a header name, and so prevents header injection. */
  private static void checkToken(String name) {
    var good = !name.isEmpty();
    for (var i = 0; i < name.length(); i++) {
      var c = name.charAt(i);
      good &= c > ' ' && c < 0x7f && c != ':';
    }
    if (!good) {
      throw new IllegalArgumentException(
          "header '" + visible(name) + "': a name has only visible ASCII characters without ':'");
    }
  }

  private static void checkValue(String name, String value) {
    for (var i = 0; i < value.length(); i++) {
      var c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f) {
        throw new IllegalArgumentException(
            "header '" + name + "': its value has a control character at index " + i);
      }
    }
  }

  private static String visible(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  Route route() {
    return route;
  }

  /** Returns whether this client, not the caller, requests a compressed response. */
  boolean asksForGzip() {
    return askForGzip;
  }

  /** Returns whether the method is idempotent (RFC 9110, section 9.2.2). */
  boolean isIdempotent() {
    return switch (request.getHttpMethod()) {
      case GET, HEAD, PUT, DELETE, OPTIONS, TRACE -> true;
      case POST, PATCH, CONNECT -> false;
    };
  }

  /** Returns whether the body can be sent a second time. */
  boolean isReplayable() {
    return body == null || body.isReplayable();
  }

  /** Returns whether the caller expects status 100 before the body is sent. */
  boolean expectsContinue() {
    return body != null
        && "100-continue".equalsIgnoreCase(request.getHeaders().getValue(HttpHeaderName.EXPECT));
  }

  /** Converts the request to a message of HttpComponents Core. */
  ClassicHttpRequest toMessage(PooledConnection connection) {
    var method = request.getHttpMethod().toString();
    var message = new BasicClassicHttpRequest(method, null, null, target);
    var host = request.getHeaders().getValue(HttpHeaderName.HOST);
    message.addHeader(new BasicHeader(HttpHeaders.HOST, host == null ? route.authority() : host));
    for (var header : request.getHeaders()) {
      var name = header.getName();
      if (!isFraming(name)) {
        for (var value : header.getValuesList()) {
          message.addHeader(new BasicHeader(name, value));
        }
      }
    }
    if (askForGzip) {
      message.addHeader(new BasicHeader(HttpHeaders.ACCEPT_ENCODING, "gzip"));
    }
    addBody(message, connection);
    return message;
  }

  /** Returns whether this class sets the header itself. */
  private static boolean isFraming(String name) {
    return switch (name.length()) {
      case 4 -> name.equalsIgnoreCase(HttpHeaders.HOST);
      case 14 -> name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH);
      case 17 -> name.equalsIgnoreCase(HttpHeaders.TRANSFER_ENCODING);
      default -> false;
    };
  }

  private void addBody(BasicClassicHttpRequest message, PooledConnection connection) {
    if (body == null) {
      if (hasBodyByDefinition()) {
        message.addHeader(new BasicHeader(HttpHeaders.CONTENT_LENGTH, "0"));
      }
      return;
    }
    if (length == null) {
      message.addHeader(new BasicHeader(HttpHeaders.TRANSFER_ENCODING, "chunked"));
    } else {
      message.addHeader(new BasicHeader(HttpHeaders.CONTENT_LENGTH, length.toString()));
    }
    message.setEntity(
        new RequestEntity(
            body,
            length == null ? RequestEntity.UNKNOWN_LENGTH : length,
            progress,
            repeated,
            connection));
    repeated = true;
  }

  private boolean hasBodyByDefinition() {
    return switch (request.getHttpMethod()) {
      case POST, PUT, PATCH -> true;
      case GET, HEAD, DELETE, OPTIONS, TRACE, CONNECT -> false;
    };
  }

  /** Names the request in messages, without its path and query. */
  @Override
  public String toString() {
    return request.getHttpMethod() + " " + route;
  }
}
