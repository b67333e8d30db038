package dev.msi4j.local.internal.graph;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.ServicePrincipal;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.TestClock;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInsTests {
  private static final String SIGN_INS = "/beta/auditLogs/signIns";
  private static final String ACTIVITIES = "/beta/reports/servicePrincipalSignInActivities";
  private static final String GRAPH = "https://graph.microsoft.com";

  private final TestClock clock = new TestClock();
  @AutoClose private final LocalAzure azure = TestAzure.builder().clock(clock).start();
  private final ServicePrincipal shop = azure.createServicePrincipal("shop");

  @Test
  void signInIsRecordedOncePerHourAndResource() {
    var graph = Arm.signIn(azure, shop, GRAPH);
    signIn(shop);
    signIn(shop);

    var sameHour = signIns(graph, filterOf(shop));
    clock.advance(Duration.ofHours(1));
    graph = Arm.signIn(azure, shop, GRAPH);

    assertThat(sameHour).hasSize(1);
    assertThat(sameHour.get(0).path("servicePrincipalName").asText()).isEqualTo("shop");
    assertThat(sameHour.get(0).path("appId").asText()).isEqualTo(shop.clientId().toString());
    assertThat(sameHour.get(0).path("signInEventTypes").get(0).asText())
        .isEqualTo("servicePrincipal");
    assertThat(signIns(graph, filterOf(shop))).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "createdDateTime ge 2000-01-01T00:00:00Z",
        "signInEventTypes/any(t: t eq 'servicePrincipal') and servicePrincipalName eq 'SHOP'",
        "createdDateTime lt 2000-01-01T00:00:00Z or servicePrincipalName eq 'shop'"
      })
  void signInsMatchFilter(String filter) {
    var graph = Arm.signIn(azure, shop, GRAPH);

    assertThat(signIns(graph, filter))
        .extracting(each -> each.path("servicePrincipalName").asText())
        .contains("shop");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "createdDateTime lt 2000-01-01T00:00:00Z",
        "signInEventTypes/any(t: t eq 'managedIdentity')",
        "servicePrincipalName eq 'other'"
      })
  void signInsOmitOthersThanFilter(String filter) {
    assertThat(signIns(Arm.signIn(azure, shop, GRAPH), filter)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"createdDateTime ge yesterday", "createdDateTime ge 2000-13-45T00:00:00Z"})
  void signInsRejectUnsupportedFilter(String filter) {
    var graph = Arm.signIn(azure, shop, GRAPH);

    assertThat(error(graph.send("GET", SIGN_INS, "$filter=" + encoded(filter), "")))
        .isEqualTo("400 Request_UnsupportedQuery");
  }

  @Test
  void signInsArePaged() {
    var graph = Arm.signIn(azure, shop, GRAPH);
    for (int i = 0; i < 4; i++) {
      signIn(azure.createServicePrincipal("caller-" + i));
    }
    var names = new ArrayList<String>();
    var query = "$top=2";
    while (!query.isEmpty()) {
      var page = json(graph.send("GET", SIGN_INS, query, ""));
      assertThat(page.path("value")).hasSizeLessThanOrEqualTo(2);
      page.path("value").forEach(each -> names.add(each.path("servicePrincipalName").asText()));
      var next = page.path("@odata.nextLink").asText();
      query = next.isEmpty() ? "" : URI.create(next).getRawQuery();
    }

    assertThat(names).contains("shop", "caller-0", "caller-1", "caller-2", "caller-3");
    assertThat(names).doesNotHaveDuplicates();
  }

  @Test
  void expiredSignInsAreDeletedAndLastOneStays() {
    var before = clock.instant();
    signIn(azure.createServicePrincipal("idle"));
    clock.advance(Duration.ofDays(40));

    var graph = Arm.signIn(azure, shop, GRAPH);

    assertThat(signIns(graph, "servicePrincipalName eq 'idle'")).isEmpty();
    var last = json(graph.send("GET", ACTIVITIES, "", "")).path("value");
    assertThat(last)
        .anySatisfy(each ->
            assertThat(each.at("/lastSignInActivity/lastSignInDateTime").asText())
                .isEqualTo(before.toString()));
  }

  @Test
  void signInsAreInBetaVersionOnly() {
    var graph = Arm.signIn(azure, shop, GRAPH);

    assertThat(error(graph.send("GET", "/v1.0/auditLogs/signIns", "", "")))
        .isEqualTo("400 BadRequest");
  }

  private void signIn(ServicePrincipal principal) {
    assertThat(Arm.signIn(azure, principal, GRAPH)).isNotNull();
  }

  private static String filterOf(ServicePrincipal principal) {
    return "servicePrincipalId eq '" + principal.objectId() + "'";
  }

  private static List<JsonNode> signIns(Arm graph, String filter) {
    var found = new ArrayList<JsonNode>();
    json(graph.send("GET", SIGN_INS, "$filter=" + encoded(filter), ""))
        .path("value")
        .forEach(found::add);
    return found;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
