package dev.msi4j.http;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.azure.core.util.Contexts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * HTTP/1.1 client for azure-core with blocking sockets and a pool of connections.
 *
 * <p>{@link #sendSync} runs on the calling thread. {@link #send(HttpRequest)} runs on a virtual
 * thread on JDK 21 and newer, and on a bounded pool of daemon threads on older JDKs.
 *
 * <p><b>Responses.</b> Every status is returned as a response, and redirects are not followed. A
 * response holds a connection until its body is read to the end or the response is closed. A
 * response without a body, or with an eagerly read body, holds no connection.
 *
 * <p><b>Repeated requests.</b> If the server closed an idle connection, the request is sent once
 * more on a new connection. This requires that no part of a response was received, that the body
 * can be sent again, and that no part of the request was sent or the method is idempotent (RFC
 * 9110, section 9.2.2). azure-core's policies are responsible for all other retries.
 *
 * <p><b>Failures.</b> An exchange without a response fails with an {@link IOException}, of type
 * {@link java.net.UnknownHostException}, {@link java.net.ConnectException}, {@link
 * javax.net.ssl.SSLHandshakeException}, {@link java.net.SocketTimeoutException}, {@link
 * java.net.ProtocolException} or {@link java.io.InterruptedIOException} where one of them applies.
 * {@link #sendSync} wraps the exception in an {@link UncheckedIOException}. The message names the
 * origin of the URL, the value and the option, but never the path or the query.
 *
 * <p>These keys of azure-core's {@link Context} are supported: {@code azure-eagerly-read-response},
 * {@code azure-ignore-response-body}, {@code azure-response-timeout}, and the progress reporter of
 * {@link Contexts}.
 *
 * <p>Clients are immutable and thread-safe. A program usually has one client for all requests.
 */
public final class PooledHttpClient implements HttpClient, AutoCloseable {
  private static final String EAGERLY_READ = "azure-eagerly-read-response";
  private static final String IGNORE_BODY = "azure-ignore-response-body";
  private static final String RESPONSE_TIMEOUT = "azure-response-timeout";
  private static final byte[] NOTHING = {};

  private final Settings settings;
  private final Timers timers = new Timers();
  private final Connector connector;
  private final ConnectionPool pool;
  private final ReentrantLock starting = new ReentrantLock();
  private final BlockingCalls synchronous;
  private final BlockingCalls asynchronous;
  private volatile @Nullable Workers workers;

  PooledHttpClient(Settings settings) {
    this.settings = settings;
    this.connector = new Connector(settings, timers);
    this.pool = new ConnectionPool(settings, connector);
    this.synchronous = new BlockingCalls(this, true);
    this.asynchronous = new BlockingCalls(this, false);
  }

  /**
   * Returns a builder with the defaults.
   *
   * @return a new builder
   */
  public static PooledHttpClientBuilder builder() {
    return new PooledHttpClientBuilder();
  }

  /**
   * Sends a request asynchronously when the result is subscribed to. Cancelling the subscription
   * aborts the exchange and closes its connection.
   *
   * @param request the request
   * @return the response; or the error {@link IOException} if the server sends no response, {@link
   *     IllegalArgumentException} if the request is invalid, {@link IllegalStateException} if the
   *     client is closed
   */
  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return send(request, Context.NONE);
  }

  /**
   * Sends a request asynchronously when the result is subscribed to. Cancelling the subscription
   * aborts the exchange and closes its connection.
   *
   * @param request the request
   * @param context the data of this request; the class description lists the supported keys
   * @return the response; or the error {@link IOException} if the server sends no response, {@link
   *     IllegalArgumentException} if the request is invalid, {@link IllegalStateException} if the
   *     client is closed
   */
  @Override
  public Mono<HttpResponse> send(HttpRequest request, Context context) {
    return Mono.create(sink -> new AsyncCall(request, context, sink).start());
  }

  /** One subscription to the response of an asynchronous request. */
  private final class AsyncCall implements Runnable {
    private final HttpRequest request;
    private final Context context;
    private final MonoSink<HttpResponse> sink;
    private @Nullable Exchange exchange;
    private volatile @Nullable Future<?> task;
    private volatile @Nullable Thread delivering;

    AsyncCall(HttpRequest request, Context context, MonoSink<HttpResponse> sink) {
      this.request = request;
      this.context = context;
      this.sink = sink;
    }

    void start() {
      try {
        var created = exchange(request, context);
        exchange = created;
        sink.onCancel(() -> cancel(created));
        var submitted = workers().senders().submit(this);
        task = submitted;
        if (created.isCancelled()) {
          submitted.cancel(true);
        }
      } catch (RejectedExecutionException e) {
        sink.error(new IllegalStateException("the HTTP client is closed", e));
      } catch (RuntimeException e) {
        sink.error(e);
      }
    }

    /**
     * Aborts the exchange, unless an operator such as {@code next()} cancels the subscription
     * because it received the response. Such an operator cancels on the delivering thread.
     */
    private void cancel(Exchange running) {
      if (Thread.currentThread().equals(delivering)) {
        return;
      }
      running.cancel();
      var submitted = task;
      if (submitted != null) {
        submitted.cancel(true);
      }
    }

    @Override
    public void run() {
      var running = Objects.requireNonNull(exchange);
      try {
        var response = response(running.run(), request, context, asynchronous);
        delivering = Thread.currentThread();
        sink.success(response);
      } catch (Throwable e) {
        if (!running.isCancelled()) {
          sink.error(e);
        }
      } finally {
        delivering = null;
      }
    }
  }

  /**
   * Sends a request on the calling thread. Interrupting the thread aborts the exchange and closes
   * its connection.
   *
   * @param request the request
   * @param context the data of this request; the class description lists the supported keys
   * @return the response
   * @throws UncheckedIOException if the server sends no response; the cause describes the failure
   * @throws IllegalArgumentException if the request is invalid
   * @throws IllegalStateException if the client is closed
   */
  @Override
  public HttpResponse sendSync(HttpRequest request, Context context) {
    try {
      return response(exchange(request, context).run(), request, context, synchronous);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private Exchange exchange(HttpRequest request, Context context) {
    var route = Route.of(request.getUrl());
    var forwarder = route.secure() ? null : connector.forwarderFor(route);
    var outgoing =
        new OutgoingRequest(
            request,
            route,
            forwarder != null,
            settings.decompression(),
            Contexts.with(context).getHttpRequestProgressReporter());
    return new Exchange(
        settings,
        pool,
        outgoing,
        responseTimeout(context),
        forwarder == null ? null : forwarder.authentication());
  }

  private Duration responseTimeout(Context context) {
    var value = context.getData(RESPONSE_TIMEOUT).orElse(null);
    if (value == null) {
      return settings.responseTimeout();
    }
    if (value instanceof Duration timeout) {
      return timeout.isNegative() ? Duration.ZERO : timeout;
    }
    throw new IllegalArgumentException(
        RESPONSE_TIMEOUT + " in the context: " + value + " is not a Duration");
  }

  private HttpResponse response(
      Exchange.Response received, HttpRequest request, Context context, BlockingCalls blocking)
      throws IOException {
    var head = received.head();
    var body = received.body();
    if (body == null || body.length() == 0) {
      return new PooledHttpResponse.Buffered(request, head, false, NOTHING);
    }
    var ignored = isSet(context, IGNORE_BODY);
    if (ignored && head.getCode() < 300) {
      body.close();
      return new PooledHttpResponse.Buffered(request, head, received.decoded(), NOTHING);
    }
    if (ignored || isSet(context, EAGERLY_READ)) {
      try (body) {
        return new PooledHttpResponse.Buffered(request, head, received.decoded(), body.readAll());
      }
    }
    return new PooledHttpResponse.Streamed(request, head, received.decoded(), body, blocking);
  }

  private static boolean isSet(Context context, String key) {
    return Boolean.TRUE.equals(context.getData(key).orElse(null));
  }

  /** Returns the threads of asynchronous requests. The first call creates them. */
  Workers workers() {
    var started = workers;
    if (started != null) {
      return started;
    }
    starting.lock();
    try {
      started = workers;
      if (started == null) {
        if (pool.isClosed()) {
          throw new IllegalStateException("the HTTP client is closed");
        }
        started = Workers.create(settings.asyncThreads());
        workers = started;
      }
      return started;
    } finally {
      starting.unlock();
    }
  }

  /** Returns the number of leased connections. */
  int connectionsInUse() {
    return pool.leased();
  }

  /** Returns the number of idle connections. */
  int idleConnections() {
    return pool.available();
  }

  /**
   * Closes all connections. Running exchanges, unread bodies and later requests fail with an
   * exception. Closing a closed client has no effect.
   */
  @Override
  public void close() {
    pool.close();
    timers.close();
    starting.lock();
    try {
      if (workers != null) {
        workers.close();
      }
    } finally {
      starting.unlock();
    }
  }
}
