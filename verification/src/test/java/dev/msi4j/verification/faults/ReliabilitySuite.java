package dev.msi4j.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs each part of the reliability suite against separate server processes and writes the report.
 * Uses the loopback interface only, and stops only processes that it started.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ReliabilitySuite {
  /** Number of tests before the last one, which writes the report. */
  private static final int PARTS =
      Stream.of(ReliabilitySuite.class.getDeclaredMethods())
              .filter(method -> method.isAnnotationPresent(Test.class))
              .toList()
              .size()
          - 1;

  private static final Path REPORT = Path.of("..", "docs", "reliability.md");

  /**
   * The simple class names of the parts to run, such as {@code
   * -Dfaults.parts=CrashRecovery,FullDisk}; empty for all parts.
   */
  private static final Set<String> SELECTED = selected();

  private final List<ReportSection> sections = new ArrayList<>();

  @Test
  @Order(1)
  void crashLosesNoAcknowledgedWrite(@TempDir Path state) throws Exception {
    run(CrashRecovery.class, new CrashRecovery(state)::run);
  }

  @Test
  @Order(2)
  void shutdownLosesNoAcknowledgedWrite(@TempDir Path state) throws Exception {
    run(GracefulShutdown.class, new GracefulShutdown(state)::run);
  }

  @Test
  @Order(3)
  void fullDiskLosesNoAcknowledgedWrite(@TempDir Path mountPoint) throws Exception {
    run(FullDisk.class, new FullDisk(mountPoint)::run);
  }

  @Test
  @Order(4)
  void serverHandlesManyConnections(@TempDir Path state) throws Exception {
    run(ManyConnections.class, new ManyConnections(state)::run);
  }

  @Test
  @Order(5)
  void slowClientsDoNotBlockOtherClients(@TempDir Path state) throws Exception {
    run(SlowClients.class, new SlowClients(state)::run);
  }

  @Test
  @Order(6)
  void malformedInputIsRejected(@TempDir Path state) throws Exception {
    run(HostileInput.class, new HostileInput(state)::run);
  }

  @Test
  @Order(7)
  void unauthorizedAccessIsRejected() throws Exception {
    run(UnauthorizedAccess.class, new UnauthorizedAccess()::run);
  }

  @Test
  @Order(8)
  void clientRetriesDuringRestarts(@TempDir Path state) throws Exception {
    run(ClientDuringRestarts.class, new ClientDuringRestarts(state)::run);
  }

  @Test
  @Order(9)
  void crashOfOneOfTwoServersLosesNoAcknowledgedWrite(@TempDir Path folder) throws Exception {
    run(ServerPairCrash.class, new ServerPairCrash(folder)::run);
  }

  @Test
  @Order(10)
  void databaseOutageLosesNoAcknowledgedWrite(@TempDir Path folder) throws Exception {
    run(DatabaseOutage.class, new DatabaseOutage(folder)::run);
  }

  @Test
  @Order(11)
  void rolesWithManyWildcardsDoNotBlockOtherClients(@TempDir Path state) throws Exception {
    run(WildcardRoles.class, new WildcardRoles(state)::run);
  }

  @Test
  @Order(12)
  void largeDirectoryListingsDoNotBlockOtherClients(@TempDir Path state) throws Exception {
    run(DirectoryListing.class, new DirectoryListing(state)::run);
  }

  /**
   * Writes the report if each selected part passed or could not run on this machine, and at least
   * one passed.
   */
  @Test
  @Order(Integer.MAX_VALUE)
  void reportIsWritten() throws IOException {
    assertThat(sections)
        .as("parts that passed or could not run")
        .hasSize(SELECTED.isEmpty() ? PARTS : SELECTED.size());
    assertThat(sections).as("parts that passed").anyMatch(ReportSection::passed);
    var report = SELECTED.isEmpty() ? head() : Files.readString(REPORT);
    for (var section : sections) {
      report = section.putInto(report);
    }
    Files.writeString(REPORT, report);
  }

  private void run(Class<?> part, Callable<ReportSection> work) throws Exception {
    assumeTrue(SELECTED.isEmpty() || SELECTED.contains(part.getSimpleName()), "not selected");
    var section = work.call();
    sections.add(section);
    assumeTrue(section.passed(), section.text());
  }

  private static Set<String> selected() {
    var names = System.getProperty("faults.parts", "");
    return names.isBlank() ? Set.of() : Set.of(names.split(",", -1));
  }

  private static String head() {
    var machine =
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
    return "# Reliability\n\n"
        + "Results of the reliability suite, which runs the local Azure in separate processes."
        + " `mvn -Pfaults verify` runs the suite and writes this page. The suite fails if a"
        + " statement on this page is not true; a part that cannot run on the machine is marked as"
        + " not run. The figures are from the last run, on "
        + machine.getAvailableProcessors()
        + " processors with "
        + Math.round(machine.getTotalMemorySize() / (double) (1L << 30))
        + " GiB of memory, "
        + machine.getName()
        + ", Java "
        + Runtime.version().feature()
        + ".\n\n";
  }
}
