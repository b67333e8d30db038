package dev.msi4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.ProxyOptions;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.util.Configuration;
import com.azure.core.util.Context;
import com.azure.core.util.HttpClientOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/** Runs the examples of the guide "HTTP transport". */
class GuideExamplesTests {
  @Test
  void builderSetsTimeoutsAndLimits() throws IOException {
    try (var server = RawServer.healthy()) {
      // @start region=builder
      PooledHttpClient http =
          PooledHttpClient.builder()
              .connectTimeout(Duration.ofSeconds(5))
              .responseTimeout(Duration.ofSeconds(30))
              .maxConnectionsPerHost(100)
              .maxResponseBodySize(64 * 1024 * 1024)
              .build();
      HttpPipeline pipeline =
          new HttpPipelineBuilder().httpClient(http).policies(new RetryPolicy()).build();
      // @end
      var request = new HttpRequest(HttpMethod.GET, server.url("/"));
      try (var response = pipeline.sendSync(request, Context.NONE)) {
        assertThat(response.getBodyAsBinaryData().toString()).isEqualTo("hello");
      }
      http.close();
    }
  }

  @Test
  void providerIsChosenByName() {
    // @start region=provider
    HttpClient http =
        HttpClient.createDefault(
            new HttpClientOptions()
                .setHttpClientProvider(PooledHttpClientProvider.class)
                .setResponseTimeout(Duration.ofSeconds(30)));
    // @end
    assertThat(http).isInstanceOf(PooledHttpClient.class);
  }

  @Test
  void proxyAuthenticates() throws IOException {
    try (var server = RawServer.healthy();
        var proxy = new TestProxy(head -> ProxyTests.hasBasic(head) ? null : ProxyTests.BASIC)) {
      InetSocketAddress address = proxy.address();
      String password = "pass";
      // @start region=proxy
      PooledHttpClient http =
          PooledHttpClient.builder()
              .proxy(
                  new ProxyOptions(ProxyOptions.Type.HTTP, address)
                      .setCredentials("user", password)
                      .setNonProxyHosts("localhost|*.internal.example"))
              .build();
      // @end
      var request = new HttpRequest(HttpMethod.GET, server.url("service.example", "/"));
      try (http;
          HttpResponse response = http.sendSync(request, Context.NONE)) {
        assertThat(response.getBodyAsBinaryData().toString()).isEqualTo("hello");
        assertThat(proxy.heads()).last().matches(ProxyTests::hasBasic);
      }
    }
  }

  @Test
  void tlsContextOfTheCallerIsUsed() throws IOException {
    var certificates = new Certificates();
    SSLContext context = certificates.trusting();
    try (var server =
        new RawServer(
            "https",
            certificates.forName("localhost").getServerSocketFactory(),
            peer -> {
              peer.readHead();
              peer.send(RawServer.ok("hello"));
            })) {
      // @start region=tls
      PooledHttpClient http = PooledHttpClient.builder().sslContext(context).build();
      // @end
      var request = new HttpRequest(HttpMethod.GET, server.url("localhost", "/"));
      try (http;
          HttpResponse response = http.sendSync(request, Context.NONE)) {
        assertThat(response.getStatusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void contextSetsTheTimeoutOfOneRequest() throws IOException {
    try (var server = RawServer.healthy();
        var http = PooledHttpClient.builder().configuration(Configuration.NONE).build()) {
      HttpRequest request = new HttpRequest(HttpMethod.GET, server.url("/"));
      // @start region=context
      Context context = new Context("azure-response-timeout", Duration.ofMinutes(5));
      HttpResponse response = http.sendSync(request, context);
      // @end
      assertThat(response.getStatusCode()).isEqualTo(200);
      response.close();
    }
  }
}
