/**
 * An {@link com.azure.core.http.HttpClient} for azure-core on blocking sockets.
 *
 * <p>Any client that is built on azure-core can use it. azure-core finds it with {@link
 * java.util.ServiceLoader} when {@code msi4j-http} is the only HTTP client on the class path or
 * module path; otherwise name {@link dev.msi4j.http.PooledHttpClientProvider} or pass a {@link
 * dev.msi4j.http.PooledHttpClient} to the builder of the client.
 *
 * <p>{@link dev.msi4j.http.PooledHttpClient#builder()} sets timeouts, limits, the proxy and the TLS
 * context. The client supports HTTP/1.1, does not follow redirects, and repeats a request only if
 * the server closed its connection without a response.
 */
package dev.msi4j.http;
