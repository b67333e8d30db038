package dev.msi4j.local.internal.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http.HttpFieldPreEncoder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.MemoryUtils;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.security.CredentialProvider;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Listens for HTTP/1.1 requests and passes them to a handler, with TLS or, for token endpoints of
 * hosting environments, without. All threads are daemon threads, so the listener does not keep the
 * process alive. Thread-safe.
 */
public final class HttpsListener implements AutoCloseable {
  /** Large, because clients send tokens in headers. */
  private static final int REQUEST_HEADER_BYTES = 64 << 10;

  private static final int RESPONSE_HEADER_BYTES = 16 << 10;

  /** Length of the accept queue; a client beyond it retries only after a second. */
  private static final int ACCEPT_QUEUE = 1024;

  /**
   * Size of the thread pool. Without virtual threads, each request in progress holds one thread,
   * also while a fault or the database delays the request.
   */
  static final int MAX_THREADS = 512;

  static {
    // In the published jar, Jetty belongs to this module, which has to declare what Jetty looks up.
    HttpsListener.class
        .getModule()
        .addUses(HttpFieldPreEncoder.class)
        .addUses(CredentialProvider.class);
    // Jetty would ask the management beans of the JVM, which takes a tenth of a start. The value is
    // that of almost all JVMs, and only separates fields that different threads write. The package
    // of Jetty is another one in the published jar.
    var property = MemoryUtils.class.getPackageName() + ".referencesPerCacheLine";
    System.setProperty(property, System.getProperty(property, "16"));
  }

  private final ServerConnector connector;
  private final GracefulHandler requests;
  private final KnownOrigins knownOrigins;
  private final Duration grace;
  private final int port;

  private HttpsListener(
      ServerConnector connector,
      GracefulHandler requests,
      KnownOrigins knownOrigins,
      Duration grace) {
    this.connector = connector;
    this.requests = requests;
    this.knownOrigins = knownOrigins;
    this.grace = grace;
    port = connector.getLocalPort();
  }

  /**
   * Address and names of a listener.
   *
   * @param host the address to bind to, such as {@code 127.0.0.1} or {@code 0.0.0.0}
   * @param port from 0 to 65535; 0 picks a free port
   * @param names host names and IP addresses of this server besides those of loopback; the first is
   *     the host of {@link #origin}. A name such as {@code *.example} stands for all names with any
   *     first label
   */
  public record Address(String host, int port, List<String> names) {
    /** Validates the port. */
    public Address {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("port is " + port + ": it must be from 0 to 65535");
      }
      names = List.copyOf(names);
    }
  }

  /**
   * Limits of a listener.
   *
   * @param bodyBytes the maximum size of a request body
   * @param allBodiesBytes the maximum size of the bodies of all concurrent requests together
   * @param transfer the time limit for reading a request head, for reading a request body, and for
   *     writing a response
   * @param idle the idle timeout of a connection
   * @param grace the time that requests in progress have to finish on close
   */
  record Limits(
      int bodyBytes, long allBodiesBytes, Duration transfer, Duration idle, Duration grace) {
    static final Limits DEFAULT =
        new Limits(
            4 << 20,
            Runtime.getRuntime().maxMemory() / 4,
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5));
  }

  /**
   * Starts a listener with TLS 1.2 or newer.
   *
   * @throws UncheckedIOException if the address cannot be bound
   */
  public static HttpsListener start(Address address, SSLContext tls, ExceptionHandler handler) {
    return start(address, tls, Limits.DEFAULT, handler);
  }

  /**
   * Starts a listener without TLS.
   *
   * @throws UncheckedIOException if the address cannot be bound
   */
  public static HttpsListener startWithoutTls(Address address, ExceptionHandler handler) {
    return start("http", address, Limits.DEFAULT, handler, new HttpConnectionFactory(http()));
  }

  static HttpsListener start(
      Address address, SSLContext tls, Limits limits, ExceptionHandler handler) {
    var http = http();
    // No SNI check: clients that connect to an IP address send no server name.
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
    // The adapter adds the date, because a response can have that of another clock.
    http.setSendDateHeader(false);
    // Official clients send "//subscriptions", "%2F" inside a segment and quotes in a query. These
    // are ambiguous only for Jetty's decoded path, which this server does not use: see Request.
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
    server.setErrorHandler(new JettyErrors());
    var connector = new ServerConnector(server, protocols);
    connector.setHost(address.host);
    connector.setPort(address.port);
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    connector.setIdleTimeout(limits.idle.toMillis());
    connector.setShutdownIdleTimeout(limits.idle.toMillis());
    server.addConnector(connector);
    // Bound before the start, because the origins contain the port.
    bind(connector, address);
    var port = connector.getLocalPort();
    var knownOrigins = new KnownOrigins(scheme, address.names, address.host, port);
    var connectionDeadlines =
        new ConnectionDeadlines(connector.getScheduler(), server.getThreadPool(), limits);
    connector.addEventListener(connectionDeadlines);
    var adapter = new JettyAdapter(handler, knownOrigins, connectionDeadlines, limits);
    var requests = new GracefulHandler(adapter);
    server.setHandler(requests);
    start(server);
    return new HttpsListener(connector, requests, knownOrigins, limits.grace);
  }

  /** Returns a pool that runs requests on virtual threads if the JVM supports them. */
  private static QueuedThreadPool threads() {
    var threads = new QueuedThreadPool(MAX_THREADS);
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
          "cannot listen on " + address.host + ":" + address.port + ": " + e.getMessage(), e);
    }
  }

  private static void start(Server server) {
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("the listener cannot be started", e);
    }
  }

  /** Returns the port of the listener. */
  public int port() {
    return port;
  }

  /** Returns the canonical origin, such as {@code https://localhost:8443}. */
  public String origin() {
    return knownOrigins.canonical();
  }

  /** Returns all origins under which clients reach the listener; the first is {@link #origin}. */
  public List<String> origins() {
    return knownOrigins.all();
  }

  /**
   * Rejects new requests, waits a limited time for the requests in progress, and closes all
   * connections. Connections without a request are closed at once, so clients with idle connections
   * do not delay the close.
   */
  @Override
  public void close() {
    var finished = requests.shutdown();
    var unused = connector.shutdown();
    await(finished);
    connector.getConnectedEndPoints().forEach(HttpsListener::close);
    try {
      connector.getServer().stop();
    } catch (Exception e) {
      throw new IllegalStateException("the listener cannot be stopped", e);
    }
  }

  private void await(Future<Void> finished) {
    try {
      finished.get(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // The close cuts the requests that are still in progress.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the listener cannot be stopped", e.getCause());
    }
  }

  /** Closes an endpoint through its connection, so that TLS clients get a close_notify. */
  private static void close(EndPoint endPoint) {
    var connection = endPoint.getConnection();
    if (connection == null) {
      endPoint.close();
    } else {
      connection.close();
    }
  }
}
