package dev.msi4j.verification;

import static dev.msi4j.verification.FederationFixture.credential;
import static dev.msi4j.verification.ReconcilingProcess.ISSUER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.ResourceId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests concurrent reconciliations of the same identities in three processes. */
@Timeout(300)
class FederationAcrossProcessesTests {
  private static final int PROCESSES = 3;
  private static final int IDENTITIES = 20;
  private static final int CREDENTIALS = 300;

  @Test
  void sameDesiredStateInEachProcessIsReached() throws Exception {
    try (var fixture = FederationFixture.start()) {
      var identities = identities(fixture);
      for (var identity : identities) {
        fixture.put(identity, "stale-1", credential(ISSUER, "stale-1"));
        fixture.put(identity, "stale-2", credential(ISSUER, "stale-2"));
      }

      reconcileConcurrently(
          fixture,
          IntStream.range(0, PROCESSES).mapToObj(i -> new DesiredRange(0, CREDENTIALS, true)));

      assertThatAllExist(fixture, identities);
    }
  }

  @Test
  void overlappingDesiredStatesAreMerged() throws Exception {
    try (var fixture = FederationFixture.start()) {
      var identities = identities(fixture);

      // Each process has 100 separate subjects and shares 50 subjects with the next process.
      reconcileConcurrently(
          fixture,
          IntStream.range(0, PROCESSES)
              .mapToObj(
                  i -> new DesiredRange(i * 100, Math.min(i * 100 + 150, CREDENTIALS), false)));

      assertThatAllExist(fixture, identities);
    }
  }

  /** Subjects that a process reconciles. */
  private record DesiredRange(int from, int until, boolean deletesOthers) {}

  private static void reconcileConcurrently(FederationFixture fixture, Stream<DesiredRange> ranges)
      throws Exception {
    var processes = new ArrayList<Process>();
    try {
      for (var desiredRange : ranges.toList()) {
        processes.add(start(fixture, desiredRange));
      }
      for (var process : processes) {
        assertThat(process.inputReader().readLine()).isEqualTo("> ready");
      }
      for (var process : processes) {
        process.outputWriter().append('\n').flush();
      }
      for (var process : processes) {
        var output = String.join("\n", process.inputReader().lines().toList());
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("> FAILED 0");
      }
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
  }

  private static Process start(FederationFixture fixture, DesiredRange desiredRange)
      throws IOException {
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ReconcilingProcess.class.getName(),
                FederationFixture.GROUP,
                Integer.toString(IDENTITIES),
                Integer.toString(desiredRange.from),
                Integer.toString(desiredRange.until),
                Boolean.toString(desiredRange.deletesOthers))
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().removeIf(name -> name.matches("(AZURE|MSI4J)_.*"));
    builder.environment().putAll(fixture.azure().environment());
    return builder.start();
  }

  private static List<ResourceId> identities(FederationFixture fixture) {
    return IntStream.range(0, IDENTITIES).mapToObj(i -> fixture.identity("shared-" + i)).toList();
  }

  private static void assertThatAllExist(FederationFixture fixture, List<ResourceId> identities) {
    for (var i = 0; i < IDENTITIES; i++) {
      var first = i;
      assertThat(fixture.credentials(identities.get(i)))
          .extracting(found -> found.subject())
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, CREDENTIALS / IDENTITIES)
                  .mapToObj(row -> "s-" + (row * IDENTITIES + first))
                  .toList());
    }
  }
}
