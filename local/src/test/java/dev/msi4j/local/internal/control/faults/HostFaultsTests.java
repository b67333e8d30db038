package dev.msi4j.local.internal.control.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.msi4j.local.Fault;
import dev.msi4j.local.HostEnvironment;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class HostFaultsTests {
  private static final String APP = "hosts/app-service";

  @AutoClose private final LocalAzure azure = TestAzure.start();
  private final HostEnvironment app = azure.hostEnvironments().systemAssigned().openAppService();
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void hostErrorHasItsOwnFormat() throws Exception {
    azure.faults().inject(Fault.of(APP).status(429).retryAfter(Duration.ofSeconds(3)));

    var rejected = client.send(token(), BodyHandlers.ofString());

    assertThat(rejected.statusCode()).isEqualTo(429);
    assertThat(rejected.headers().firstValue("Retry-After")).hasValue("3");
    assertThat(rejected.body()).contains("\"statusCode\":429", "\"correlationId\":");
    assertThat(client.send(token(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  @Test
  void connectionWithoutTlsCanBeBroken() throws Exception {
    azure.faults().inject(Fault.of(APP).dropResponse().times(2));

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> client.send(token(), BodyHandlers.ofString()));
    azure.faults().clear();
    assertThat(client.send(token(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  @Test
  void closeEndsDelays() throws Exception {
    azure.clock().freeze();
    azure.faults().inject(Fault.of(APP).delay(Duration.ofDays(1)));
    var answer = client.sendAsync(token(), BodyHandlers.ofString());
    while (azure.faults().applied().isEmpty()) {
      Thread.onSpinWait();
    }

    azure.close();

    assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
  }

  private HttpRequest token() {
    var environment = app.environment();
    return HttpRequest.newBuilder(
            URI.create(
                environment.get("IDENTITY_ENDPOINT")
                    + "?api-version=2019-08-01&resource=https://management.azure.com/"))
        .header("X-IDENTITY-HEADER", environment.get("IDENTITY_HEADER"))
        .build();
  }
}
