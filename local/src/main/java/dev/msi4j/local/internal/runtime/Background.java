package dev.msi4j.local.internal.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * A value that another thread computes, while the creator goes on. The thread does not keep the
 * process alive. Thread-safe.
 */
public final class Background<T> {
  private final CompletableFuture<T> value;

  private Background(CompletableFuture<T> value) {
    this.value = value;
  }

  /**
   * Starts a computation.
   *
   * @param name the name of the thread
   */
  public static <T> Background<T> start(String name, Supplier<T> computation) {
    return new Background<>(
        CompletableFuture.supplyAsync(
            computation,
            task -> {
              var thread = new Thread(task, name);
              thread.setDaemon(true);
              thread.start();
            }));
  }

  /**
   * Waits for the value. Throws the exception of the computation if it has failed, also to later
   * callers.
   */
  public T await() {
    try {
      return value.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }
}
