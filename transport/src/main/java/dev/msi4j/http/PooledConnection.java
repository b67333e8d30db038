package dev.msi4j.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.ResponseOutOfOrderStrategy;
import org.apache.hc.core5.http.message.LazyLineParser;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** A connection of HttpComponents Core with the limits of this client and its state in the pool. */
final class PooledConnection extends DefaultBHttpClientConnection {
  private static final int MAX_HEADER_COUNT = 1000;
  private static final long EARLY_RESPONSE_CHECK = 64 * 1024;

  private final TimedSocket socket;
  private final EndpointDetails counts;
  private long idleSince;
  private long idleLimit;
  private long receivedBefore;
  private boolean reusable = true;
  private boolean earlyResponse;

  PooledConnection(TimedSocket socket, Http1Config config) throws IOException {
    super(
        config,
        null,
        null,
        Strategies.INSTANCE,
        DefaultContentLengthStrategy.INSTANCE,
        Strategies.INSTANCE,
        null,
        new DefaultHttpResponseParserFactory(config, LazyLineParser.INSTANCE, null));
    this.socket = socket;
    bind(socket);
    this.counts = getEndpointDetails();
  }

  /** Returns the limits for messages; the socket limits the header as a whole. */
  static Http1Config config(int maxHeaderSize) {
    return Http1Config.custom()
        .setMaxHeaderCount(MAX_HEADER_COUNT)
        .setMaxLineLength(maxHeaderSize)
        .build();
  }

  /** Switches to TLS on the same socket. */
  void secure(SSLSocket tls) throws IOException {
    bind(new SocketHolder(tls, socket));
  }

  TimedSocket socket() {
    return socket;
  }

  /** Callbacks that HttpComponents Core calls for each message. */
  private static final class Strategies
      implements ContentLengthStrategy, ResponseOutOfOrderStrategy {
    static final Strategies INSTANCE = new Strategies();

    /**
     * Returns the length of a response's body.
     *
     * @throws HttpException if the header has both Content-Length and Transfer-Encoding, which
     *     enables response splitting (RFC 9112, section 6.3)
     */
    @Override
    public long determineLength(HttpMessage response) throws HttpException {
      if (response.containsHeader(HttpHeaders.TRANSFER_ENCODING)
          && response.containsHeader(HttpHeaders.CONTENT_LENGTH)) {
        throw new org.apache.hc.core5.http.ProtocolException(
            "both Transfer-Encoding and Content-Length");
      }
      return DefaultContentLengthStrategy.INSTANCE.determineLength(response);
    }

    /** Returns whether the server responded before the end of the request. */
    @Override
    public boolean isEarlyResponseDetected(
        ClassicHttpRequest request,
        HttpClientConnection connection,
        InputStream in,
        long sent,
        long next)
        throws IOException {
      return sent / EARLY_RESPONSE_CHECK != (sent + next) / EARLY_RESPONSE_CHECK
          && ((PooledConnection) connection).detectEarlyResponse();
    }
  }

  private boolean detectEarlyResponse() throws IOException {
    earlyResponse = socket.hasArrived() && isDataAvailable(Timeout.ONE_MILLISECOND);
    if (earlyResponse) {
      closeAfterExchange();
    }
    return earlyResponse;
  }

  /** Returns whether the body was not sent to its end because the server responded early. */
  boolean hasEarlyResponse() {
    return earlyResponse;
  }

  /**
   * Receives the head of the final response. Skips interim responses.
   *
   * @param timeout the maximum time in milliseconds; 0 for no limit
   * @param limit the maximum size of all heads together, in bytes
   */
  ClassicHttpResponse receiveFinalResponse(long timeout, int limit)
      throws IOException, HttpException {
    socket.expectHead(timeout, limit);
    var response = receiveResponseHeader();
    while (response.getCode() < 200) {
      if (response.getCode() == 101) {
        throw new ProtocolException("status 101, an unrequested switch of protocols");
      }
      response = receiveResponseHeader();
    }
    return response;
  }

  /** Starts an exchange. */
  void startExchange() {
    socket.startExchange();
    receivedBefore = counts.getReceivedBytesCount();
  }

  /** Returns whether a byte of the response was received, not counting TLS records. */
  boolean hasResponseStarted() {
    return counts.getReceivedBytesCount() != receivedBefore;
  }

  /** Closes the connection after this exchange, because its request was not sent to the end. */
  void closeAfterExchange() {
    reusable = false;
  }

  /** Returns whether the server sent data after the end of the response. */
  private boolean hasUnsolicitedData() {
    try {
      return isDataAvailable(Timeout.ONE_MILLISECOND);
    } catch (IOException e) {
      return true;
    }
  }

  /**
   * Marks the connection as idle.
   *
   * @param now the time, in nanoseconds
   * @param limit the time until the connection expires, in nanoseconds
   * @return false if the connection cannot be used again
   */
  boolean markIdle(long now, long limit) {
    socket.expectNothing();
    idleSince = now;
    idleLimit = limit;
    return reusable && isOpen() && isConsistent() && !hasUnsolicitedData();
  }

  /** Returns the idle time in nanoseconds. */
  long idleTime(long now) {
    return now - idleSince;
  }

  /** Returns whether the idle time has reached its limit. */
  boolean isExpired(long now) {
    return idleTime(now) >= idleLimit;
  }

  /** Closes the connection at once. Any thread may call this method. */
  void abort() {
    close(CloseMode.IMMEDIATE);
  }

  /** Returns the timeout of a Keep-Alive header in nanoseconds, or null. */
  static @Nullable Long keepAlive(ClassicHttpResponse response) {
    if (!response.containsHeader(HttpHeaders.KEEP_ALIVE)) {
      return null;
    }
    for (var i = MessageSupport.iterate(response, HttpHeaders.KEEP_ALIVE); i.hasNext(); ) {
      var element = i.next();
      if (element.getName().equalsIgnoreCase("timeout") && element.getValue() != null) {
        try {
          return TimeUnit.SECONDS.toNanos(Long.parseLong(element.getValue()));
        } catch (NumberFormatException e) {
          return null;
        }
      }
    }
    return null;
  }
}
