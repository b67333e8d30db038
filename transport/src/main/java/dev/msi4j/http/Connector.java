package dev.msi4j.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections: resolves the host name, connects through the proxy if there is one, starts
 * TLS.
 */
final class Connector {
  private static final int MAX_TUNNEL_ATTEMPTS = 3;

  private final Settings settings;
  private final @Nullable ProxySettings proxy;
  private final Timers timers;
  private final Http1Config config;

  Connector(Settings settings, Timers timers) {
    this.settings = settings;
    this.proxy = settings.proxy() == null ? null : new ProxySettings(settings.proxy());
    this.timers = timers;
    this.config = PooledConnection.config(settings.maxResponseHeaderSize());
  }

  /** Returns the HTTP proxy that forwards requests for a route, or null. */
  @Nullable ProxySettings forwarderFor(Route route) {
    var via = proxyFor(route);
    return via == null || via.isSocks() ? null : via;
  }

  /** Returns the HTTP or SOCKS proxy for a route, or null for a direct connection. */
  private @Nullable ProxySettings proxyFor(Route route) {
    return proxy != null && proxy.appliesTo(route.host()) ? proxy : null;
  }

  /**
   * Opens a connection within the connect timeout, which covers the TCP connection, the tunnel
   * through a proxy and the TLS handshake.
   *
   * @throws IOException if a step fails; the message names the step and a remedy
   */
  PooledConnection connect(Route route) throws IOException {
    var deadline = new Deadline(settings.connectTimeout());
    var via = proxyFor(route);
    try {
      if (via == null) {
        return secured(
            open(InetSocketAddress.createUnresolved(route.host(), route.port()), deadline),
            route,
            deadline);
      }
      if (via.isSocks()) {
        return secured(openSocks(via, route, deadline), route, deadline);
      }
      return route.secure() ? tunnelled(via, route, deadline) : plain(via, deadline);
    } catch (IOException e) {
      throw Errors.connect(e, route, via, settings);
    }
  }

  private PooledConnection plain(ProxySettings via, Deadline deadline) throws IOException {
    return new PooledConnection(open(via.address(), deadline), config);
  }

  private TimedSocket open(InetSocketAddress address, Deadline deadline) throws IOException {
    var addresses = HostNames.resolve(address.getHostString());
    for (var i = 0; ; i++) {
      var attempts = addresses.length - i;
      try {
        return open(
            new InetSocketAddress(addresses[i], address.getPort()),
            deadline.milliseconds(attempts));
      } catch (IOException e) {
        if (attempts == 1 || Thread.currentThread().isInterrupted()) {
          throw e;
        }
      }
    }
  }

  /**
   * Opens a socket of a channel: an interrupt of the thread ends a blocking read of such a socket.
   */
  private TimedSocket open(InetSocketAddress address, int timeout) throws IOException {
    return connected(SocketChannel.open().socket(), address, timeout);
  }

  private TimedSocket openSocks(ProxySettings via, Route route, Deadline deadline)
      throws IOException {
    var address = via.address();
    var resolved =
        new InetSocketAddress(HostNames.resolve(address.getHostString())[0], address.getPort());
    return connected(
        new Socket(new Proxy(Proxy.Type.SOCKS, resolved)),
        InetSocketAddress.createUnresolved(route.host(), route.port()),
        deadline.milliseconds(1));
  }

  private TimedSocket connected(Socket socket, InetSocketAddress address, int timeout)
      throws IOException {
    try {
      socket.connect(address, timeout);
      socket.setTcpNoDelay(true);
      return new TimedSocket(socket, timers, settings.writeTimeout().toMillis());
    } catch (IOException | RuntimeException | Error e) {
      socket.close();
      throw e;
    }
  }

  private PooledConnection secured(TimedSocket socket, Route route, Deadline deadline)
      throws IOException {
    try {
      var connection = new PooledConnection(socket, config);
      if (route.secure()) {
        connection.secure(handshake(socket, route, deadline));
      }
      return connection;
    } catch (IOException | RuntimeException | Error e) {
      socket.closeQuietly();
      throw e;
    }
  }

  private PooledConnection tunnelled(ProxySettings via, Route route, Deadline deadline)
      throws IOException {
    var request = new BasicClassicHttpRequest("CONNECT", null, null, route.hostAndPort());
    request.addHeader(HttpHeaders.HOST, route.hostAndPort());
    for (var attempt = 1; ; attempt++) {
      var connection = plain(via, deadline);
      try {
        if (tunnel(connection, request, via, route, deadline, attempt)) {
          connection.secure(handshake(connection.socket(), route, deadline));
          return connection;
        }
      } catch (HttpException e) {
        throw Errors.protocol(e, via + ", CONNECT to " + route);
      } finally {
        if (!isSecured(connection)) {
          connection.abort();
        }
      }
    }
  }

  private static boolean isSecured(PooledConnection connection) {
    return connection.getSSLSession() != null;
  }

  /**
   * Requests a tunnel from the proxy, and adds credentials for the next attempt if it requires
   * them.
   *
   * @return false if another connection to the proxy is needed for that
   */
  private boolean tunnel(
      PooledConnection connection,
      BasicClassicHttpRequest request,
      ProxySettings via,
      Route route,
      Deadline deadline,
      int attempt)
      throws IOException, HttpException {
    var authentication = via.authentication();
    if (authentication != null && attempt == 1) {
      authorize(request, authentication.preemptive(request));
    }
    connection.socket().startExchange();
    connection.sendRequestHeader(request);
    connection.flush();
    var response =
        connection.receiveFinalResponse(deadline.milliseconds(1), settings.maxResponseHeaderSize());
    if (response.getCode() / 100 == 2) {
      if (!connection.markIdle(0, Long.MAX_VALUE)) {
        throw new IOException(via + " sent unexpected data before the TLS handshake");
      }
      return true;
    }
    if (response.getCode() == 407
        && authentication != null
        && attempt < MAX_TUNNEL_ATTEMPTS
        && authorize(request, authentication.answer(request, response))) {
      return false;
    }
    throw Errors.proxyRejected(via, route, response, authentication != null);
  }

  private static boolean authorize(BasicClassicHttpRequest request, @Nullable String credentials) {
    if (credentials != null) {
      request.setHeader(HttpHeaders.PROXY_AUTHORIZATION, credentials);
    }
    return credentials != null;
  }

  private SSLSocket handshake(TimedSocket socket, Route route, Deadline deadline)
      throws IOException {
    var tls = (SSLSocket) socketFactory().createSocket(socket, route.host(), route.port(), true);
    var parameters = tls.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    tls.setSSLParameters(parameters);
    socket.startExchange();
    var milliseconds = deadline.milliseconds(1);
    if (milliseconds == 0) {
      tls.startHandshake();
      return tls;
    }
    var limit = new HandshakeLimit(socket);
    var watch = timers.schedule(limit, milliseconds);
    try {
      tls.startHandshake();
      return tls;
    } catch (IOException e) {
      throw limit.hasPassed() ? timeout(e) : e;
    } finally {
      watch.cancel(false);
    }
  }

  /** Closes a socket when its handshake takes too long. */
  private static final class HandshakeLimit implements Runnable {
    private final TimedSocket socket;
    private volatile boolean passed;

    HandshakeLimit(TimedSocket socket) {
      this.socket = socket;
    }

    @Override
    public void run() {
      passed = true;
      socket.closeQuietly();
    }

    boolean hasPassed() {
      return passed;
    }
  }

  private SSLSocketFactory socketFactory() {
    var context = settings.sslContext();
    return context == null
        ? (SSLSocketFactory) SSLSocketFactory.getDefault()
        : context.getSocketFactory();
  }

  private static SocketTimeoutException timeout(IOException cause) {
    var timeout = new SocketTimeoutException("TLS handshake");
    timeout.initCause(cause);
    return timeout;
  }

  /** The time by which a connection must be open. */
  private static final class Deadline {
    private final boolean unlimited;
    private final long nanos;

    Deadline(Duration timeout) {
      unlimited = timeout.isZero();
      nanos = System.nanoTime() + timeout.toNanos();
    }

    /**
     * Returns the share of the remaining time for one of several attempts; 0 for no limit.
     *
     * @throws SocketTimeoutException if no time remains
     */
    int milliseconds(int attempts) throws SocketTimeoutException {
      if (unlimited) {
        return 0;
      }
      var remaining = TimeUnit.NANOSECONDS.toMillis(nanos - System.nanoTime());
      if (remaining <= 0) {
        throw new SocketTimeoutException("connect timed out");
      }
      return (int) Math.min(Math.max(1, remaining / attempts), Integer.MAX_VALUE);
    }
  }
}
