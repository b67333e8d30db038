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
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a local Azure survives, part by part, each against servers of its own; and the report. It
 * talks to loopback and ends no process but those that it started.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ReliabilitySuite {
  /** One for each test above the last. */
  private static final int PARTS = 12;

  private static final Path REPORT = Path.of("..", "docs", "reliability.md");

  /**
   * The classes of the parts to run, such as {@code -Dfaults.parts=Kills,FullDisk}; none for all.
   */
  private static final Set<String> CHOSEN = chosen();

  private final List<Section> sections = new ArrayList<>();

  @Test
  @Order(1)
  void losesNothingWhenItIsKilled(@TempDir Path state) throws Exception {
    run(CrashRecovery.class, new CrashRecovery(state)::run);
  }

  @Test
  @Order(2)
  void losesNothingOnShutdown(@TempDir Path state) throws Exception {
    run(GracefulStop.class, new GracefulStop(state)::run);
  }

  @Test
  @Order(3)
  void losesNothingWhenTheDiskIsFull(@TempDir Path mountPoint) throws Exception {
    run(FullDisk.class, new FullDisk(mountPoint)::run);
  }

  @Test
  @Order(4)
  void servesManyConnections(@TempDir Path state) throws Exception {
    run(Connections.class, new Connections(state)::run);
  }

  @Test
  @Order(5)
  void isNotHeldUpBySlowClients(@TempDir Path state) throws Exception {
    run(SlowPeers.class, new SlowPeers(state)::run);
  }

  @Test
  @Order(6)
  void rejectsHostileInput(@TempDir Path state) throws Exception {
    run(HostileInput.class, new HostileInput(state)::run);
  }

  @Test
  @Order(7)
  void rejectsUnauthorizedCallers() throws Exception {
    run(UnauthorizedAccess.class, new UnauthorizedAccess()::run);
  }

  @Test
  @Order(8)
  void isServedByOurClientThroughRestarts(@TempDir Path state) throws Exception {
    run(ClientThroughRestarts.class, new ClientThroughRestarts(state)::run);
  }

  @Test
  @Order(9)
  void losesNothingWhenOneOfTwoOnADatabaseIsKilled(@TempDir Path folder) throws Exception {
    run(ServerPairCrash.class, new ServerPairCrash(folder)::run);
  }

  @Test
  @Order(10)
  void losesNothingWhenTheDatabaseIsAway(@TempDir Path folder) throws Exception {
    run(DatabaseOutage.class, new DatabaseOutage(folder)::run);
  }

  @Test
  @Order(11)
  void servesOthersWhileRolesHaveManyStars(@TempDir Path state) throws Exception {
    run(RolesOfManyStars.class, new RolesOfManyStars(state)::run);
  }

  @Test
  @Order(12)
  void servesOthersWhileManyListTheWholeDirectory(@TempDir Path state) throws Exception {
    run(WholeDirectoryLists.class, new WholeDirectoryLists(state)::run);
  }

  /** Only a run in which all went well says so. */
  @Test
  @Order(Integer.MAX_VALUE)
  void writesTheReport() throws IOException {
    assertThat(sections)
        .as("parts that went well")
        .hasSize(CHOSEN.isEmpty() ? PARTS : CHOSEN.size());
    var report = CHOSEN.isEmpty() ? head() : Files.readString(REPORT);
    for (var section : sections) {
      report = section.putInto(report);
    }
    Files.writeString(REPORT, report);
  }

  private void run(Class<?> part, Callable<Section> work) throws Exception {
    assumeTrue(CHOSEN.isEmpty() || CHOSEN.contains(part.getSimpleName()), "not a chosen part");
    sections.add(work.call());
  }

  private static Set<String> chosen() {
    var names = System.getProperty("faults.parts", "");
    return names.isBlank() ? Set.of() : Set.of(names.split(",", -1));
  }

  private static String head() {
    var machine =
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
    return "# Reliability\n\n"
        + "What a local Azure, in a process of its own, has survived. `mvn -Pfaults verify` does it"
        + " all again and writes this page; it asserts what is said here, and the figures are those"
        + " of its last run, on "
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
