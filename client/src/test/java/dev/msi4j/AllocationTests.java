package dev.msi4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Configuration;
import com.azure.core.util.Context;
import com.sun.management.ThreadMXBean;
import dev.msi4j.http.PooledHttpClient;
import java.lang.management.ManagementFactory;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/**
 * Tests the memory that a request allocates on its thread. The bounds leave room for code that the
 * just-in-time compiler has not optimized yet, as on a busy machine: about a sixth more memory.
 */
class AllocationTests {
  private static final int ITEMS = 1000;
  private static final int ROUNDS = 5;

  /** The transport takes 6.5 KB, azure-core's policies 1.5 KB, and this library the rest. */
  private static final long MAX_BYTES_OF_GET = 13_000;

  /** A GET, the JSON of the identity, and azure-json's writer. */
  private static final long MAX_BYTES_OF_PUT = 14_500;

  /** The id takes 190 bytes, the name 56, the GUIDs 96, and the objects of an identity 100. */
  private static final long MAX_BYTES_OF_ITEM = 520;

  @Test
  void warmGetAllocatesLittle() {
    try (var server = KeepAliveServer.json(item(7))) {
      assertThat(
              allocated(server, identities -> identities.get("group", "identity-7"), 20_000, 1_000))
          .isLessThan(MAX_BYTES_OF_GET);
    }
  }

  @Test
  void warmPutAllocatesLittle() {
    var identity = Identity.builder().location("westeurope").tag("team", "core").build();
    try (var server = KeepAliveServer.json(item(7))) {
      assertThat(
              allocated(
                  server,
                  identities -> identities.createOrUpdate("group", "identity-7", identity),
                  20_000,
                  1_000))
          .isLessThan(MAX_BYTES_OF_PUT);
    }
  }

  @Test
  void pageAllocatesLittleForEachItem() {
    var page =
        IntStream.range(0, ITEMS)
            .mapToObj(AllocationTests::item)
            .collect(Collectors.joining(",", "{\"value\":[", "]}"));
    try (var server = KeepAliveServer.json(page)) {
      var bytes =
          allocated(
              server,
              identities ->
                  assertThat(identities.listBySubscription().iterableByPage().iterator().next())
                      .isNotNull(),
              200,
              20);

      assertThat(bytes / ITEMS).isLessThan(MAX_BYTES_OF_ITEM);
    }
  }

  private static String item(int number) {
    return """
    {"id":"/subscriptions/00000000-0000-0000-0000-000000000000/resourcegroups/group/providers/\
    Microsoft.ManagedIdentity/userAssignedIdentities/identity-%d","name":"identity-%d",\
    "type":"Microsoft.ManagedIdentity/userAssignedIdentities","location":"westeurope",\
    "tags":{"team":"core","stage":"production"},"properties":{\
    "tenantId":"6dc32a6b-3e4f-4a0a-8ea7-1c7d6f0c9e35",\
    "principalId":"25cc773c-7f05-40fc-a104-32d2300754ad",\
    "clientId":"4024ab25-56a8-4370-aea6-6389221caf29","isolationScope":"None"}}\
    """
        .formatted(number, number);
  }

  /** Returns the bytes of one call: the least of several rounds, after the code is compiled. */
  private static long allocated(
      KeepAliveServer server, Consumer<UserAssignedIdentities> call, int warmUp, int calls) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (var http = PooledHttpClient.builder().configuration(Configuration.NONE).build()) {
      var identities =
          new ManagedServiceIdentityClientBuilder()
              .credential(new CannedCredential())
              .subscriptionId("00000000-0000-0000-0000-000000000000")
              .configuration(Configuration.NONE)
              .httpClient(new OneUrl(http, server.url() + "/one"))
              .buildClient()
              .userAssignedIdentities();
      repeat(warmUp, identities, call);
      var least = Long.MAX_VALUE;
      for (var round = 0; round < ROUNDS; round++) {
        var before = threads.getCurrentThreadAllocatedBytes();
        repeat(calls, identities, call);
        least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / calls);
      }
      return least;
    }
  }

  private static void repeat(
      int calls, UserAssignedIdentities identities, Consumer<UserAssignedIdentities> call) {
    for (var count = 0; count < calls; count++) {
      call.accept(identities);
    }
  }

  /**
   * Sends all requests to one http URL: azure-core sends no token to one, so that the client has an
   * https URL.
   */
  private static final class OneUrl implements HttpClient {
    private final HttpClient http;
    private final URL url;

    OneUrl(HttpClient http, String url) {
      this.http = http;
      try {
        this.url = new URL(url);
      } catch (MalformedURLException e) {
        throw new IllegalArgumentException(e);
      }
    }

    @Override
    public HttpResponse sendSync(HttpRequest request, Context context) {
      return http.sendSync(request.setUrl(url), context);
    }

    @Override
    public Mono<HttpResponse> send(HttpRequest request) {
      return http.send(request.setUrl(url));
    }
  }
}
