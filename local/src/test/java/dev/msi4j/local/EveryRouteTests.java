package dev.msi4j.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.http.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What answers beside Resource Manager wants a token too, unless it is meant for everybody. */
class EveryRouteTests {
  /** What a client must know before it has a token. */
  private static final Set<String> FOR_EVERYBODY =
      Set.of(
          "POST /{tenant}/oauth2/v2.0/token",
          "POST /{tenant}/oauth2/token",
          "POST /adfs/oauth2/token",
          "GET /{tenant}/v2.0/.well-known/openid-configuration",
          "GET /{tenant}/.well-known/openid-configuration",
          "GET /{tenant}/discovery/v2.0/keys",
          "GET /{tenant}/discovery/keys",
          "GET /common/discovery/instance",
          "GET /adfs/.well-known/openid-configuration",
          "GET /adfs/discovery/keys",
          "GET /issuers/{name}/.well-known/openid-configuration",
          "GET /issuers/{name}/jwks",
          "GET /metadata/endpoints",
          "GET /aliases.json");

  private static final Pattern PARAMETER = Pattern.compile("\\{\\w+}");
  private static final String OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
  private static final String ARM = "https://management.azure.com";
  private static final String GRAPH = "https://graph.microsoft.com";

  private static LocalAzure azure;
  private static LocalAzure azureOfGraph;
  private static Map<String, String> forArm;
  private static Map<String, String> forGraph;

  @BeforeAll
  static void start() {
    // Two, since the tokens of one would be too old by the time that the others are made.
    var clock = new TestClock();
    azure = TestAzure.builder().clock(clock).start();
    forArm = InvalidTokens.tokens(azure, clock, ARM);
    var clockOfGraph = new TestClock();
    azureOfGraph = TestAzure.builder().clock(clockOfGraph).start();
    forGraph = InvalidTokens.tokens(azureOfGraph, clockOfGraph, GRAPH);
  }

  @AfterAll
  static void stop() {
    azure.close();
    azureOfGraph.close();
  }

  static List<String> guarded() {
    return DeclaredEndpoints.routes(azure).stream()
        .filter(route -> !FOR_EVERYBODY.contains(route))
        .toList();
  }

  @Test
  void walksAsManyRoutesAsExist() {
    assertThat(guarded()).hasSizeGreaterThan(20);
    assertThat(DeclaredEndpoints.routes(azure)).containsAll(FOR_EVERYBODY);
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void wantsAToken(String route) {
    var answer = send(route, Arm.signIn(azure).anonymous());

    assertThat(answer.status()).isEqualTo(401);
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void takesNoTokenThatIsNotGoodHere(String route) {
    var strangers = route.contains(" /issuers") ? forArm : forGraph;

    strangers.forEach((name, token) ->
        assertThat(send(route, Arm.signIn(azure).bearing(token)).status()).as(name).isEqualTo(401));
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void administersIssuersForTheOwnerAlone(String route) {
    if (route.contains(" /issuers")) {
      var caller = azure.createServicePrincipal("somebody");
      Arm.signIn(azure).assign(Arm.signIn(azure).subscription(), caller, OWNER);

      assertThat(send(route, Arm.signIn(azure, caller)).status()).isEqualTo(403);
    }
  }

  @Test
  void publishesNoPrivatePartOfAKey() {
    azure.createIssuer("published");
    var anybody = Arm.signIn(azure).anonymous();
    for (var path : List.of("/common/discovery/v2.0/keys", "/issuers/published/jwks")) {
      var keys = Arm.json(anybody.send("GET", path, "", "")).path("keys");

      assertThat(keys).isNotEmpty();
      for (JsonNode key : keys) {
        assertThat(key.properties())
            .extracting(Map.Entry::getKey)
            .contains("n", "e")
            .doesNotContain("d", "p", "q", "dp", "dq", "qi", "oth", "k");
      }
    }
  }

  private static Response send(String route, Arm caller) {
    var method = route.substring(0, route.indexOf(' '));
    var path = PARAMETER.matcher(route.substring(method.length() + 1)).replaceAll("something");
    return caller.send(method, path, "", "");
  }
}
