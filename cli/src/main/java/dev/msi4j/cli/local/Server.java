package dev.msi4j.cli.local;

import dev.msi4j.cli.console.ShellExports;
import dev.msi4j.cli.state.ServerDirectory;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.LocalAzureBuilder;
import dev.msi4j.local.internal.files.OutputFile;
import dev.msi4j.local.internal.http.ProxyBypass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A running local Azure and the files that publish it. */
final class Server implements AutoCloseable {
  private final ServerDirectory.Claim claim;
  private final @Nullable Path envFile;
  private @Nullable LocalAzure azure;

  Server(ServerDirectory.Claim claim, @Nullable Path envFile) {
    this.claim = claim;
    this.envFile = envFile;
  }

  /** Starts the local Azure; on return it accepts requests and the files are written. */
  LocalAzure start(LocalAzureBuilder builder, Map<String, String> variables) {
    withEnvFile(file -> {
      file.check();
      // Programs wait for the file, so one of an earlier server must not remain.
      file.delete();
    });
    var started = builder.start();
    azure = started;
    try {
      claim.announce(ShellExports.write(started.environment()));
    } catch (IOException e) {
      throw new UncheckedIOException("the files of the running local Azure cannot be written", e);
    }
    var exports = ShellExports.write(ProxyBypass.addTo(started.environment(), variables));
    withEnvFile(file -> file.write(exports, OutputFile.Access.OWNER));
    return started;
  }

  /** Waits until this thread is interrupted or the process ends. */
  void await() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      // An interrupt ends the wait; the flag stays clear for the cleanup.
      return;
    }
  }

  @Override
  public void close() {
    try (claim) {
      withEnvFile(OutputFile::delete);
      if (azure != null) {
        azure.close();
      }
    }
  }

  private void withEnvFile(FileWork work) {
    if (envFile != null) {
      try {
        work.run(OutputFile.at(envFile));
      } catch (IOException e) {
        throw new UncheckedIOException("--env-file " + envFile + " cannot be written", e);
      }
    }
  }

  /** An action on the env file. */
  private interface FileWork {
    void run(OutputFile file) throws IOException;
  }
}
