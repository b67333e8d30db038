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

/** The process that serves a folder. */
public final class RunningServer {
  /** Linux reckons a start from the time of boot, which may be corrected by a second or so. */
  private static final Duration TOLERANCE = Duration.ofSeconds(3);

  /** Id, start time, and the folder in percent-encoding, which has no blanks. */
  private static final Pattern LINE = Pattern.compile("(\\d{1,18}) (\\S+) ([A-Za-z0-9.*_+%-]+)");

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ProcessHandle process;

  private RunningServer(ProcessHandle process) {
    this.process = process;
  }

  public static RunningServer ofThisProcess() {
    return new RunningServer(ProcessHandle.current());
  }

  /**
   * Finds the process of a line that it wrote: the process with that id that started at that time,
   * and only if the line was written for the folder that the file is in. A copy of the folder is
   * not served by the server of the original.
   *
   * @param file the file that holds the line
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

  private static CommandException damaged(Path file, @Nullable Exception cause) {
    return new CommandException(
        "the file "
            + file
            + " is damaged: it must hold the id, start time and folder of a server; if no local"
            + " Azure runs there, delete it",
        cause);
  }

  /**
   * Returns what to find the process by later: its id, when it started and the folder it serves.
   *
   * @param folder without symbolic links
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

  /** Tells it to end and waits until it has. */
  public void stop() {
    process.destroy();
    CompletableFuture<ProcessHandle> end = process.onExit();
    try {
      end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new CommandException(
          "process " + pid() + " was told to end, and has not in " + PATIENCE.toSeconds() + " s",
          e);
    } catch (ExecutionException e) {
      throw new CommandException("process " + pid() + " cannot be waited for", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("interrupted while process " + pid() + " was ending", e);
    }
  }

  /** When the process began; the beginning of time where the system does not say. */
  private static Instant start(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }
}
