package dev.msi4j.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.management.exception.ManagementException;
import com.azure.resourcemanager.msi.MsiManager;
import com.azure.resourcemanager.msi.models.Identity;
import dev.msi4j.local.Fault;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients that try again make of faults, over the socket. */
class FaultsTests {
  private static final String WRITE = "Microsoft.ManagedIdentity/userAssignedIdentities/write";
  private static final String READ = "Microsoft.ManagedIdentity/userAssignedIdentities/read";

  private final LocalAzure azure = TestAzure.start();
  private final Clients clients = new Clients(azure);
  private final MsiManager official =
      MsiManager.configure()
          .withHttpClient(clients.http())
          .withRetryOptions(new RetryOptions(new FixedDelayOptions(3, Duration.ofMillis(1))))
          .authenticate(clients.owner(), clients.profile());

  @BeforeEach
  void createGroup() {
    clients.createGroup("faults");
  }

  @AfterEach
  void close() {
    azure.close();
  }

  @Test
  void theOfficialClientTriesAgainAfterAnErrorAndAfterAReset() {
    // @start region=faults
    azure.faults().inject(Fault.of(WRITE).status(503).retryAfter(Duration.ZERO));
    azure.faults().inject(Fault.of(WRITE).resetConnection());

    assertThat(create().principalId()).isNotNull();
    assertThat(azure.faults().applied()).hasSize(2);
    // @end
  }

  @Test
  void theOfficialClientWritesTheSameAgainWhenTheAnswerWasLost() {
    azure.faults().inject(Fault.of(WRITE).dropResponse());

    var created = create();

    assertThat(official.identities().getById(created.id()).principalId())
        .isEqualTo(created.principalId());
  }

  @Test
  void theOfficialClientSeesThatABodyEndsEarly() {
    var created = create();
    azure.faults().inject(Fault.of(READ).truncateResponse());

    assertThat(official.identities().getById(created.id()).name()).isEqualTo("worker");
    assertThat(azure.faults().applied()).hasSize(1);
  }

  @Test
  void theOfficialClientGivesUpWithTheMessageOfTheFault() {
    azure.faults().inject(Fault.of(WRITE).status(500, "Storm", "The cloud rains.").times(9));

    assertThatExceptionOfType(ManagementException.class)
        .isThrownBy(this::create)
        .withMessageContaining("The cloud rains.")
        .satisfies(thrown -> assertThat(thrown.getValue().getCode()).isEqualTo("Storm"));
    assertThat(azure.faults().applied()).hasSize(4);
  }

  @Test
  void ourClientTriesAgainToo() {
    create();
    azure.faults().inject(Fault.of(READ).resetConnection());
    azure.faults().inject(Fault.of(READ).status(429).retryAfter(Duration.ZERO));
    var client =
        clients
            .builder()
            .retryOptions(new RetryOptions(new FixedDelayOptions(3, Duration.ofMillis(1))))
            .buildClient();

    assertThat(client.userAssignedIdentities().get("faults", "worker").name()).isEqualTo("worker");
    assertThat(azure.faults().applied()).hasSize(2);
  }

  @Test
  void theClockOfTheLocalAzureMovesOn() {
    // @start region=clock
    azure.clock().freeze();
    azure.clock().advance(Duration.ofHours(2));

    assertThat(azure.clock().isFrozen()).isTrue();
    azure.clock().resume();
    // @end
    assertThat(create().principalId()).isNotNull();
  }

  private Identity create() {
    return official
        .identities()
        .define("worker")
        .withRegion("eastus")
        .withExistingResourceGroup("faults")
        .create();
  }
}
