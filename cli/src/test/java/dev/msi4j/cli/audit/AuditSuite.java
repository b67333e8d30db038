package dev.msi4j.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.cli.Groups;
import dev.msi4j.cli.ScaleReport;
import dev.msi4j.cli.Terminal;
import dev.msi4j.cli.azure.AzureConnection;
import dev.msi4j.cli.azure.Parallel;
import dev.msi4j.local.LocalAzure;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Audits a large estate in a local Azure, and reports the time and the memory. Run by {@code mvn
 * -Pscale verify}.
 */
class AuditSuite {
  /** The rules about credentials that the local Azure accepts. */
  private static final Set<String> RULES =
      Set.of("F1", "F4", "F6", "F7", "F9", "F10", "F13", "F14");

  private static final Duration LONGEST = Duration.ofMinutes(1);

  @AutoClose private static final LocalAzure azure = LocalAzure.builder().start();

  private final ManagedServiceIdentityClient client =
      AzureConnection.of(azure.environment()).client();

  @Test
  void auditOfLargeEstateFindsPlantedFaults() {
    var planted = PlantedEstate.of(Integer.getInteger("scale.audited", 10_000));
    create(planted.data());
    var expected =
        Audit.run(planted.data(), rules(), Set.of()).findings().stream()
            .map(each -> each.rule().id() + "," + each.place().name())
            .collect(Collectors.toSet());

    heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
    long start = System.nanoTime();
    var audit =
        Terminal.signedIn(azure)
            .run(
                "audit",
                "--rule",
                String.join(",", RULES),
                "-o",
                "csv",
                "--query",
                "[].[rule, name]");
    var time = Duration.ofNanos(System.nanoTime() - start);

    assertThat(audit.status()).as(audit.err()).isZero();
    ScaleReport.print(
        "audit of "
            + planted.data().identities().count()
            + " identities and "
            + planted
                .data()
                .identities()
                .mapToLong(each -> planted.data().credentialsOf(each).count())
                .sum()
            + " credentials",
        String.format(
            Locale.ROOT,
            "%d findings in %.1f s; audit and local Azure use %d MiB of heap, of at most %d MiB",
            expected.size(),
            time.toMillis() / 1e3,
            heapPools().mapToLong(each -> each.getPeakUsage().getUsed()).sum() >> 20,
            Runtime.getRuntime().maxMemory() >> 20));
    assertThat(audit.lines().stream().skip(1).collect(Collectors.toSet())).isEqualTo(expected);
    assertThat(time).isLessThan(LONGEST);
  }

  private static Stream<MemoryPoolMXBean> heapPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(each -> each.getType() == MemoryType.HEAP);
  }

  private static List<Rule> rules() {
    return Audit.RULES.stream().filter(each -> RULES.contains(each.id())).toList();
  }

  private void create(AuditData data) {
    var groups =
        data.identities()
            .map(each -> Objects.requireNonNull(AuditData.id(each).resourceGroup()))
            .distinct()
            .toArray(String[]::new);
    Groups.create(client, groups);
    Parallel.forEach(data.identities().toList(), each -> create(data, each));
  }

  private void create(AuditData data, Identity identity) {
    var id = AuditData.id(identity);
    var group = Objects.requireNonNull(id.resourceGroup());
    var unused =
        client
            .userAssignedIdentities()
            .createOrUpdate(group, id.name(), Identity.builder().location("westeurope").build());
    data.credentialsOf(identity)
        .filter(each -> each.value().subject() != null)
        .forEach(each -> create(group, id.name(), each.value()));
  }

  private void create(String group, String identity, FederatedIdentityCredential credential) {
    var created =
        client
            .federatedIdentityCredentials()
            .createOrUpdate(group, identity, Objects.requireNonNull(credential.name()), credential);
    assertThat(created.name()).isEqualTo(credential.name());
  }
}
