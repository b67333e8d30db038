package dev.msi4j.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Sends one request and receives the head of its response, on the calling thread. */
final class Exchange {
  /** Time to wait for status 100 before the body is sent without it. */
  private static final Timeout CONTINUE_TIMEOUT = Timeout.ofSeconds(1);

  /** Time to wait for a response after the server stopped reading the request. */
  private static final long LAST_RESPONSE_MILLIS = TimeUnit.SECONDS.toMillis(1);

  private static final HttpCoreContext CONTEXT = HttpCoreContext.create();

  private final Settings settings;
  private final ConnectionPool pool;
  private final OutgoingRequest request;
  private final Duration responseTimeout;
  private final @Nullable ProxyAuthentication authentication;

  private volatile @Nullable Lease lease;
  private volatile boolean cancelled;

  /**
   * Creates an exchange.
   *
   * @param responseTimeout the maximum time between the end of the request and the head of the
   *     response; zero for no limit
   * @param authentication the credentials for the proxy that forwards the request, or null
   */
  Exchange(
      Settings settings,
      ConnectionPool pool,
      OutgoingRequest request,
      Duration responseTimeout,
      @Nullable ProxyAuthentication authentication) {
    this.settings = settings;
    this.pool = pool;
    this.request = request;
    this.responseTimeout = responseTimeout;
    this.authentication = authentication;
  }

  /**
   * The head and the body of a response.
   *
   * @param body the body, or null if the response has none
   * @param decoded whether this client decompresses the body
   */
  record Response(ClassicHttpResponse head, @Nullable BodyStream body, boolean decoded) {}

  /**
   * Sends the request, and returns the response with an unread body.
   *
   * @throws IOException if the server sends no response
   * @throws IllegalStateException if the client is closed
   */
  Response run() throws IOException {
    var freshness =
        request.isIdempotent() && request.isReplayable()
            ? ConnectionPool.Freshness.ANY
            : ConnectionPool.Freshness.TESTED;
    String credentials = null;
    while (true) {
      var leased = lease(freshness);
      var message = request.toMessage(leased.connection());
      try {
        var authorized = authorize(message, credentials);
        var response = sendAndReceive(leased.connection(), message);
        credentials = authorized ? null : answer(message, response);
        if (credentials == null) {
          return received(leased, message, response);
        }
        leased.close();
      } catch (IOException | HttpException e) {
        leased.abort();
        if (freshness == ConnectionPool.Freshness.NEW || !mayRepeat(leased, message, e)) {
          throw describe(e, leased);
        }
        freshness = ConnectionPool.Freshness.NEW;
      } catch (RuntimeException | Error e) {
        leased.abort();
        throw e;
      }
    }
  }

  private Lease lease(ConnectionPool.Freshness freshness) throws IOException {
    var leased = pool.lease(request.route(), freshness);
    lease = leased;
    if (cancelled) {
      leased.abort();
    }
    return leased;
  }

  /**
   * Aborts the exchange, or the reading of its response, from another thread. The thread that runs
   * the exchange gets an exception.
   */
  void cancel() {
    cancelled = true;
    var leased = lease;
    if (leased != null) {
      leased.abort();
    }
  }

  boolean isCancelled() {
    return cancelled;
  }

  /** Adds the credentials for the proxy. Returns whether they answer a challenge of the proxy. */
  private boolean authorize(ClassicHttpRequest message, @Nullable String credentials) {
    var value =
        credentials == null && authentication != null
            ? authentication.preemptive(message)
            : credentials;
    if (value != null) {
      message.setHeader(HttpHeaders.PROXY_AUTHORIZATION, value);
    }
    return credentials != null;
  }

  /** Returns the credentials for a repeated request, or null if the response is final. */
  private @Nullable String answer(ClassicHttpRequest message, ClassicHttpResponse response) {
    return authentication != null
            && response.getCode() == HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED
            && request.isReplayable()
        ? authentication.answer(message, response)
        : null;
  }

  private ClassicHttpResponse sendAndReceive(
      PooledConnection connection, ClassicHttpRequest message) throws IOException, HttpException {
    connection.startExchange();
    connection.sendRequestHeader(message);
    if (request.expectsContinue()) {
      var rejection = awaitContinue(connection);
      if (rejection != null) {
        return rejection;
      }
    }
    try {
      connection.sendRequestEntity(message);
      connection.flush();
    } catch (IOException e) {
      var socket = connection.socket();
      if (!connection.isOpen() || !socket.writeFailed() || socket.writeTimedOut()) {
        throw e;
      }
      return lastResponse(connection, e);
    }
    return connection.receiveFinalResponse(
        responseTimeout.toMillis(), settings.maxResponseHeaderSize());
  }

  /** Waits for status 100, and returns the response if the server rejects the request instead. */
  private @Nullable ClassicHttpResponse awaitContinue(PooledConnection connection)
      throws IOException, HttpException {
    connection.flush();
    connection.socket().expectHead(0, settings.maxResponseHeaderSize());
    while (connection.isDataAvailable(CONTINUE_TIMEOUT)) {
      var response = connection.receiveResponseHeader();
      if (response.getCode() == HttpStatus.SC_CONTINUE) {
        return null;
      }
      if (response.getCode() >= HttpStatus.SC_SUCCESS) {
        connection.closeAfterExchange();
        return response;
      }
    }
    return null;
  }

  /** Returns the response of a server that responded and then stopped reading the request. */
  private ClassicHttpResponse lastResponse(PooledConnection connection, IOException failure)
      throws IOException {
    try {
      var response =
          connection.receiveFinalResponse(LAST_RESPONSE_MILLIS, settings.maxResponseHeaderSize());
      connection.closeAfterExchange();
      return response;
    } catch (IOException | HttpException e) {
      failure.addSuppressed(e);
      throw failure;
    }
  }

  /**
   * Returns whether to send the request again. This requires that the connection was idle before,
   * that the server closed the connection without a response, and that no part of the request was
   * sent or the request is idempotent (RFC 9110, section 9.2.2).
   */
  private boolean mayRepeat(Lease leased, ClassicHttpRequest message, Exception failure) {
    var connection = leased.connection();
    return leased.isReused()
        && !leased.isClientClosed()
        && !cancelled
        && !Thread.currentThread().isInterrupted()
        && !(failure instanceof SocketTimeoutException)
        && !(failure instanceof BodyLengthException)
        && !connection.socket().writeTimedOut()
        && !connection.hasResponseStarted()
        && (connection.socket().sent() == 0 || request.isIdempotent())
        && (request.isReplayable() || !isStarted(message));
  }

  private static boolean isStarted(ClassicHttpRequest message) {
    return message.getEntity() instanceof RequestEntity body && body.isStarted();
  }

  private Response received(Lease leased, ClassicHttpRequest message, ClassicHttpResponse response)
      throws IOException, HttpException {
    var connection = leased.connection();
    var reusable = DefaultConnectionReuseStrategy.INSTANCE.keepAlive(message, response, CONTEXT);
    if (!MessageSupport.canResponseHaveBody(message.getMethod(), response)) {
      if (reusable) {
        leased.release(PooledConnection.keepAlive(response));
      } else {
        leased.close();
      }
      return new Response(response, null, false);
    }
    connection.receiveResponseEntity(response);
    var body = new ResponseBody(leased, response, reusable, settings, request);
    return request.asksForGzip() && isGzip(response)
        ? new Response(response, new GzipBody(body, request, settings.maxResponseBodySize()), true)
        : new Response(response, body, false);
  }

  private static boolean isGzip(ClassicHttpResponse response) {
    var header = response.getFirstHeader(HttpHeaders.CONTENT_ENCODING);
    return header != null && "gzip".equalsIgnoreCase(header.getValue());
  }

  private IOException describe(Exception failure, Lease leased) {
    var socket = leased.connection().socket();
    if (cancelled) {
      return new IOException(request + " was cancelled", failure);
    }
    if (leased.isClientClosed()) {
      return Errors.clientClosed(request.toString(), failure);
    }
    if (Thread.currentThread().isInterrupted()) {
      return Errors.interrupted(failure, "sending " + request);
    }
    if (socket.writeTimedOut()) {
      return Errors.timeout(
          failure,
          request + ": the server did not read the next part of the request",
          settings.writeTimeout(),
          "writeTimeout");
    }
    if (failure instanceof SocketTimeoutException) {
      return Errors.timeout(failure, request + ": no response", responseTimeout, "responseTimeout");
    }
    return Errors.response(failure, request.toString(), settings);
  }
}
