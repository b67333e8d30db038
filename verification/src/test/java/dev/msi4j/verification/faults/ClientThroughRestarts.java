package dev.msi4j.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.policy.ExponentialBackoffOptions;
import com.azure.core.http.policy.RetryOptions;
import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.samples.Connection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Our client, which tries again, while its server is killed and comes back. */
final class ClientThroughRestarts {
  private static final int RESTARTS = 4;
  private static final int CALLS_BETWEEN = 30;
  private static final String GROUP = "restarts";

  private final Path state;

  ClientThroughRestarts(Path state) {
    this.state = state;
  }

  Section run() throws IOException, InterruptedException, ExecutionException {
    var port = Integer.toString(ServerProcess.freePort());
    var server = ServerProcess.start(state, "--port", port);
    var user = Executors.newSingleThreadExecutor();
    try {
      server.caller().createGroup(GROUP);
      var use = new Use(client(server), user);
      for (var restart = 0; restart < RESTARTS; restart++) {
        use.awaitMore(CALLS_BETWEEN);
        server.kill();
        server = ServerProcess.start(state, "--port", port);
      }
      use.awaitMore(CALLS_BETWEEN);
      return Section.of(
              "Our client",
              "A program wrote and read identities with our client, whose retries are azure-core's,"
                  + " while the server was killed and started again at the same address.")
          .figure("restarts", RESTARTS)
          .figure("calls, each a write and a read", use.end())
          .figure("errors that reached the program", 0);
    } finally {
      user.shutdownNow();
      server.kill();
    }
  }

  private static ManagedServiceIdentityClient client(ServerProcess server) {
    var patient =
        new ExponentialBackoffOptions()
            .setMaxRetries(12)
            .setBaseDelay(Duration.ofMillis(100))
            .setMaxDelay(Duration.ofSeconds(5));
    return Connection.of(server.environment())
        .builder()
        .retryOptions(new RetryOptions(patient))
        .buildClient();
  }

  /** A program that goes on until it is told to end, or an error reaches it. */
  private static final class Use {
    private final ManagedServiceIdentityClient client;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicBoolean ending = new AtomicBoolean();
    private final Future<?> running;

    Use(ManagedServiceIdentityClient client, ExecutorService thread) {
      this.client = client;
      running = thread.submit(this::live);
    }

    private void live() {
      while (!ending.get()) {
        var number = Integer.toString(calls.get());
        var identities = client.userAssignedIdentities();
        identities.createOrUpdate(
            GROUP, "worker", Identity.builder().location("eastus").tag("number", number).build());
        assertThat(identities.get(GROUP, "worker").tags()).containsEntry("number", number);
        calls.incrementAndGet();
      }
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
