package dev.msi4j.federation;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The way from what is written for both twins to the one that blocks. Reactor's own block() is
 * refused on some threads although nothing there would hold them but the caller's own calls.
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

  /** Whether the failure says that the caller does not want to go on. */
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
    var interrupted = new InterruptedIOException("Interrupted while credentials were worked on");
    interrupted.initCause(cause);
    return new UncheckedIOException(interrupted);
  }
}
