package dev.msi4j.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.exception.ResourceNotFoundException;
import com.azure.core.management.Region;
import com.azure.core.util.Configuration;
import dev.msi4j.Identity;
import dev.msi4j.http.PooledHttpClient;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** azure-identity, an official client and this SDK's clients over the HTTP transport. */
class HttpTransportTests {
  private static LocalAzure azure;
  private static PooledHttpClient http;
  private static Clients clients;

  @BeforeAll
  static void start() {
    azure = TestAzure.start();
    http =
        PooledHttpClient.builder()
            .configuration(Configuration.NONE)
            .sslContext(Clients.tls(azure))
            .build();
    clients = new Clients(azure, http);
    clients.createGroup("transport");
  }

  @AfterAll
  static void stop() {
    http.close();
    azure.close();
  }

  @Test
  void officialClientCreatesAndListsIdentities() {
    var identities = clients.identities().identities();
    identities
        .define("official")
        .withRegion(Region.US_EAST)
        .withExistingResourceGroup("transport")
        .create();

    assertThat(identities.listByResourceGroup("transport"))
        .extracting(identity -> identity.name())
        .contains("official");
  }

  @Test
  void synchronousClientReadsWritesAndFails() {
    var identities = clients.builder().buildClient().userAssignedIdentities();
    identities.createOrUpdate("transport", "sync", Identity.builder().location("eastus").build());

    assertThat(identities.get("transport", "sync").clientId()).isNotNull();
    assertThatThrownBy(() -> identities.get("transport", "missing"))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void asynchronousClientSendsManyRequestsAtTheSameTime() {
    var identities = clients.builder().buildAsyncClient().userAssignedIdentities();
    var names = IntStream.range(0, 40).mapToObj(i -> "async" + i).toList();

    var created =
        Flux.fromIterable(names)
            .flatMap(
                name ->
                    identities.createOrUpdate(
                        "transport", name, Identity.builder().location("eastus").build()),
                16)
            .map(Identity::name)
            .collectList()
            .block();

    assertThat(created).containsExactlyInAnyOrderElementsOf(names);
  }
}
