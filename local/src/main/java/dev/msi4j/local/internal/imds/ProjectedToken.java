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
 * A file with a token in it, in a folder of its own, written anew before the token ends, as a
 * cluster projects one into a pod. Only its owner can read it, and whoever reads it finds it whole.
 */
public final class ProjectedToken implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProjectedToken.class);

  /** Kubernetes renews a token when this much of its life is over. */
  private static final double RENEWED_AT = 0.8;

  private static final long LOOK_SECONDS = 1;

  private final Path folder;
  private final Clock clock;
  private final Duration life;
  private final Supplier<String> tokens;
  private final ScheduledExecutorService looks;
  private final Future<?> look;
  private Instant renewal = Instant.MIN;

  /**
   * A file that is there from now on.
   *
   * @param life of each token
   * @param tokens signs a new one
   */
  public ProjectedToken(Clock clock, Duration life, Supplier<String> tokens) {
    this.clock = clock;
    this.life = life;
    this.tokens = tokens;
    folder = newFolder();
    looks = Executors.newSingleThreadScheduledExecutor(ProjectedToken::daemon);
    renew();
    look = looks.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  /** Where the token is. */
  public Path file() {
    return folder.resolve("azure-identity-token");
  }

  /** Writes a new token if it is time, without waiting for the next look. */
  public synchronized void renew() {
    var now = clock.instant();
    if (!now.isBefore(renewal)) {
      write(tokens.get());
      renewal = now.plusMillis((long) (life.toMillis() * RENEWED_AT));
    }
  }

  private void look() {
    try {
      renew();
    } catch (RuntimeException e) {
      // It may be able to next time; until then the file has the token before.
      LOG.warn("{} is not renewed: {}", file(), e.getMessage());
    }
  }

  private void write(String token) {
    try {
      OutputFile.at(file()).write(token, OutputFile.Access.OWNER);
    } catch (IOException e) {
      throw new UncheckedIOException("the token file " + file() + " can't be written", e);
    }
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("msi4j-pod-");
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for a token file can be made", e);
    }
  }

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "projected-token");
    thread.setDaemon(true);
    return thread;
  }

  /** Removes the file. Closing twice does nothing more. */
  @Override
  public synchronized void close() {
    look.cancel(false);
    looks.shutdown();
    renewal = Instant.MAX;
    try {
      Files.deleteIfExists(file());
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the token file " + file() + " can't be removed", e);
    }
  }
}
