package dev.msi4j.local.internal.providers.authorization;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.ServicePrincipal;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RoleAssignmentConditionsTests {
  private static final String VERSION = "2022-04-01";
  private static final String OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
  private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
  private static final String ACCESS_ADMINISTRATOR = "f58310d9-a9f6-439a-9e8d-f62e7b41a168";
  private static final String SECRETS_USER = "4633458b-17de-408a-b874-0445c86b69e6";
  private static final String VAULT_ADMINISTRATOR = "8b54135c-b56d-4d72-a534-26097cfdc8d8";

  /** Constrains delegation to the role Reader, as the portal writes it. */
  private static final String READER_ONLY =
      """
      ((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR
      (@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId]
      ForAnyOfAnyValues:GuidEquals {acdd72a7-3385-48ef-bd42-f606fba81ae7})) AND
      ((!(ActionMatches{'Microsoft.Authorization/roleAssignments/delete'})) OR
      (@Resource[Microsoft.Authorization/roleAssignments:RoleDefinitionId]
      ForAnyOfAnyValues:GuidEquals {acdd72a7-3385-48ef-bd42-f606fba81ae7}))
      """;

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Arm arm = Arm.signIn(azure);

  @BeforeAll
  static void createGroup() {
    arm.createGroup("rg");
  }

  @Test
  void conditionIsReturnedAndUpdated() {
    var path = path(UUID.randomUUID());
    var principal = azure.createServicePrincipal("stored");

    var created = arm.put(path, VERSION, body(principal, READER, READER_ONLY, "2.0"));
    var updated = arm.put(path, VERSION, body(principal, READER, "Exists @Request[a]", "2.0"));

    assertThat(created.status()).as(created.body().text()).isEqualTo(201);
    assertThat(json(created).path("properties").path("condition").asText()).isEqualTo(READER_ONLY);
    assertThat(json(created).path("properties").path("conditionVersion").asText()).isEqualTo("2.0");
    assertThat(updated.status()).isEqualTo(200);
    assertThat(json(arm.get(path, VERSION)).path("properties").path("condition").asText())
        .isEqualTo("Exists @Request[a]");
  }

  @Test
  void delegateAssignsAndRemovesPermittedRoleOnly() {
    var delegate = azure.createServicePrincipal("delegate");
    arm.put(
        path(UUID.randomUUID()), VERSION, body(delegate, ACCESS_ADMINISTRATOR, READER_ONLY, "2.0"));
    var caller = Arm.signIn(azure, delegate);
    var target = azure.createServicePrincipal("target");
    var allowed = path(UUID.randomUUID());
    var other = path(UUID.randomUUID());
    arm.put(other, VERSION, body(target, SECRETS_USER, null, null));

    var granted = caller.put(allowed, VERSION, body(target, READER, null, null));
    var denied = caller.put(path(UUID.randomUUID()), VERSION, body(target, OWNER, null, null));

    assertThat(granted.status()).as(granted.body().text()).isEqualTo(201);
    assertThat(error(denied)).isEqualTo("403 AuthorizationFailed");
    assertThat(message(denied)).contains("ABAC condition not fulfilled", "roleAssignments/write");
    assertThat(error(caller.delete(other, VERSION))).isEqualTo("403 AuthorizationFailed");
    assertThat(arm.get(other, VERSION).status()).isEqualTo(200);
    assertThat(caller.delete(allowed, VERSION).status()).isEqualTo(200);
  }

  @Test
  void delegateIsLimitedToPrincipalType() {
    var delegate = azure.createServicePrincipal("types");
    var condition =
        "!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'}) OR"
            + " @Request[Microsoft.Authorization/roleAssignments:PrincipalType]"
            + " StringEqualsIgnoreCase 'User'";
    arm.put(
        path(UUID.randomUUID()), VERSION, body(delegate, ACCESS_ADMINISTRATOR, condition, "2.0"));
    var target = azure.createServicePrincipal("target");

    var answer =
        Arm.signIn(azure, delegate)
            .put(path(UUID.randomUUID()), VERSION, body(target, READER, null, null));

    assertThat(error(answer)).isEqualTo("403 AuthorizationFailed");
  }

  @Test
  void conditionOfBuiltInRoleIsEvaluated() {
    var delegate = azure.createServicePrincipal("vaults");
    arm.assign(arm.group("rg"), delegate, VAULT_ADMINISTRATOR);
    var caller = Arm.signIn(azure, delegate);
    var target = azure.createServicePrincipal("target");

    assertThat(
            caller
                .put(path(UUID.randomUUID()), VERSION, body(target, SECRETS_USER, null, null))
                .status())
        .isEqualTo(201);
    assertThat(
            error(caller.put(path(UUID.randomUUID()), VERSION, body(target, READER, null, null))))
        .isEqualTo("403 AuthorizationFailed");
  }

  @Test
  void invalidConditionsAreRejected() {
    var principal = azure.createServicePrincipal("invalid");

    assertThat(error(put(principal, "Exists @Request[a]", "1.0")))
        .isEqualTo("400 InvalidConditionVersion");
    assertThat(error(put(principal, "Exists @Request[a]", null)))
        .isEqualTo("400 InvalidConditionVersion");
    assertThat(message(put(principal, "@Request[a] Same 'b'", "2.0")))
        .contains("unknown operator 'Same' at position 13");
    assertThat(message(put(principal, "Exists @Request[" + "a".repeat(8_192) + "]", "2.0")))
        .contains("8192");
  }

  private static Response put(
      ServicePrincipal principal, String condition, @Nullable String version) {
    return arm.put(path(UUID.randomUUID()), VERSION, body(principal, READER, condition, version));
  }

  private static String path(UUID name) {
    return arm.group("rg") + "/providers/Microsoft.Authorization/roleAssignments/" + name;
  }

  private static String body(
      ServicePrincipal principal,
      String role,
      @Nullable String condition,
      @Nullable String version) {
    var body = Json.object();
    body.putObject("properties")
        .put("principalId", principal.objectId().toString())
        .put("roleDefinitionId", "/providers/Microsoft.Authorization/roleDefinitions/" + role)
        .put("condition", condition)
        .put("conditionVersion", version);
    return Json.write(body);
  }
}
