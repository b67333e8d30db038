package dev.msi4j.local.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.Arm;
import dev.msi4j.local.TestClock;
import dev.msi4j.local.internal.http.Response;
import java.time.Duration;
import java.util.Set;

/**
 * Sends the requests that the azurerm provider of Terraform sends for a resource, and polls as its
 * client does: {@code Azure-AsyncOperation} before {@code Location}, otherwise the provisioning
 * state of the resource. Waiting advances the clock of the server.
 */
final class TerraformClient {
  private static final int MAX_POLLS = 20;
  private static final Set<String> FINAL_STATES = Set.of("Succeeded", "");

  private final Arm arm;
  private final TestClock clock;

  TerraformClient(Arm arm, TestClock clock) {
    this.arm = arm;
    this.clock = clock;
  }

  /** Creates a resource that must not exist: GET, PUT, polls, GET. */
  JsonNode create(String path, String version, String body) {
    assertThat(arm.get(path, version).status()).as("GET before PUT of %s", path).isEqualTo(404);
    return put(path, version, body);
  }

  /** Creates or replaces a resource and reads it. */
  JsonNode put(String path, String version, String body) {
    var written = arm.put(path, version, json(body));
    assertStatus(written, path, 200, 201, 202);
    awaitWrite(written, path, version);
    return read(path, version);
  }

  /** Updates a resource and reads it. */
  JsonNode patch(String path, String version, String body) {
    var written = arm.patch(path, version, json(body));
    assertStatus(written, path, 200, 202);
    awaitWrite(written, path, version);
    return read(path, version);
  }

  /** Runs an action of a resource. */
  void post(String path, String version) {
    var response = arm.post(path, version);
    assertStatus(response, path, 200, 202, 204);
    awaitOperation(response);
  }

  /** Reads a resource twice, which must not differ. */
  JsonNode read(String path, String version) {
    var first = arm.get(path, version);
    assertStatus(first, path, 200);
    assertThat(arm.get(path, version).body().text()).isEqualTo(first.body().text());
    return Arm.json(first);
  }

  /** Deletes a resource, and reads it until it does not exist. */
  void delete(String path, String version) {
    var deleted = arm.delete(path, version);
    assertStatus(deleted, path, 200, 202, 204);
    awaitOperation(deleted);
    for (var poll = 0; arm.get(path, version).status() != 404; poll++) {
      assertThat(poll).as("polls of %s after its deletion", path).isLessThan(MAX_POLLS);
      sleep(Duration.ofSeconds(10));
    }
  }

  private void awaitWrite(Response written, String path, String version) {
    if (!awaitOperation(written)) {
      for (var poll = 0; !isProvisioned(path, version); poll++) {
        assertThat(poll).as("polls of the state of %s", path).isLessThan(MAX_POLLS);
        sleep(Duration.ofSeconds(10));
      }
    }
  }

  private boolean isProvisioned(String path, String version) {
    var state =
        Arm.json(arm.get(path, version)).path("properties").path("provisioningState").asText();
    return FINAL_STATES.contains(state);
  }

  /** Polls the operation of a response until it ends; returns false if there is none. */
  private boolean awaitOperation(Response response) {
    var status = response.headers().first("Azure-AsyncOperation");
    var location = response.headers().first("Location");
    if (status.isPresent()) {
      assertThat(response.headers().first("Retry-After")).isPresent();
      awaitStatus(status.get());
    } else if (response.status() == 202) {
      awaitLocation(location.orElseThrow());
    }
    return status.isPresent() || response.status() == 202;
  }

  private void awaitStatus(String link) {
    for (var poll = 0; poll < MAX_POLLS; poll++) {
      var answer = arm.follow(link);
      assertStatus(answer, link, 200, 202);
      var status = Arm.json(answer).path("status").asText();
      if (status.equals("Succeeded")) {
        return;
      }
      assertThat(status).isIn("InProgress", "Running", "Accepted");
      sleep(retryAfter(answer));
    }
    throw new AssertionError("the operation did not end: " + link);
  }

  private void awaitLocation(String link) {
    for (var poll = 0; poll < MAX_POLLS; poll++) {
      var answer = arm.follow(link);
      if (answer.status() == 200 || answer.status() == 204) {
        return;
      }
      assertStatus(answer, link, 202);
      sleep(retryAfter(answer));
    }
    throw new AssertionError("the operation did not end: " + link);
  }

  private static Duration retryAfter(Response response) {
    return Duration.ofSeconds(
        response.headers().first("Retry-After").map(Long::parseLong).orElse(10L));
  }

  private void sleep(Duration time) {
    clock.advance(time);
  }

  private static void assertStatus(Response response, String path, Integer... expected) {
    assertThat(response.status())
        .as("%s %s", path, response.body().text())
        .isIn((Object[]) expected);
  }

  private static String json(String body) {
    return body.replace('\'', '"');
  }
}
