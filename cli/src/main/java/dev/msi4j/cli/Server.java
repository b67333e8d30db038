package dev.msi4j.cli;

import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.LocalAzureBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A local Azure that serves until it is told to end, and the files that say so meanwhile. */
final class Server implements AutoCloseable {
  private final ServerFolder.Claim claim;
  private final @Nullable Path envFile;
  private @Nullable LocalAzure azure;

  Server(ServerFolder.Claim claim, @Nullable Path envFile) {
    this.claim = claim;
    this.envFile = envFile;
  }

  /** Starts it; when this returns, it answers, and the files are there. */
  LocalAzure start(LocalAzureBuilder builder) {
    try {
      removeEnvFile();
      var started = builder.start();
      azure = started;
      var exports = Exports.write(started.environment());
      claim.announce(exports);
      if (envFile != null) {
        PrivateFiles.write(envFile, exports);
      }
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException("the local Azure cannot say how to reach it", e);
    }
  }

  /** Waits until this thread is interrupted or the process ends. */
  void await() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      // This is how it is told to end; what closes it afterwards must not be interrupted too.
      return;
    }
  }

  @Override
  public void close() {
    try (claim) {
      removeEnvFile();
      if (azure != null) {
        azure.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file from earlier would tell whoever waits for it that a dead server answers. */
  private void removeEnvFile() throws IOException {
    if (envFile != null) {
      Files.deleteIfExists(envFile);
    }
  }
}
