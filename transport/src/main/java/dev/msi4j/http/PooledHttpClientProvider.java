package dev.msi4j.http;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpClientProvider;
import com.azure.core.util.Configuration;
import com.azure.core.util.HttpClientOptions;
import org.jspecify.annotations.Nullable;

/**
 * Creates HTTP clients for azure-core, which finds this class with {@link java.util.ServiceLoader}.
 *
 * <p>If several HTTP clients are on the class path, set the configuration value {@code
 * AZURE_HTTP_CLIENT_IMPLEMENTATION} to the name of this class, or pass this class to {@link
 * HttpClientOptions#setHttpClientProvider}.
 *
 * <p>Clients without options are one shared client if the configuration value {@code
 * AZURE_ENABLE_HTTP_CLIENT_SHARING} is {@code true}, as with azure-core's own providers.
 */
public final class PooledHttpClientProvider implements HttpClientProvider {
  /** Creates a provider. */
  public PooledHttpClientProvider() {}

  /** The client of a program that shares one; created with the first use. */
  private static final class Shared {
    static final HttpClient CLIENT = PooledHttpClient.builder().build();
  }

  /**
   * Returns a client with the default settings.
   *
   * @return a new client, or the shared one
   */
  @Override
  public HttpClient createInstance() {
    var shared =
        Configuration.getGlobalConfiguration()
            .get("AZURE_ENABLE_HTTP_CLIENT_SHARING", Boolean.FALSE);
    return shared ? Shared.CLIENT : PooledHttpClient.builder().build();
  }

  /**
   * Returns a client with the settings of azure-core's options: proxy, configuration, timeouts for
   * connect, response, read and write, idle timeout and size of the connection pool.
   *
   * @param options the options; null for the default settings
   * @return a new client, or the shared one without options
   */
  @Override
  public HttpClient createInstance(@Nullable HttpClientOptions options) {
    return options == null ? createInstance() : PooledHttpClient.builder().options(options).build();
  }
}
