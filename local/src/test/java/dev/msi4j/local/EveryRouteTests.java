package dev.msi4j.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.http.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Routes outside of Resource Manager require a token, except for the public ones. */
class EveryRouteTests {
  /** Routes that clients need before they have a token. */
  private static final Set<String> PUBLIC =
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

  private static final TestClock clock = new TestClock();
  @AutoClose private static final LocalAzure azure = TestAzure.builder().clock(clock).start();

  /** One server per audience, because creating the invalid tokens advances the clock. */
  private static final TestClock graphClock = new TestClock();

  @AutoClose
  private static final LocalAzure graphAzure = TestAzure.builder().clock(graphClock).start();

  private static Map<String, String> forArm;
  private static Map<String, String> forGraph;

  @BeforeAll
  static void createTokens() {
    forArm = InvalidTokens.tokens(azure, clock, ARM);
    forGraph = InvalidTokens.tokens(graphAzure, graphClock, GRAPH);
  }

  static List<String> protectedRoutes() {
    return DeclaredEndpoints.routes(azure).stream()
        .filter(route -> !PUBLIC.contains(route))
        .toList();
  }

  static List<String> issuerRoutes() {
    return protectedRoutes().stream().filter(route -> route.contains(" /issuers")).toList();
  }

  @Test
  void routesIncludeAllPublicOnes() {
    assertThat(protectedRoutes()).hasSizeGreaterThan(20);
    assertThat(DeclaredEndpoints.routes(azure)).containsAll(PUBLIC);
  }

  @ParameterizedTest
  @MethodSource("protectedRoutes")
  void routeRejectsRequestWithoutToken(String route) {
    var answer = send(route, Arm.signIn(azure).anonymous());

    assertThat(answer.status()).isEqualTo(401);
  }

  @ParameterizedTest
  @MethodSource("protectedRoutes")
  void routeRejectsInvalidToken(String route) {
    var tokens = route.contains(" /issuers") ? forArm : forGraph;

    tokens.forEach((name, token) ->
        assertThat(send(route, Arm.signIn(azure).bearing(token)).status()).as(name).isEqualTo(401));
  }

  @ParameterizedTest
  @MethodSource("issuerRoutes")
  void issuerRouteRejectsOtherOwner(String route) {
    var caller = azure.createServicePrincipal("other-owner");
    Arm.signIn(azure).assign(Arm.signIn(azure).subscription(), caller, OWNER);

    assertThat(send(route, Arm.signIn(azure, caller)).status()).isEqualTo(403);
  }

  @Test
  void keysHaveNoPrivateParts() {
    azure.createIssuer("published");
    var anonymous = Arm.signIn(azure).anonymous();
    for (var path : List.of("/common/discovery/v2.0/keys", "/issuers/published/jwks")) {
      var keys = Arm.json(anonymous.send("GET", path, "", "")).path("keys");

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
