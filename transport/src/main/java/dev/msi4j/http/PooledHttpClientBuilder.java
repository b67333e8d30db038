package dev.msi4j.http;

import com.azure.core.http.ProxyOptions;
import com.azure.core.util.Configuration;
import com.azure.core.util.HttpClientOptions;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Configures and creates a {@link PooledHttpClient}.
 *
 * <p>A timeout of zero or less means no limit. The defaults are those of azure-core's {@link
 * HttpClientOptions}, which the environment can change: {@code AZURE_REQUEST_CONNECT_TIMEOUT},
 * {@code AZURE_REQUEST_WRITE_TIMEOUT}, {@code AZURE_REQUEST_RESPONSE_TIMEOUT} and {@code
 * AZURE_REQUEST_READ_TIMEOUT}, in milliseconds.
 *
 * <p>A builder is not thread-safe. It can create any number of clients, which are independent of
 * each other.
 */
public final class PooledHttpClientBuilder {
  private static final int DEFAULT_MAX_CONNECTIONS = 500;
  private static final int DEFAULT_ASYNC_THREADS = 64;
  private static final int DEFAULT_MAX_HEADER_SIZE = 64 * 1024;
  private static final int MIN_HEADER_SIZE = 1024;
  private static final Duration DEFAULT_ACQUIRE_TIMEOUT = Duration.ofSeconds(60);

  private Duration connectTimeout;
  private Duration responseTimeout;
  private Duration readTimeout;
  private Duration writeTimeout;
  private Duration connectionIdleTimeout;
  private Duration acquireTimeout = DEFAULT_ACQUIRE_TIMEOUT;
  private int maxConnections = DEFAULT_MAX_CONNECTIONS;
  private int maxConnectionsPerHost = DEFAULT_MAX_CONNECTIONS;
  private int maxResponseHeaderSize = DEFAULT_MAX_HEADER_SIZE;
  private long maxResponseBodySize = Long.MAX_VALUE;
  private int asyncThreads = DEFAULT_ASYNC_THREADS;
  private boolean decompression;
  private @Nullable ProxyOptions proxy;
  private @Nullable Configuration configuration;
  private @Nullable SSLContext sslContext;
  private LongSupplier nanoTime = new SystemClock();

  /** The clock of the JVM; a class, since a method reference is slow when it is first used. */
  private static final class SystemClock implements LongSupplier {
    @Override
    public long getAsLong() {
      return System.nanoTime();
    }
  }

  PooledHttpClientBuilder() {
    var defaults = new HttpClientOptions();
    connectTimeout = limit(defaults.getConnectTimeout());
    responseTimeout = limit(defaults.getResponseTimeout());
    readTimeout = limit(defaults.getReadTimeout());
    writeTimeout = limit(defaults.getWriteTimeout());
    connectionIdleTimeout = limit(defaults.getConnectionIdleTimeout());
  }

  private static Duration limit(@Nullable Duration timeout) {
    return timeout == null || timeout.isNegative() ? Duration.ZERO : timeout;
  }

  private static Duration timeout(String name, Duration timeout) {
    Objects.requireNonNull(timeout, name);
    // The socket measures milliseconds, and 0 would mean no limit.
    return timeout.compareTo(Duration.ZERO) > 0 && timeout.toMillis() == 0
        ? Duration.ofMillis(1)
        : limit(timeout);
  }

  private static int positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": " + value + " is less than 1");
    }
    return value;
  }

  /**
   * Sets all settings that azure-core's options contain. Replaces earlier settings, so call this
   * method first.
   *
   * @param options the options
   * @return this builder
   */
  public PooledHttpClientBuilder options(HttpClientOptions options) {
    connectTimeout = limit(options.getConnectTimeout());
    responseTimeout = limit(options.getResponseTimeout());
    readTimeout = limit(options.getReadTimeout());
    writeTimeout = limit(options.getWriteTimeout());
    connectionIdleTimeout = limit(options.getConnectionIdleTimeout());
    proxy = options.getProxyOptions();
    configuration = options.getConfiguration();
    var size = options.getMaximumConnectionPoolSize();
    if (size != null) {
      maxConnections(size);
      maxConnectionsPerHost(size);
    }
    return this;
  }

  /**
   * Sets the maximum time to open a connection: the TCP connection, the tunnel through a proxy and
   * the TLS handshake together.
   *
   * @param timeout the time (default: 10 seconds)
   * @return this builder
   */
  public PooledHttpClientBuilder connectTimeout(Duration timeout) {
    connectTimeout = timeout("connectTimeout", timeout);
    return this;
  }

  /**
   * Sets the maximum time between the end of the request and the complete header of the response.
   * The value {@code azure-response-timeout} of a request's context, a {@link Duration}, takes
   * precedence.
   *
   * @param timeout the time (default: 60 seconds)
   * @return this builder
   */
  public PooledHttpClientBuilder responseTimeout(Duration timeout) {
    responseTimeout = timeout("responseTimeout", timeout);
    return this;
  }

  /**
   * Sets the maximum time of each read of a response's body.
   *
   * @param timeout the time (default: 60 seconds)
   * @return this builder
   */
  public PooledHttpClientBuilder readTimeout(Duration timeout) {
    readTimeout = timeout("readTimeout", timeout);
    return this;
  }

  /**
   * Sets the maximum time to send each part of a request's body. A part has at most 64 KiB.
   *
   * @param timeout the time (default: 60 seconds)
   * @return this builder
   */
  public PooledHttpClientBuilder writeTimeout(Duration timeout) {
    writeTimeout = timeout("writeTimeout", timeout);
    return this;
  }

  /**
   * Sets the maximum idle time of a connection. Later requests close expired connections, since no
   * thread watches them. The server can close a connection earlier.
   *
   * @param timeout the time (default: 60 seconds)
   * @return this builder
   */
  public PooledHttpClientBuilder connectionIdleTimeout(Duration timeout) {
    connectionIdleTimeout = timeout("connectionIdleTimeout", timeout);
    return this;
  }

  /**
   * Sets the maximum time that a request waits for a free connection when all are in use.
   *
   * @param timeout the time (default: 60 seconds)
   * @return this builder
   */
  public PooledHttpClientBuilder acquireTimeout(Duration timeout) {
    acquireTimeout = timeout("acquireTimeout", timeout);
    return this;
  }

  /**
   * Sets the maximum number of connections.
   *
   * @param connections the number, at least 1 (default: 500)
   * @return this builder
   * @throws IllegalArgumentException if the number is less than 1
   */
  public PooledHttpClientBuilder maxConnections(int connections) {
    maxConnections = positive("maxConnections", connections);
    return this;
  }

  /**
   * Sets the maximum number of connections to one scheme, host and port.
   *
   * @param connections the number, at least 1 (default: 500)
   * @return this builder
   * @throws IllegalArgumentException if the number is less than 1
   */
  public PooledHttpClientBuilder maxConnectionsPerHost(int connections) {
    maxConnectionsPerHost = positive("maxConnectionsPerHost", connections);
    return this;
  }

  /**
   * Sets the maximum size of the header of a response, including its interim responses.
   *
   * @param bytes the size in bytes, at least 1024 (default: 65536)
   * @return this builder
   * @throws IllegalArgumentException if the size is less than 1024
   */
  public PooledHttpClientBuilder maxResponseHeaderSize(int bytes) {
    if (bytes < MIN_HEADER_SIZE) {
      throw new IllegalArgumentException(
          "maxResponseHeaderSize: " + bytes + " is less than " + MIN_HEADER_SIZE);
    }
    maxResponseHeaderSize = bytes;
    return this;
  }

  /**
   * Sets the maximum size of the body of a response after decompression. A larger body causes an
   * {@link java.io.IOException}: before the first byte if its Content-Length exceeds the limit,
   * otherwise when the limit is reached.
   *
   * @param bytes the size in bytes, at least 0 (default: no limit)
   * @return this builder
   * @throws IllegalArgumentException if the size is negative
   */
  public PooledHttpClientBuilder maxResponseBodySize(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("maxResponseBodySize: " + bytes + " is negative");
    }
    maxResponseBodySize = bytes;
    return this;
  }

  /**
   * Sets the maximum number of concurrent asynchronous requests on JDK 17 to 20. Further requests
   * wait in a queue. Newer JDKs send each request on its own virtual thread.
   *
   * @param threads the number, at least 1 (default: 64)
   * @return this builder
   * @throws IllegalArgumentException if the number is less than 1
   */
  public PooledHttpClientBuilder asyncThreads(int threads) {
    asyncThreads = positive("asyncThreads", threads);
    return this;
  }

  /**
   * Sets whether to request responses compressed with gzip, and to decompress them. A request with
   * an Accept-Encoding header, and its response, stay unchanged. Off by default, as in azure-core's
   * default client, because a blob can be stored with a Content-Encoding.
   *
   * @param on true to request and decompress gzip (default: false)
   * @return this builder
   */
  public PooledHttpClientBuilder decompression(boolean on) {
    decompression = on;
    return this;
  }

  /**
   * Sets the proxy. HTTP proxies are supported with Basic and Digest authentication, SOCKS proxies
   * without authentication. Requests to https go through a tunnel (CONNECT).
   *
   * @param proxy the proxy; null takes it from the configuration (the default)
   * @return this builder
   */
  public PooledHttpClientBuilder proxy(@Nullable ProxyOptions proxy) {
    this.proxy = proxy;
    return this;
  }

  /**
   * Sets the configuration from which the proxy is read if none is set: {@code HTTPS_PROXY}, {@code
   * HTTP_PROXY} and {@code NO_PROXY} if {@code java.net.useSystemProxies} is true, else the system
   * properties {@code https.proxyHost}, {@code http.proxyHost} and their companions; see {@link
   * ProxyOptions#fromConfiguration(Configuration)}.
   *
   * @param configuration the configuration; {@link Configuration#NONE} means no proxy; null means
   *     the global configuration (the default)
   * @return this builder
   */
  public PooledHttpClientBuilder configuration(@Nullable Configuration configuration) {
    this.configuration = configuration;
    return this;
  }

  /**
   * Sets the TLS context, which contains the trusted certificates and the client certificate. The
   * client always verifies the host name in the certificate of the server.
   *
   * @param context the context; null means the default one of the JVM (the default)
   * @return this builder
   */
  public PooledHttpClientBuilder sslContext(@Nullable SSLContext context) {
    sslContext = context;
    return this;
  }

  /** Sets the clock for the expiry of idle connections, in nanoseconds; for tests. */
  PooledHttpClientBuilder nanoTime(LongSupplier clock) {
    nanoTime = clock;
    return this;
  }

  /**
   * Creates the client. Does not open a connection.
   *
   * @return a new client
   * @throws IllegalArgumentException if the proxy settings are not supported
   */
  public PooledHttpClient build() {
    return new PooledHttpClient(
        new Settings(
            connectTimeout,
            responseTimeout,
            readTimeout,
            writeTimeout,
            acquireTimeout,
            connectionIdleTimeout,
            maxConnections,
            maxConnectionsPerHost,
            maxResponseHeaderSize,
            maxResponseBodySize,
            asyncThreads,
            decompression,
            proxyOptions(),
            sslContext,
            nanoTime));
  }

  private @Nullable ProxyOptions proxyOptions() {
    if (proxy != null || Configuration.NONE.equals(configuration)) {
      return proxy;
    }
    return ProxyOptions.fromConfiguration(
        configuration == null ? Configuration.getGlobalConfiguration() : configuration, true);
  }
}
