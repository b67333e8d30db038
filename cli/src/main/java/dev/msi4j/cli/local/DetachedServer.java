package dev.msi4j.cli.local;

import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.SizeLimit;
import dev.msi4j.cli.console.TextFile;
import dev.msi4j.cli.state.RunningServer;
import dev.msi4j.cli.state.ServerDirectory;
import dev.msi4j.local.internal.files.PrivateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts the server in a process of its own, which outlives this one. */
final class DetachedServer {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 50;

  private final ServerDirectory directory;
  private final Path log;

  DetachedServer(ServerDirectory directory) {
    this.directory = directory;
    this.log = log(directory);
  }

  /** Returns the file with the output of the server of a directory. */
  static Path log(ServerDirectory directory) {
    return directory.path().resolve("server.log");
  }

  /**
   * Starts the server and waits until it is ready.
   *
   * @param mainClass the main class of the command
   * @param home the home directory of the user
   * @param arguments the command line that runs the server in the foreground
   * @throws CommandException if the server ends, or is not ready in time
   */
  RunningServer start(String mainClass, Path home, List<String> arguments) {
    PrivateDirectory.open(directory.path());
    PrivateDirectory.createPrivateFile(log);
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The launcher sets the option with which Java finds the archived classes.
    var archive = System.getProperty("msi.archive");
    if (archive != null) {
      command.add(archive);
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(arguments);
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("HOME", home.toString());
    try {
      var process = builder.start();
      process.getOutputStream().close();
      return awaitReady(process);
    } catch (IOException e) {
      throw new UncheckedIOException("the server cannot be started", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("interrupted while waiting for the server", e);
    }
  }

  private RunningServer awaitReady(Process process) throws InterruptedException {
    for (long waited = 0; waited < TIMEOUT.toMillis(); waited += POLL_MILLIS) {
      if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new CommandException("the server has ended: " + lastLine());
      }
      var running = directory.running();
      if (running.isPresent() && running.get().pid() == process.pid()) {
        return running.get();
      }
    }
    process.destroy();
    throw new CommandException(
        "the server was not ready after " + TIMEOUT.toSeconds() + " s: see " + log);
  }

  private String lastLine() {
    return TextFile.read("the log " + log, log, SizeLimit.DATA)
        .lines()
        .reduce((first, second) -> second)
        .map(line -> line.replaceFirst("^msi: ", ""))
        .orElse("see " + log);
  }
}
