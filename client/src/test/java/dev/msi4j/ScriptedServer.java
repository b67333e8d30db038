package dev.msi4j;

import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.util.Configuration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server on a free port that performs a scripted {@link Exchange} for each request and records
 * the requests. Clients use it as {@code https://management.test}.
 */
final class ScriptedServer implements AutoCloseable {
  static final String HOST = "https://management.test";
  static final String GROUP = "/subscriptions/sub/resourceGroups/group";
  static final String IDENTITIES = "/providers/Microsoft.ManagedIdentity/userAssignedIdentities";
  static final String IDENTITY = GROUP + IDENTITIES + "/name";
  static final int RETRIES = 3;

  private final Queue<Exchange> script = new ConcurrentLinkedQueue<>();
  private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final CannedCredential credential = new CannedCredential();
  private final ServerSocket listener;
  private final RedirectingHttpClient http;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "scripted-server");
        thread.setDaemon(true);
        return thread;
      });

  private ScriptedServer() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    http = new RedirectingHttpClient(HOST, url());
    threads.execute(this::accept);
  }

  /** Starts a server with a script. Requests after the end of the script get status 501. */
  static ScriptedServer of(Exchange... script) {
    try {
      var server = new ScriptedServer();
      server.script.addAll(List.of(script));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns a builder of clients of this server, with three retries and a delay of one millisecond.
   */
  ManagedServiceIdentityClientBuilder client() {
    return new ManagedServiceIdentityClientBuilder()
        .credential(credential)
        .subscriptionId("sub")
        .configuration(Configuration.NONE)
        .endpoint(HOST)
        .retryOptions(new RetryOptions(new FixedDelayOptions(RETRIES, Duration.ofMillis(1))))
        .httpClient(http);
  }

  String url() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  CannedCredential credential() {
    return credential;
  }

  List<ReceivedRequest> requests() {
    return requests;
  }

  ReceivedRequest request() {
    if (requests.size() != 1) {
      throw new AssertionError("expected one request, found " + lines());
    }
    return requests.get(0);
  }

  /** Returns the method and the target of each request. */
  List<String> lines() {
    return requests.stream().map(ReceivedRequest::line).toList();
  }

  /** Returns the value of a header for each request. */
  List<String> headers(String name) {
    return requests.stream().map(request -> request.header(name)).toList();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket connection = listener.accept();
        connections.add(connection);
        threads.execute(() -> serve(connection));
      } catch (IOException e) {
        // close() was called.
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      ReceivedRequest request = ReceivedRequest.read(connection.getInputStream());
      if (request == null) {
        return;
      }
      requests.add(request);
      Exchange next = script.poll();
      (next == null ? Exchange.html(501, "end of the script") : next).play(connection);
    } catch (IOException e) {
      // The client closed the connection; the test checks the result.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.shutdownNow();
      http.close();
    }
  }
}
