package dev.msi4j.local.internal.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A socket that takes HTTP/1.1 requests to a {@link Handler}, over TLS or, for the token endpoints
 * of hosts, without. Its threads are daemons: whoever wants the program to live on has to wait.
 */
public final class HttpsListener implements AutoCloseable {
  /** Clients send tokens of any length in a header. */
  private static final int REQUEST_HEADER_BYTES = 64 << 10;

  private static final int RESPONSE_HEADER_BYTES = 16 << 10;

  /** Those beyond begin again a second later: many clients may come at once. */
  private static final int WAITING_CONNECTIONS = 1024;

  /**
   * Where there are no virtual threads, a request that is being answered holds one of these, also
   * while a fault or the database holds it up. Idle ones end.
   */
  static final int MOST_THREADS = 512;

  /** For how long closing waits for connections that are open but silent. */
  private static final Duration SILENCE_AT_THE_END = Duration.ofMillis(50);

  private final Server server;
  private final KnownOrigins knownOrigins;
  private final int port;

  private HttpsListener(Server server, KnownOrigins knownOrigins, int port) {
    this.server = server;
    this.knownOrigins = knownOrigins;
    this.port = port;
  }

  /**
   * Where to listen, and as whom.
   *
   * @param host the address to bind to, such as {@code 127.0.0.1} or {@code 0.0.0.0}
   * @param port from 0 to 65535; 0 takes any that is free
   * @param names host names and IP addresses of this server beside the loopback ones; the first is
   *     the one that {@link #origin} has
   */
  public record Address(String host, int port, List<String> names) {
    /** Checks the port. */
    public Address {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("port is " + port + ": it must be from 0 to 65535");
      }
      names = List.copyOf(names);
    }
  }

  /**
   * What a listener puts up with.
   *
   * @param bodyBytes the largest body of a request
   * @param allBodiesBytes how much there may be of the bodies of all requests at one time
   * @param transfer how long the head of a request, its body, and its answer may take each, as a
   *     whole
   * @param idle how long a connection may be silent
   * @param grace how long requests in flight may take to finish once the listener closes
   */
  record Limits(
      int bodyBytes, long allBodiesBytes, Duration transfer, Duration idle, Duration grace) {
    static final Limits USUAL =
        new Limits(
            4 << 20,
            Runtime.getRuntime().maxMemory() / 4,
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5));
  }

  /**
   * Listens from now on, with TLS 1.2 or newer.
   *
   * @throws UncheckedIOException if it can't listen there
   */
  public static HttpsListener start(Address address, SSLContext tls, ExceptionHandler handler) {
    return start(address, tls, Limits.USUAL, handler);
  }

  /**
   * Listens from now on, without TLS.
   *
   * @throws UncheckedIOException if it can't listen there
   */
  public static HttpsListener startWithoutTls(Address address, ExceptionHandler handler) {
    return start("http", address, Limits.USUAL, handler, new HttpConnectionFactory(http()));
  }

  static HttpsListener start(Address address, SSLContext tls, Limits limits, ExceptionHandler handler) {
    var http = http();
    // No check of the name in the TLS handshake: clients that use an IP address send none.
    http.addCustomizer(new SecureRequestCustomizer(false));
    var context = new SslContextFactory.Server();
    context.setSslContext(tls);
    context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    return start(
        "https",
        address,
        limits,
        handler,
        new SslConnectionFactory(context, "http/1.1"),
        new HttpConnectionFactory(http));
  }

  private static HttpConfiguration http() {
    var http = new HttpConfiguration();
    http.setRequestHeaderSize(REQUEST_HEADER_BYTES);
    http.setResponseHeaderSize(RESPONSE_HEADER_BYTES);
    http.setSendServerVersion(false);
    // Official clients send "//subscriptions", "%2F" inside a segment and quotes in a query. Only
    // Jetty's own reading of a path could be misled by these, and nobody uses that: see Request.
    http.setUriCompliance(UriCompliance.UNSAFE);
    return http;
  }

  private static HttpsListener start(
      String scheme,
      Address address,
      Limits limits,
      ExceptionHandler handler,
      ConnectionFactory... protocols) {
    var server = new Server(threads());
    server.setStopTimeout(limits.grace.toMillis());
    server.setErrorHandler(new JettyErrors());
    var connector = new ServerConnector(server, protocols);
    connector.setHost(address.host);
    connector.setPort(address.port);
    connector.setAcceptQueueSize(WAITING_CONNECTIONS);
    connector.setIdleTimeout(limits.idle.toMillis());
    connector.setShutdownIdleTimeout(SILENCE_AT_THE_END.toMillis());
    server.addConnector(connector);
    // Bound before it starts: the origins, which the port is part of, must be known by then.
    bind(connector, address);
    var port = connector.getLocalPort();
    var knownOrigins = new KnownOrigins(scheme, address.names, address.host, port);
    var connectionDeadlines =
        new ConnectionDeadlines(connector.getScheduler(), server.getThreadPool(), limits);
    connector.addEventListener(connectionDeadlines);
    var adapter = new JettyAdapter(handler, knownOrigins, connectionDeadlines, limits);
    server.setHandler(new GracefulHandler(adapter));
    start(server);
    return new HttpsListener(server, knownOrigins, port);
  }

  /** Virtual threads run the requests where the JVM has them; the pool then only serves sockets. */
  private static QueuedThreadPool threads() {
    var threads = new QueuedThreadPool(MOST_THREADS);
    threads.setName("listener");
    threads.setDaemon(true);
    if (VirtualThreads.areSupported()) {
      threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("request-"));
    }
    return threads;
  }

  private static void bind(ServerConnector connector, Address address) {
    try {
      connector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "can't listen on " + address.host + ":" + address.port + ": " + e.getMessage(), e);
    }
  }

  private static void start(Server server) {
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("the listener does not start", e);
    }
  }

  /** The port it listens on. */
  public int port() {
    return port;
  }

  /** Where clients reach it, such as {@code https://localhost:8443}. */
  public String origin() {
    return knownOrigins.canonical();
  }

  /** Returns every origin under which clients reach this; the first is {@link #origin}. */
  public List<String> origins() {
    return knownOrigins.all();
  }

  /** Takes no more requests, lets those in flight finish for some seconds, and stops. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the listener does not stop", e);
    }
  }
}
