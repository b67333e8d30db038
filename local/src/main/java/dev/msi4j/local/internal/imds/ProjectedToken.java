package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.files.OutputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A token file in a temporary directory, renewed before the token expires, like the projected
 * service account token of a Kubernetes pod. Only the owner can read the file. Writes are atomic.
 */
public final class ProjectedToken implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProjectedToken.class);

  /** The fraction of the lifetime after which Kubernetes renews a token. */
  private static final double RENEWAL_FRACTION = 0.8;

  private static final long CHECK_SECONDS = 1;

  private final Path directory;
  private final Clock clock;
  private final Duration lifetime;
  private final Supplier<String> tokens;
  private final ScheduledExecutorService scheduler;
  private final Future<?> renewals;
  private Instant renewal = Instant.MIN;

  /**
   * Creates the file with a first token.
   *
   * @param lifetime the lifetime of each token
   * @param tokens creates a signed token
   */
  public ProjectedToken(Clock clock, Duration lifetime, Supplier<String> tokens) {
    this.clock = clock;
    this.lifetime = lifetime;
    this.tokens = tokens;
    directory = newDirectory();
    scheduler = Executors.newSingleThreadScheduledExecutor(ProjectedToken::daemon);
    renew();
    renewals =
        scheduler.scheduleWithFixedDelay(
            this::renewQuietly, CHECK_SECONDS, CHECK_SECONDS, TimeUnit.SECONDS);
  }

  /** Returns the token file. */
  public Path file() {
    return directory.resolve("azure-identity-token");
  }

  /** Writes a new token if the renewal time has passed. */
  public synchronized void renew() {
    var now = clock.instant();
    if (!now.isBefore(renewal)) {
      write(tokens.get());
      renewal = now.plusMillis((long) (lifetime.toMillis() * RENEWAL_FRACTION));
    }
  }

  private void renewQuietly() {
    try {
      renew();
    } catch (RuntimeException e) {
      // The next attempt may succeed; until then the file keeps the previous token.
      LOG.warn("cannot renew {}: {}", file(), e.getMessage());
    }
  }

  private void write(String token) {
    try {
      OutputFile.at(file()).write(token, OutputFile.Access.OWNER);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the token file " + file(), e);
    }
  }

  private static Path newDirectory() {
    try {
      return Files.createTempDirectory("msi4j-pod-");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create a directory for a token file", e);
    }
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "projected-token");
    thread.setDaemon(true);
    return thread;
  }

  /** Deletes the file and its directory. Idempotent. */
  @Override
  public synchronized void close() {
    renewals.cancel(false);
    scheduler.shutdown();
    renewal = Instant.MAX;
    try {
      Files.deleteIfExists(file());
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete the token file " + file(), e);
    }
  }
}
