package dev.msi4j.cli.state;

import dev.msi4j.cli.console.CommandException;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The process of a running local Azure. */
public final class RunningServer {
  /** Linux derives start times from the boot time, which clock corrections shift slightly. */
  private static final Duration TOLERANCE = Duration.ofSeconds(3);

  /** Process id, start time, and the percent-encoded directory. */
  private static final Pattern LINE = Pattern.compile("(\\d{1,18}) (\\S+) ([A-Za-z0-9.*_+%-]+)");

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

  private final ProcessHandle process;

  private RunningServer(ProcessHandle process) {
    this.process = process;
  }

  public static RunningServer ofThisProcess() {
    return new RunningServer(ProcessHandle.current());
  }

  /**
   * Finds the process that wrote a line: its id and start time must match, and the line must name
   * the directory of the file. A copied state directory therefore has no running server.
   *
   * @param file the file that contains the line
   */
  public static Optional<RunningServer> find(Path file, String line) throws IOException {
    var parts = LINE.matcher(line.strip());
    if (!parts.matches()) {
      throw damaged(file, null);
    }
    try {
      Instant started = Instant.parse(parts.group(2));
      long pid = Long.parseLong(parts.group(1));
      if (!folder(parts.group(3)).equals(file.toRealPath().getParent())) {
        return Optional.empty();
      }
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(
              process -> Duration.between(start(process), started).abs().compareTo(TOLERANCE) < 0)
          .map(RunningServer::new);
    } catch (DateTimeParseException | IllegalArgumentException e) {
      throw damaged(file, e);
    }
  }

  private static Path folder(String encoded) {
    return Path.of(URLDecoder.decode(encoded, StandardCharsets.UTF_8));
  }

  static CommandException damaged(Path file, @Nullable Exception cause) {
    return new CommandException(
        "the file "
            + file
            + " is damaged: it must hold the id, start time and directory of a server; if no local"
            + " Azure runs there, delete it",
        cause);
  }

  /**
   * Returns the line from which {@link #find} finds the process.
   *
   * @param folder the state directory without symbolic links
   */
  public String toLine(Path folder) {
    return process.pid()
        + " "
        + start(process)
        + " "
        + URLEncoder.encode(folder.toString(), StandardCharsets.UTF_8)
        + "\n";
  }

  public long pid() {
    return process.pid();
  }

  /** Terminates the process and waits for its end. */
  public void stop() {
    process.destroy();
    CompletableFuture<ProcessHandle> end = process.onExit();
    try {
      end.get(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new CommandException(
          "process "
              + pid()
              + " did not stop within "
              + STOP_TIMEOUT.toSeconds()
              + " s: end it with your system's tools",
          e);
    } catch (ExecutionException e) {
      throw new CommandException("process " + pid() + " cannot be observed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("interrupted while waiting for the end of process " + pid(), e);
    }
  }

  /** Returns the start time of a process; the epoch if the system does not provide it. */
  private static Instant start(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }
}
