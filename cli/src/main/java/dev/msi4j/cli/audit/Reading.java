package dev.msi4j.cli.audit;

import com.azure.core.exception.HttpResponseException;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.ErrorPrinter;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Data that was read, or the reason why it could not be read. Immutable.
 *
 * @param reason why the data could not be read; null if it was read
 */
record Reading<T>(@Nullable T value, @Nullable String reason) {
  static <T> Reading<T> of(T value) {
    return new Reading<>(value, null);
  }

  static <T> Reading<T> notRead(String reason) {
    return new Reading<>(null, reason);
  }

  /** Reads data; a rejected request becomes the reason. */
  static <T> Reading<T> tryTo(String what, Supplier<T> read) {
    try {
      return of(read.get());
    } catch (CommandException | HttpResponseException e) {
      return notRead(what + " cannot be read: " + ErrorPrinter.oneLine(e));
    }
  }

  /**
   * Returns the data.
   *
   * @throws NotCheckedException if the data could not be read
   */
  T get() {
    if (reason != null) {
      throw new NotCheckedException(reason);
    }
    return Objects.requireNonNull(value);
  }
}
