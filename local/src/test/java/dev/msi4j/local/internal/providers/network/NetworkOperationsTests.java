package dev.msi4j.local.internal.providers.network;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.internal.providers.network.NetworkFixture.created;
import static dev.msi4j.local.internal.providers.network.NetworkFixture.subnetJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.http.Response;
import java.util.ArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Long-running operations of network resources that complete with the second poll. */
class NetworkOperationsTests {
  @AutoClose
  private static final LocalAzure azure = TestAzure.builder().longRunningOperationPolls(2).start();

  private static final Arm arm = Arm.signIn(azure);
  private static final NetworkFixture fixture = NetworkFixture.inNewGroup(arm, "rg");

  @Test
  void putReturnsUpdatingUntilOperationCompletes() {
    var answer = fixture.putNetwork("written", "10.0.0.0/16");

    assertThat(state(created(answer))).isEqualTo("Updating");
    assertThat(answer.headers().first("Retry-After")).hasValue("1");
    assertThat(poll(answer)).isEqualTo("InProgress");
    assertThat(state(fixture.get(fixture.network("written")))).isEqualTo("Updating");
    assertThat(poll(answer)).isEqualTo("Succeeded");
    assertThat(state(fixture.get(fixture.network("written")))).isEqualTo("Succeeded");
  }

  @Test
  void stateIsUpdatingUntilLastWriteCompletes() {
    var first = fixture.put(fixture.securityGroup("twice"), "{}");
    var second = fixture.put(fixture.securityGroup("twice"), "{}");

    finish(first);
    assertThat(state(fixture.get(fixture.securityGroup("twice")))).isEqualTo("Updating");
    finish(second);

    assertThat(state(fixture.get(fixture.securityGroup("twice")))).isEqualTo("Succeeded");
  }

  @Test
  void deleteReturnsDeletingUntilOperationCompletes() {
    finish(fixture.putNetwork("deleted", "10.0.0.0/16", subnetJson("a", "10.0.0.0/24")));
    var answer = fixture.delete(fixture.network("deleted"));
    var location = answer.headers().first("Location").orElseThrow();

    assertThat(answer.status()).isEqualTo(202);
    assertThat(state(fixture.get(fixture.network("deleted")))).isEqualTo("Deleting");
    assertThat(error(fixture.putNetwork("deleted", "10.0.0.0/16")))
        .isEqualTo("409 AnotherOperationInProgress");
    assertThat(
            error(fixture.put(fixture.subnet("deleted", "b"), "{'addressPrefix':'10.0.1.0/24'}")))
        .isEqualTo("409 AnotherOperationInProgress");
    assertThat(arm.follow(location).status()).isEqualTo(202);
    assertThat(arm.follow(location).status()).isEqualTo(200);
    assertThat(error(arm.get(fixture.network("deleted"), NetworkFixture.VERSION)))
        .isEqualTo("404 ResourceNotFound");
  }

  @Test
  void deleteReturnsOneRetryAfterHeader() {
    finish(fixture.put(fixture.securityGroup("asked"), "{}"));

    var answer = fixture.delete(fixture.securityGroup("asked"));

    var names = new ArrayList<String>();
    answer.headers().forEach((name, value) -> names.add(name));
    assertThat(names).containsOnlyOnce("Retry-After", "Location", "Azure-AsyncOperation");
    finish(answer);
  }

  @Test
  void putRejectsReferenceToResourceBeingDeleted() {
    finish(fixture.putNetwork("joined", "10.0.0.0/16", subnetJson("a", "10.0.0.0/24")));
    var deletion = fixture.delete(fixture.subnet("joined", "a"));

    var joining = fixture.putInterface("joining", fixture.subnet("joined", "a"), "");

    assertThat(error(joining)).isEqualTo("409 ReferencedResourceNotProvisioned");
    finish(deletion);
  }

  @Test
  void putRejectsSubnetOfNetworkBeingDeleted() {
    finish(fixture.putNetwork("parting", "10.0.0.0/16", subnetJson("a", "10.0.0.0/24")));
    var deletion = fixture.delete(fixture.network("parting"));

    var joining = fixture.putInterface("joining", fixture.subnet("parting", "a"), "");

    assertThat(error(joining)).isEqualTo("409 ReferencedResourceNotProvisioned");
    finish(deletion);
  }

  @Test
  void operationCompletesWhenResourceIsDeleted() {
    var write = fixture.put(fixture.securityGroup("deleted"), "{}");
    var one = fixture.delete(fixture.securityGroup("deleted"));
    var other = fixture.delete(fixture.securityGroup("deleted"));

    finish(one);

    finish(other);
    finish(write);
    assertThat(error(arm.get(fixture.securityGroup("deleted"), NetworkFixture.VERSION)))
        .isEqualTo("404 ResourceNotFound");
  }

  @Test
  void operationDoesNotChangeRecreatedResource() {
    var early = fixture.put(fixture.securityGroup("anew"), "{}");
    var one = fixture.delete(fixture.securityGroup("anew"));
    var other = fixture.delete(fixture.securityGroup("anew"));
    finish(one);
    finish(fixture.put(fixture.securityGroup("anew"), "{}"));

    finish(other);
    finish(early);

    assertThat(state(fixture.get(fixture.securityGroup("anew")))).isEqualTo("Succeeded");
    fixture.put(fixture.securityGroup("anew"), "{}");
    assertThat(state(fixture.get(fixture.securityGroup("anew")))).isEqualTo("Updating");
  }

  private static void finish(Response answer) {
    assertThat(poll(answer)).isEqualTo("InProgress");
    assertThat(poll(answer)).isEqualTo("Succeeded");
  }

  private static String poll(Response answer) {
    var status = answer.headers().first("Azure-AsyncOperation").orElseThrow();
    return json(arm.follow(status)).path("status").asText();
  }

  private static String state(JsonNode resource) {
    return resource.path("properties").path("provisioningState").asText();
  }
}
