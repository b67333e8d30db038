package dev.msi4j.cli.azure;

import dev.msi4j.cli.console.CommandException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Runs an action for many items with a bounded number of threads. */
public final class Parallel {
  /** As many requests as the federation client sends at a time. */
  private static final int THREADS = 8;

  private Parallel() {}

  /**
   * Runs an action for each item and returns when all have ended.
   *
   * @throws RuntimeException the first exception of an action; the remaining actions are not run
   */
  public static <T> void forEach(Collection<T> items, Consumer<T> action) {
    if (items.isEmpty()) {
      return;
    }
    var executor = Executors.newFixedThreadPool(Math.min(THREADS, items.size()));
    try {
      var running = new ArrayList<Future<?>>();
      items.forEach(item -> running.add(executor.submit(() -> action.accept(item))));
      for (var each : running) {
        each.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("interrupted while waiting for Azure", e);
    } finally {
      executor.shutdownNow();
    }
  }
}
