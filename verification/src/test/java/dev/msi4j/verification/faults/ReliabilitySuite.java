package dev.msi4j.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
  private static final int PARTS = 10;

  private static final Path REPORT = Path.of("..", "docs", "reliability.md");

  private final List<Section> sections = new ArrayList<>();

  @Test
  @Order(1)
  void losesNothingWhenItIsKilled(@TempDir Path state) throws Exception {
    sections.add(new Kills(state).run());
  }

  @Test
  @Order(2)
  void losesNothingWhenItIsToldToEnd(@TempDir Path state) throws Exception {
    sections.add(new GracefulStop(state).run());
  }

  @Test
  @Order(3)
  void losesNothingWhenTheDiskIsFull(@TempDir Path mountPoint) throws Exception {
    sections.add(new FullDisk(mountPoint).run());
  }

  @Test
  @Order(4)
  void servesManyConnections(@TempDir Path state) throws Exception {
    sections.add(new Connections(state).run());
  }

  @Test
  @Order(5)
  void isNotHeldUpBySlowClients(@TempDir Path state) throws Exception {
    sections.add(new SlowPeers(state).run());
  }

  @Test
  @Order(6)
  void refusesHostileInput(@TempDir Path state) throws Exception {
    sections.add(new HostileInput(state).run());
  }

  @Test
  @Order(7)
  void refusesThoseWhoMayNot() {
    sections.add(new Intruders().run());
  }

  @Test
  @Order(8)
  void isServedByOurClientThroughRestarts(@TempDir Path state) throws Exception {
    sections.add(new ClientThroughRestarts(state).run());
  }

  @Test
  @Order(9)
  void losesNothingWhenOneOfTwoOnADatabaseIsKilled(@TempDir Path folder) throws Exception {
    sections.add(new TwinKills(folder).run());
  }

  @Test
  @Order(10)
  void losesNothingWhenTheDatabaseIsAway(@TempDir Path folder) throws Exception {
    sections.add(new DatabaseAway(folder).run());
  }

  /** Only a run in which all went well says so. */
  @Test
  @Order(Integer.MAX_VALUE)
  void writesTheReport() throws IOException {
    assertThat(sections).as("parts that went well").hasSize(PARTS);
    var parts = sections.stream().map(Section::markdown).collect(Collectors.joining("\n"));
    Files.writeString(REPORT, head() + parts);
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
