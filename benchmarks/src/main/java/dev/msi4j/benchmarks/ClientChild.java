package dev.msi4j.benchmarks;

import dev.msi4j.benchmarks.client.Measurement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A process with one client. */
final class ClientChild extends ChildProcess {
  private final Competitor competitor;

  ClientChild(Competitor competitor, Path log, List<String> command) throws IOException {
    super(log, command);
    this.competitor = competitor;
  }

  Competitor competitor() {
    return competitor;
  }

  /** Runs work of {@link dev.msi4j.benchmarks.client.ClientProcess} and returns its cost. */
  Measurement measure(String command) throws IOException {
    return Measurement.parse(ask(command));
  }
}
