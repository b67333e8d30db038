package dev.msi4j.benchmarks.micro;

import dev.msi4j.local.LocalAzure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures a token request to the endpoint of a hosting environment over loopback. The JDK's HTTP
 * client accounts for most of the time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class HostTokenBenchmark {
  private final HttpClient client = HttpClient.newHttpClient();
  private LocalAzure azure;
  private HttpRequest request;

  @Setup(Level.Trial)
  public void start() {
    azure = LocalAzure.start();
    Map<String, String> environment =
        azure.hostEnvironments().systemAssigned().openAppService().environment();
    request =
        HttpRequest.newBuilder(
                URI.create(
                    environment.get("IDENTITY_ENDPOINT")
                        + "?api-version=2019-08-01&resource=https://management.azure.com/"))
            .header("X-IDENTITY-HEADER", environment.get("IDENTITY_HEADER"))
            .build();
  }

  @TearDown(Level.Trial)
  public void stop() {
    azure.close();
  }

  /** Requests a token that is already cached by the endpoint. */
  @Benchmark
  public String token() throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString()).body();
  }
}
