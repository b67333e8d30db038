package dev.msi4j.local.internal.providers.network;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.internal.providers.network.Net.created;
import static dev.msi4j.local.internal.providers.network.Net.subnetJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.http.Response;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What shows of operations that take two polls. */
class NetworkOperationsTests {
  private static LocalAzure azure;
  private static Arm arm;
  private static Net net;

  @BeforeAll
  static void start() {
    azure = TestAzure.builder().longRunningOperationPolls(2).start();
    arm = Arm.signIn(azure);
    net = Net.inNewGroup(arm, "rg");
  }

  @AfterAll
  static void stop() {
    azure.close();
  }

  @Test
  void showThatAWriteIsUnderWay() {
    var answer = net.putNetwork("written", "10.0.0.0/16");

    assertThat(state(created(answer))).isEqualTo("Updating");
    assertThat(answer.headers().first("Retry-After")).hasValue("1");
    assertThat(poll(answer)).isEqualTo("InProgress");
    assertThat(state(net.get(net.network("written")))).isEqualTo("Updating");
    assertThat(poll(answer)).isEqualTo("Succeeded");
    assertThat(state(net.get(net.network("written")))).isEqualTo("Succeeded");
  }

  @Test
  void showTheLastOfTwoWrites() {
    var first = net.put(net.securityGroup("twice"), "{}");
    var second = net.put(net.securityGroup("twice"), "{}");

    finish(first);
    assertThat(state(net.get(net.securityGroup("twice")))).isEqualTo("Updating");
    finish(second);

    assertThat(state(net.get(net.securityGroup("twice")))).isEqualTo("Succeeded");
  }

  @Test
  void showThatADeletionIsUnderWay() {
    finish(net.putNetwork("deleted", "10.0.0.0/16", subnetJson("a", "10.0.0.0/24")));
    var answer = net.delete(net.network("deleted"));
    var location = answer.headers().first("Location").orElseThrow();

    assertThat(answer.status()).isEqualTo(202);
    assertThat(state(net.get(net.network("deleted")))).isEqualTo("Deleting");
    assertThat(error(net.putNetwork("deleted", "10.0.0.0/16")))
        .isEqualTo("409 AnotherOperationInProgress");
    assertThat(error(net.put(net.subnet("deleted", "b"), "{'addressPrefix':'10.0.1.0/24'}")))
        .isEqualTo("409 AnotherOperationInProgress");
    assertThat(arm.follow(location).status()).isEqualTo(202);
    assertThat(arm.follow(location).status()).isEqualTo(200);
    assertThat(error(arm.get(net.network("deleted"), Net.VERSION)))
        .isEqualTo("404 ResourceNotFound");
  }

  @Test
  void sayOnceWhenToAskAgain() {
    finish(net.put(net.securityGroup("asked"), "{}"));

    var answer = net.delete(net.securityGroup("asked"));

    var names = new ArrayList<String>();
    answer.headers().forEach((name, value) -> names.add(name));
    assertThat(names).containsOnlyOnce("Retry-After", "Location", "Azure-AsyncOperation");
    finish(answer);
  }

  @Test
  void letNothingJoinWhatIsBeingDeleted() {
    finish(net.putNetwork("joined", "10.0.0.0/16", subnetJson("a", "10.0.0.0/24")));
    var deletion = net.delete(net.subnet("joined", "a"));

    var joining = net.putInterface("joining", net.subnet("joined", "a"), "");

    assertThat(error(joining)).isEqualTo("409 ReferencedResourceNotProvisioned");
    finish(deletion);
  }

  @Test
  void letNothingJoinASubnetOfANetworkThatIsBeingDeleted() {
    finish(net.putNetwork("parting", "10.0.0.0/16", subnetJson("a", "10.0.0.0/24")));
    var deletion = net.delete(net.network("parting"));

    var joining = net.putInterface("joining", net.subnet("parting", "a"), "");

    assertThat(error(joining)).isEqualTo("409 ReferencedResourceNotProvisioned");
    finish(deletion);
  }

  @Test
  void endAlsoWhenTheirResourceIsDeleted() {
    var write = net.put(net.securityGroup("gone"), "{}");
    var one = net.delete(net.securityGroup("gone"));
    var other = net.delete(net.securityGroup("gone"));

    finish(one);

    finish(other);
    finish(write);
    assertThat(error(arm.get(net.securityGroup("gone"), Net.VERSION)))
        .isEqualTo("404 ResourceNotFound");
  }

  @Test
  void doNothingToWhatHasBeenMadeAnew() {
    var early = net.put(net.securityGroup("anew"), "{}");
    var one = net.delete(net.securityGroup("anew"));
    var other = net.delete(net.securityGroup("anew"));
    finish(one);
    finish(net.put(net.securityGroup("anew"), "{}"));

    finish(other);
    finish(early);

    assertThat(state(net.get(net.securityGroup("anew")))).isEqualTo("Succeeded");
    net.put(net.securityGroup("anew"), "{}");
    assertThat(state(net.get(net.securityGroup("anew")))).isEqualTo("Updating");
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
