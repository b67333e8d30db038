package dev.msi4j.federation;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Waits for the result of a reactive operation on behalf of the blocking client. {@code
 * Mono.block()} is not an option: Reactor rejects it on its own scheduler threads, where the
 * blocking client must also work.
 */
final class Blocking {
  private Blocking() {}

  static <T> T result(Mono<T> work) {
    var future = work.toFuture();
    try {
      return future.get();
    } catch (InterruptedException e) {
      future.cancel(true);
      throw interrupted(e);
    } catch (ExecutionException e) {
      var failure = e.getCause();
      if (failure instanceof InterruptedException) {
        throw interrupted(failure);
      }
      if (failure instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      if (failure instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(failure);
    }
  }

  /**
   * Returns whether the failure is caused by an interruption of the calling thread; a socket
   * timeout is not an interruption.
   */
  static boolean isInterruption(@Nullable Throwable failure) {
    for (var at = failure; at != null; at = at.getCause()) {
      if (at instanceof InterruptedException
          || (at instanceof InterruptedIOException && !(at instanceof SocketTimeoutException))) {
        return true;
      }
    }
    return false;
  }

  private static UncheckedIOException interrupted(Throwable cause) {
    Thread.currentThread().interrupt();
    var interrupted =
        new InterruptedIOException("interrupted while waiting for a federation operation");
    interrupted.initCause(cause);
    return new UncheckedIOException(interrupted);
  }
}
