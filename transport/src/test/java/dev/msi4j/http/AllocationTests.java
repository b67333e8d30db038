package dev.msi4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Configuration;
import com.azure.core.util.Context;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URL;
import org.junit.jupiter.api.Test;

/**
 * Measures the memory that a request allocates on its thread, which does not depend on the load.
 */
class AllocationTests {
  private static final int REQUESTS = 2000;
  private static final int WARM_UP = 5000;

  /** Maximum for azure-core's pipeline and a response with 12 headers and 600 bytes. */
  private static final long MAX_BYTES = 8 * 1024;

  private final byte[] buffer = new byte[8192];

  @Test
  void warmGetAllocatesLittle() throws IOException {
    try (var server = RawServer.answering(response());
        var client = PooledHttpClient.builder().configuration(Configuration.NONE).build()) {
      var pipeline = new HttpPipelineBuilder().httpClient(client).build();
      var url = server.url("/subscriptions/s/resourceGroups/g/providers/p?api-version=2024-11-30");
      get(pipeline, url, WARM_UP);
      var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      var before = threads.getCurrentThreadAllocatedBytes();
      get(pipeline, url, REQUESTS);
      var each = (threads.getCurrentThreadAllocatedBytes() - before) / REQUESTS;
      assertThat(each).isLessThan(MAX_BYTES);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  private static String response() {
    return "HTTP/1.1 200 OK\r\n"
        + "x-ms-header-name: 0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0\r\n".repeat(10)
        + "Content-Type: application/json; charset=utf-8\r\nContent-Length: 600\r\n\r\n"
        + "x".repeat(600);
  }

  private void get(HttpPipeline pipeline, URL url, int times) throws IOException {
    for (var i = 0; i < times; i++) {
      var request = new HttpRequest(HttpMethod.GET, url);
      request.setHeader(HttpHeaderName.ACCEPT, "application/json");
      request.setHeader(HttpHeaderName.AUTHORIZATION, "Bearer token");
      try (var response = pipeline.sendSync(request, Context.NONE)) {
        var body = response.getBodyAsBinaryData().toStream();
        while (body.read(buffer, 0, buffer.length) >= 0) {
          // Reads the body to its end.
        }
      }
    }
  }
}
