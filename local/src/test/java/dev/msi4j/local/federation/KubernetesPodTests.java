package dev.msi4j.local.federation;

import static dev.msi4j.local.Workload.claims;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.KubernetesPod;
import dev.msi4j.local.KubernetesServiceAccount;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.LocalIssuer;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.TestClock;
import dev.msi4j.local.Workload;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A pod with workload identity. */
@Timeout(60)
class KubernetesPodTests {
  private static final KubernetesServiceAccount ACCOUNT =
      new KubernetesServiceAccount("shop", "orders");

  private final TestClock clock = new TestClock();
  @AutoClose private final LocalAzure azure = TestAzure.builder().clock(clock).start();
  private final LocalIssuer cluster = azure.createIssuer("cluster");
  private final Workload workload =
      Workload.as(azure, "orders").trust("cluster", cluster.url(), ACCOUNT.subject());
  private final KubernetesPod pod = azure.openPod(cluster, ACCOUNT, workload.clientId());

  @Test
  void environmentNamesTheIdentityAndTheTokenFile() throws IOException, ParseException {
    assertThat(pod.environment())
        .containsOnlyKeys(
            "AZURE_CLIENT_ID",
            "AZURE_TENANT_ID",
            "AZURE_FEDERATED_TOKEN_FILE",
            "AZURE_AUTHORITY_HOST",
            "NO_PROXY",
            "no_proxy")
        .containsEntry("AZURE_CLIENT_ID", workload.clientId())
        .containsEntry("AZURE_TENANT_ID", azure.tenantId().toString())
        .containsEntry("AZURE_AUTHORITY_HOST", azure.authorityHost() + "/");
    assertThat(List.of("NO_PROXY", "no_proxy"))
        .allSatisfy(name ->
            assertThat(pod.environment().getOrDefault(name, "").split(",", -1))
                .contains("localhost", "127.0.0.1", "::1"));

    var file = Path.of(pod.environment().get("AZURE_FEDERATED_TOKEN_FILE"));
    assertThat(claims(workload.exchange(Files.readString(file))).getStringClaim("oid"))
        .isEqualTo(workload.principalId());
  }

  @Test
  void tokenFileIsReadableByTheOwnerOnly() throws IOException {
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pod.tokenFile())))
          .isEqualTo("rw-------");
    }
    assertThat(pod.tokenFile().getParent()).isDirectoryContaining(pod.tokenFile()::equals);
  }

  @Test
  void tokenIsRenewedAfterFourFifthsOfItsLifetime() throws IOException {
    var first = Files.readString(pod.tokenFile());
    clock.advance(Duration.ofMinutes(48).minusSeconds(1));
    pod.environment();
    assertThat(pod.tokenFile()).hasContent(first);
    clock.advance(Duration.ofSeconds(1));

    pod.environment();

    assertThat(Files.readString(pod.tokenFile())).isNotEqualTo(first);
    assertThat(workload.exchange(Files.readString(pod.tokenFile())).status()).isEqualTo(200);
  }

  @Test
  void tokenIsRenewedInTheBackground() throws IOException {
    var first = Files.readString(pod.tokenFile());
    clock.advance(Duration.ofHours(1));

    while (Files.readString(pod.tokenFile()).equals(first)) {
      Thread.onSpinWait();
    }

    assertThat(workload.exchange(Files.readString(pod.tokenFile())).status()).isEqualTo(200);
  }

  @Test
  void tokenFileIsDeletedOnClose() {
    var other = azure.openPod(cluster, ACCOUNT, workload.clientId());
    other.close();
    assertThat(other.tokenFile().getParent()).doesNotExist();

    azure.close();

    assertThat(pod.tokenFile().getParent()).doesNotExist();
  }
}
