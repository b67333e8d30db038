package dev.msi4j.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.exception.ResourceNotFoundException;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.management.Region;
import com.azure.core.util.Configuration;
import dev.msi4j.Identity;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.net.http.HttpClient;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/**
 * Tests the clients over another HTTP client of azure-core: an application may exclude {@code
 * msi4j-http}.
 */
class OtherHttpClientTests {
  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Clients clients =
      new Clients(
          azure,
          new JdkHttpClientBuilder(HttpClient.newBuilder().sslContext(azure.sslContext()))
              .configuration(Configuration.NONE)
              .build());

  @BeforeAll
  static void createGroup() {
    clients.createGroup("other");
  }

  @Test
  void officialClientCreatesAndListsIdentities() {
    var identities = clients.identities().identities();
    identities
        .define("official")
        .withRegion(Region.US_EAST)
        .withExistingResourceGroup("other")
        .create();

    assertThat(identities.listByResourceGroup("other"))
        .extracting(identity -> identity.name())
        .contains("official");
  }

  @Test
  void synchronousClientReadsWritesAndFails() {
    var identities = clients.builder().buildClient().userAssignedIdentities();
    identities.createOrUpdate("other", "sync", Identity.builder().location("eastus").build());

    assertThat(identities.get("other", "sync").clientId()).isNotNull();
    assertThatThrownBy(() -> identities.get("other", "missing"))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void asynchronousClientSendsRequestsConcurrently() {
    var identities = clients.builder().buildAsyncClient().userAssignedIdentities();
    var names = IntStream.range(0, 40).mapToObj(i -> "async" + i).toList();

    var created =
        Flux.fromIterable(names)
            .flatMap(
                name ->
                    identities.createOrUpdate(
                        "other", name, Identity.builder().location("eastus").build()),
                16)
            .map(Identity::name)
            .collectList()
            .block();

    assertThat(created).containsExactlyInAnyOrderElementsOf(names);
  }
}
