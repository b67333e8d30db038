package dev.msi4j.local.internal.graph;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static dev.msi4j.local.Workload.claims;
import static dev.msi4j.local.internal.graph.DirectoryFixture.APPLICATIONS;
import static dev.msi4j.local.internal.graph.DirectoryFixture.PRINCIPALS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.TokenClaims;
import dev.msi4j.local.Workload;
import dev.msi4j.local.internal.http.Response;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppRoleAssignmentsTests {
  private static final String ROLE = "11111111-2222-4333-8444-555555555555";
  private static final String USER_ROLE = "11111111-2222-4333-8444-666666666666";

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final DirectoryFixture directory = new DirectoryFixture(azure);
  private static final Workload workload = Workload.as(azure, "orders");
  private static int apis;

  private final String uri = "api://api-" + apis++;
  private final JsonNode application =
      directory.create(
          APPLICATIONS,
          "{'displayName':'api','identifierUris':['"
              + uri
              + "'],'appRoles':["
              + role(ROLE, "Orders.Read", "Application")
              + ","
              + role(USER_ROLE, "Orders.User", "User")
              + "]}");
  private final JsonNode resource =
      directory.create(PRINCIPALS, "{'appId':'" + application.path("appId").asText() + "'}");
  private final String granted = PRINCIPALS + "/" + workload.principalId() + "/appRoleAssignments";
  private final String assigned =
      PRINCIPALS + "/" + resource.path("id").asText() + "/appRoleAssignedTo";

  private static String role(String id, String value, String memberType) {
    return "{'id':'"
        + id
        + "','value':'"
        + value
        + "','displayName':'d','description':'d','isEnabled':true,'allowedMemberTypes':['"
        + memberType
        + "']}";
  }

  @Test
  void roleIsClaimOfTokensForApplicationAlone() throws ParseException {
    var cluster = azure.createIssuer("cluster-" + apis);
    workload.trust("cluster-" + apis, cluster.url(), "job");
    var assertion = cluster.token(TokenClaims.of("job"));
    var scope = Map.of("scope", uri + "/.default");
    assertThat(claims(workload.exchange(assertion, scope)).getClaims()).doesNotContainKey("roles");

    var created = directory.create(granted, body(ROLE));

    assertThat(created.path("resourceDisplayName").asText()).isEqualTo("api");
    assertThat(claims(workload.exchange(assertion, scope)).getStringListClaim("roles"))
        .isEqualTo(List.of("Orders.Read"));
    assertThat(claims(workload.exchange(assertion)).getClaims()).doesNotContainKey("roles");
    directory.send("DELETE", granted + "/" + created.path("id").asText(), "");
    assertThat(claims(workload.exchange(assertion, scope)).getClaims()).doesNotContainKey("roles");
  }

  @Test
  void assignmentIsFoundFromBothSides() {
    var created = directory.create(assigned, body(ROLE));
    var id = created.path("id").asText();

    assertThat(json(directory.get(assigned)).path("value").findValuesAsText("id"))
        .containsExactly(id);
    assertThat(
            json(directory.list(
                    granted, "$filter=resourceId eq " + "'" + resource.path("id").asText() + "'"))
                .path("value")
                .findValuesAsText("id"))
        .containsExactly(id);
    assertThat(json(directory.get(granted + "/" + id)).path("appRoleId").asText()).isEqualTo(ROLE);
    assertThat(directory.send("DELETE", assigned + "/" + id, "").status()).isEqualTo(204);
    assertThat(error(directory.get(granted + "/" + id))).isEqualTo("404 Request_ResourceNotFound");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "11111111-2222-4333-8444-777777777777|was not found on application",
        "11111111-2222-4333-8444-666666666666|was not found on application",
        "00000000-0000-0000-0000-000000000000|was not found on application",
        "x|appRoleId is 'x': it must be a GUID",
      })
  void createRejectsRole(String role, String message) {
    var answer = directory.send("POST", granted, body(role));

    assertThat(error(answer)).isEqualTo("400 Request_BadRequest");
    assertThat(message(answer)).contains(message);
  }

  @Test
  void createRejectsSecondAssignmentAndOtherPrincipal() {
    directory.create(granted, body(ROLE));

    assertThat(message(directory.send("POST", granted, body(ROLE))))
        .isEqualTo("Permission being assigned already exists on the object.");
    Response other =
        directory.send(
            "POST",
            PRINCIPALS + "/" + resource.path("id").asText() + "/appRoleAssignments",
            body(ROLE));
    assertThat(message(other)).contains("principalId must be the id of the addressed");
  }

  @Test
  void deletedApplicationHasNoAssignments() {
    directory.create(granted, body(ROLE));

    directory.send("DELETE", DirectoryFixture.path(application), "");

    var query = "$filter=resourceId eq '" + resource.path("id").asText() + "'";
    assertThat(json(directory.list(granted, query)).path("value")).isEmpty();
  }

  private String body(String role) {
    return "{'principalId':'"
        + workload.principalId()
        + "','resourceId':'"
        + resource.path("id").asText()
        + "','appRoleId':'"
        + role
        + "'}";
  }
}
