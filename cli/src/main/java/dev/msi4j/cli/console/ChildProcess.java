package dev.msi4j.cli.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs a program on the terminal of this process. */
public final class ChildProcess {
  private ChildProcess() {}

  /**
   * Runs a program and returns its exit status; terminates it if this process is terminated first.
   *
   * @throws UncheckedIOException if the program cannot be started
   */
  public static int run(ProcessBuilder builder) {
    try {
      var process = builder.inheritIO().start();
      var status = new AtomicInteger();
      ShutdownHook.run(() -> status.set(exitStatus(process)), process::destroy);
      return status.get();
    } catch (IOException e) {
      throw new UncheckedIOException("the command cannot be started", e);
    }
  }

  private static int exitStatus(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("interrupted while the command was running", e);
    }
  }
}
