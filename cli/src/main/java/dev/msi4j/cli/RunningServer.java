package dev.msi4j.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The process that serves a folder. */
final class RunningServer {
  /** Linux reckons a start from the time of boot, which may be corrected by a second or so. */
  private static final Duration TOLERANCE = Duration.ofSeconds(3);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ProcessHandle process;

  private RunningServer(ProcessHandle process) {
    this.process = process;
  }

  static RunningServer ofThisProcess() {
    return new RunningServer(ProcessHandle.current());
  }

  /** Finds the process of a line that it wrote; none if that has ended, whoever has its id now. */
  static Optional<RunningServer> find(String line) {
    String[] parts = line.strip().split(" ", 2);
    Instant started = Instant.parse(parts[1]);
    return ProcessHandle.of(Long.parseLong(parts[0]))
        .filter(ProcessHandle::isAlive)
        .filter(process -> Duration.between(start(process), started).abs().compareTo(TOLERANCE) < 0)
        .map(RunningServer::new);
  }

  /** Returns what to find the process by later: its id and when it started. */
  String toLine() {
    return process.pid() + " " + start(process) + "\n";
  }

  long pid() {
    return process.pid();
  }

  /** Tells it to end and waits until it has. */
  void stop() {
    process.destroy();
    CompletableFuture<ProcessHandle> end = process.onExit();
    try {
      end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new CommandFailure(
          "process " + pid() + " was told to end, and has not in " + PATIENCE.toSeconds() + " s",
          e);
    } catch (ExecutionException e) {
      throw new CommandFailure("process " + pid() + " cannot be waited for", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted while process " + pid() + " was ending", e);
    }
  }

  /** When the process began; the beginning of time where the system does not say. */
  private static Instant start(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }
}
