package dev.msi4j.local.internal.graph;

import static dev.msi4j.local.Arm.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.internal.http.Response;

/** Creates directory objects through Microsoft Graph as the bootstrap service principal. */
final class DirectoryFixture {
  static final String AUDIENCE = "https://graph.microsoft.com";
  static final String APPLICATIONS = "/v1.0/applications";
  static final String PRINCIPALS = "/v1.0/servicePrincipals";

  private final Arm graph;

  DirectoryFixture(LocalAzure azure) {
    graph = Arm.signIn(azure).bearing(Arm.token(azure, AUDIENCE));
  }

  /** Returns a client that is signed in as the bootstrap service principal. */
  Arm graph() {
    return graph;
  }

  Response get(String path) {
    return graph.send("GET", path, "", "");
  }

  Response list(String path, String query) {
    return graph.send("GET", path, query, "");
  }

  /** Sends a request with a JSON body whose texts are in single quotes. */
  Response send(String method, String path, String body) {
    return graph.send(method, path, "", body.replace('\'', '"'));
  }

  /** Creates an object; asserts success. */
  JsonNode create(String path, String body) {
    var created = send("POST", path, body);
    assertThat(created.status()).as(created.body().text()).isEqualTo(201);
    return json(created);
  }

  JsonNode application(String displayName) {
    return create(APPLICATIONS, "{'displayName':'" + displayName + "'}");
  }

  /** Creates an application with a service principal, and returns the service principal. */
  JsonNode principal(String displayName) {
    return create(
        PRINCIPALS, "{'appId':'" + application(displayName).path("appId").asText() + "'}");
  }

  JsonNode group(String name) {
    return create(
        "/v1.0/groups",
        "{'displayName':'NAME','mailNickname':'NAME','mailEnabled':false,'securityEnabled':true}"
            .replace("NAME", name));
  }

  static String path(JsonNode application) {
    return APPLICATIONS + "/" + application.path("id").asText();
  }
}
