package dev.msi4j.http;

import com.azure.core.http.ProxyOptions;
import java.time.Duration;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Settings of one client. A duration of zero means no limit.
 *
 * @param proxy the proxy; null connects directly
 * @param sslContext the TLS context; null is the default one of the JVM
 * @param nanoTime the clock for the expiry of idle connections, in nanoseconds
 */
record Settings(
    Duration connectTimeout,
    Duration responseTimeout,
    Duration readTimeout,
    Duration writeTimeout,
    Duration acquireTimeout,
    Duration connectionIdleTimeout,
    int maxConnections,
    int maxConnectionsPerHost,
    int maxResponseHeaderSize,
    long maxResponseBodySize,
    int asyncThreads,
    boolean decompression,
    @Nullable ProxyOptions proxy,
    @Nullable SSLContext sslContext,
    LongSupplier nanoTime) {}
