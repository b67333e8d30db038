package dev.msi4j.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.policy.ExponentialBackoffOptions;
import com.azure.core.http.policy.RetryOptions;
import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.cli.azure.AzureConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs the msi4j client, with retries, while the server is killed and restarted. */
final class ClientDuringRestarts {
  private static final int RESTARTS = 4;
  private static final int CALLS_BETWEEN = 30;
  private static final String GROUP = "restarts";

  private final Path state;

  ClientDuringRestarts(Path state) {
    this.state = state;
  }

  ReportSection run() throws IOException, InterruptedException, ExecutionException {
    var port = Integer.toString(ServerProcess.freePort());
    var server = ServerProcess.start(state, "--port", port);
    var user = Executors.newSingleThreadExecutor();
    try {
      server.client().createGroup(GROUP);
      var use = new Use(client(server), user);
      for (var restart = 0; restart < RESTARTS; restart++) {
        use.awaitMore(CALLS_BETWEEN);
        server.kill();
        server = ServerProcess.start(state, "--port", port);
      }
      use.awaitMore(CALLS_BETWEEN);
      return ReportSection.of(
              "Client retries during restarts",
              "A program wrote and read identities with the msi4j client, which uses the retries of"
                  + " azure-core, while the server was killed and restarted on the same port.")
          .figure("restarts", RESTARTS)
          .figure("write-and-read pairs", use.end())
          .figure("exceptions in the program", use.failures());
    } finally {
      user.shutdownNow();
      server.kill();
    }
  }

  private static ManagedServiceIdentityClient client(ServerProcess server) {
    var backoff =
        new ExponentialBackoffOptions()
            .setMaxRetries(12)
            .setBaseDelay(Duration.ofMillis(100))
            .setMaxDelay(Duration.ofSeconds(5));
    return AzureConnection.of(server.environment())
        .builder()
        .retryOptions(new RetryOptions(backoff))
        .buildClient();
  }

  /** A program that writes and reads until it is stopped or fails. */
  private static final class Use {
    private final ManagedServiceIdentityClient client;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicBoolean ending = new AtomicBoolean();
    private final AtomicInteger failures = new AtomicInteger();
    private final Future<?> running;

    Use(ManagedServiceIdentityClient client, ExecutorService thread) {
      this.client = client;
      running = thread.submit(this::writeAndRead);
    }

    private void writeAndRead() {
      try {
        while (!ending.get()) {
          writeAndReadOnce();
        }
      } catch (RuntimeException | AssertionError e) {
        failures.incrementAndGet();
        throw e;
      }
    }

    private void writeAndReadOnce() {
      var number = Integer.toString(calls.get());
      var identities = client.userAssignedIdentities();
      identities.createOrUpdate(
          GROUP, "worker", Identity.builder().location("eastus").tag("number", number).build());
      assertThat(identities.get(GROUP, "worker").tags()).containsEntry("number", number);
      calls.incrementAndGet();
    }

    int failures() {
      return failures.get();
    }

    void awaitMore(int more) throws InterruptedException, ExecutionException {
      var enough = calls.get() + more;
      while (calls.get() < enough) {
        if (running.isDone()) {
          running.get();
        }
        Thread.sleep(10);
      }
    }

    int end() throws InterruptedException, ExecutionException {
      ending.set(true);
      running.get();
      return calls.get();
    }
  }
}
