package dev.msi4j.local.internal.graph;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Verifies that Microsoft Graph shows a new principal only after the replication delay. */
class GraphReplicationTests {
  private static final Duration DELAY = Duration.ofSeconds(30);

  private final TestClock clock = new TestClock();

  @AutoClose
  private final LocalAzure azure = TestAzure.builder().clock(clock).replicationDelay(DELAY).start();

  private Arm graph;
  private String principalId;
  private String clientId;

  @BeforeEach
  void createIdentity() {
    var arm = Arm.signIn(azure);
    arm.createGroup("rg");
    var identity = arm.createIdentity("rg", "young").path("properties");
    principalId = identity.path("principalId").asText();
    clientId = identity.path("clientId").asText();
    graph = arm.bearing(Arm.token(azure, "https://graph.microsoft.com"));
  }

  @Test
  void newPrincipalIsNotFoundUntilReplicated() {
    assertThat(status("servicePrincipals/" + principalId)).isEqualTo(404);
    assertThat(status("directoryObjects/" + principalId)).isEqualTo(404);
    assertThat(status("servicePrincipals(appId='" + clientId + "')")).isEqualTo(404);
    assertThat(error(graph.send("GET", "/v1.0/servicePrincipals/" + principalId, "", "")))
        .isEqualTo("404 Request_ResourceNotFound");

    clock.advance(DELAY);

    assertThat(status("servicePrincipals/" + principalId)).isEqualTo(200);
    assertThat(status("directoryObjects/" + principalId)).isEqualTo(200);
    assertThat(status("servicePrincipals(appId='" + clientId + "')")).isEqualTo(200);
  }

  @Test
  void newPrincipalIsMissingInListsUntilReplicated() {
    assertThat(listed()).isZero();
    assertThat(byIds()).isZero();

    clock.advance(DELAY);

    assertThat(listed()).isEqualTo(1);
    assertThat(byIds()).isEqualTo(1);
  }

  @Test
  void principalOfTheBootstrapAccountIsFoundAtOnce() {
    assertThat(status("servicePrincipals(appId='" + azure.clientId() + "')")).isEqualTo(200);
    var filter = "$filter=appId%20eq%20'" + azure.clientId() + "'";
    assertThat(json(graph.send("GET", "/v1.0/servicePrincipals", filter, "")).path("value"))
        .hasSize(1);
  }

  private int status(String path) {
    return graph.send("GET", "/v1.0/" + path, "", "").status();
  }

  private int listed() {
    var filter = "$filter=displayName%20eq%20'young'";
    return json(graph.send("GET", "/v1.0/servicePrincipals", filter, "")).path("value").size();
  }

  private int byIds() {
    var body = "{\"ids\":[\"" + principalId + "\"]}";
    return json(graph.send("POST", "/v1.0/directoryObjects/getByIds", "", body))
        .path("value")
        .size();
  }
}
