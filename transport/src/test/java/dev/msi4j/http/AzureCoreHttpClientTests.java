package dev.msi4j.http;

import com.azure.core.http.HttpClient;
import com.azure.core.test.http.HttpClientTests;
import com.azure.core.util.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Runs azure-core's test suite for HTTP clients. */
class AzureCoreHttpClientTests extends HttpClientTests {
  private static AzureCoreTestServer server;
  private static PooledHttpClient client;

  @BeforeAll
  static void start() throws Exception {
    server = new AzureCoreTestServer();
    client = PooledHttpClient.builder().configuration(Configuration.NONE).build();
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    server.stop();
  }

  @Override
  protected HttpClient createHttpClient() {
    return client;
  }

  @Override
  @Deprecated
  protected int getPort() {
    return server.port();
  }

  @Override
  protected String getServerUri(boolean secure) {
    return "http://localhost:" + server.port();
  }
}
