package dev.msi4j.local.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verifies that a token is valid only for the API of its audience. */
class ApiAudienceTests {
  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Arm arm = Arm.signIn(azure);

  @ParameterizedTest
  @CsvSource({
    "https://management.azure.com, 200, 401",
    "https://management.azure.com/, 200, 401",
    "https://management.core.windows.net, 200, 401",
    "https://localhost:8443, 200, 401",
    "https://localhost:8443/, 200, 200",
    "https://graph.microsoft.com, 401, 200",
    "00000003-0000-0000-c000-000000000000, 401, 200",
    "https://localhost:8443/graph, 401, 200",
    "https://localhost:8443/graph/, 401, 200",
    "https://graph.windows.net, 401, 401",
    "https://vault.azure.net, 401, 401",
    "https://localhost:8443/other, 401, 401"
  })
  void tokenIsValidOnlyForApiOfItsAudience(String audience, int resourceManager, int graph) {
    var caller = arm.bearing(Arm.token(azure, audience));

    assertThat(caller.get("/subscriptions", "2022-12-01").status()).isEqualTo(resourceManager);
    for (var base : List.of("", "/graph")) {
      for (var version : List.of("/v1.0", "/beta")) {
        var answer = caller.send("GET", base + version + "/servicePrincipals", "", "");

        assertThat(answer.status()).as(base + version).isEqualTo(graph);
      }
    }
  }
}
