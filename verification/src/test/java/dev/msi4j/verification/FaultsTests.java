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
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the retries of clients with injected faults, over a socket. */
class FaultsTests {
  private static final String WRITE = "Microsoft.ManagedIdentity/userAssignedIdentities/write";
  private static final String READ = "Microsoft.ManagedIdentity/userAssignedIdentities/read";

  @AutoClose private final LocalAzure azure = TestAzure.start();
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

  @Test
  void officialClientRetriesAfterErrorAndConnectionReset() {
    // @start region=faults
    azure.faults().inject(Fault.of(WRITE).status(503).retryAfter(Duration.ZERO));
    azure.faults().inject(Fault.of(WRITE).resetConnection());

    assertThat(create().principalId()).isNotNull();
    assertThat(azure.faults().applied()).hasSize(2);
    // @end
  }

  @Test
  void officialClientRepeatsWriteAfterDroppedResponse() {
    azure.faults().inject(Fault.of(WRITE).dropResponse());

    var created = create();

    assertThat(official.identities().getById(created.id()).principalId())
        .isEqualTo(created.principalId());
  }

  @Test
  void officialClientRetriesTruncatedResponse() {
    var created = create();
    azure.faults().inject(Fault.of(READ).truncateResponse());

    assertThat(official.identities().getById(created.id()).name()).isEqualTo("worker");
    assertThat(azure.faults().applied()).hasSize(1);
  }

  @Test
  void officialClientFailsWithErrorOfFaultAfterRetries() {
    azure
        .faults()
        .inject(Fault.of(WRITE).status(500, "InjectedError", "An injected error.").times(9));

    assertThatExceptionOfType(ManagementException.class)
        .isThrownBy(this::create)
        .withMessageContaining("An injected error.")
        .satisfies(thrown -> assertThat(thrown.getValue().getCode()).isEqualTo("InjectedError"));
    assertThat(azure.faults().applied()).hasSize(4);
  }

  @Test
  void clientRetriesAfterConnectionResetAndThrottling() {
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
  void clockIsFrozenAdvancedAndResumed() {
    var before = azure.clock().instant();
    // @start region=clock
    azure.clock().freeze();
    azure.clock().advance(Duration.ofHours(2));

    assertThat(azure.clock().isFrozen()).isTrue();
    azure.clock().resume();

    // @end
    assertThat(azure.clock().instant()).isAfterOrEqualTo(before.plus(Duration.ofHours(2)));
    assertThat(azure.clock().isFrozen()).isFalse();
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
