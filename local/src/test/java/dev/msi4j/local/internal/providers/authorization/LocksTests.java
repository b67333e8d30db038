package dev.msi4j.local.internal.providers.authorization;

import static dev.msi4j.local.Arm.error;
import static dev.msi4j.local.Arm.json;
import static dev.msi4j.local.Arm.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.Arm;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.TestAzure;
import dev.msi4j.local.internal.http.Response;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class LocksTests {
  private static final String VERSION = "2020-05-01";
  private static final String GROUPS = "2021-04-01";

  @AutoClose private static final LocalAzure azure = TestAzure.start();
  private static final Arm arm = Arm.signIn(azure);

  @Test
  void lockIsCreatedReadListedAndDeleted() {
    arm.createGroup("crud");
    var path = path(arm.group("crud"), "l");

    var created =
        arm.put(
            path,
            VERSION,
            "{\"properties\":{\"level\":\"canNotDelete\",\"notes\":\"in production\"}}");

    assertThat(created.status()).isEqualTo(201);
    assertThat(json(created).path("id").asText()).isEqualTo(path);
    assertThat(json(created).path("type").asText()).isEqualTo("Microsoft.Authorization/locks");
    assertThat(json(created).path("properties").path("level").asText()).isEqualTo("CanNotDelete");
    assertThat(json(created).path("properties").path("notes").asText()).isEqualTo("in production");
    assertThat(json(arm.get(path, VERSION))).isEqualTo(json(created));
    assertThat(lock(arm.group("crud"), "l", "ReadOnly").status()).isEqualTo(200);
    assertThat(names(arm.group("crud"))).containsExactly("l");
    assertThat(names(arm.subscription())).contains("l");
    assertThat(arm.delete(path, VERSION).status()).isEqualTo(200);
    assertThat(arm.delete(path, VERSION).status()).isEqualTo(204);
    assertThat(error(arm.get(path, VERSION))).isEqualTo("404 LockNotFound");
  }

  @Test
  void cannotDeleteLockForbidsDeletionOnly() {
    arm.createGroup("kept");
    arm.createIdentity("kept", "web");
    lock(arm.group("kept"), "l", "CanNotDelete");

    var deletion = arm.delete(arm.identity("kept", "web"), Arm.VERSION);

    assertThat(error(deletion)).isEqualTo("409 ScopeLocked");
    assertThat(message(deletion))
        .isEqualTo(
            "The scope '"
                + arm.identity("kept", "web")
                + "' cannot perform delete operation because following scope(s) are locked: '"
                + arm.group("kept")
                + "'. Please remove the lock and try again.");
    assertThat(error(arm.delete(arm.group("kept"), GROUPS))).isEqualTo("409 ScopeLocked");
    assertThat(
            arm.put(arm.identity("kept", "web"), Arm.VERSION, "{\"location\":\"eastus\"}").status())
        .isEqualTo(200);
    assertThat(arm.get(arm.identity("kept", "web"), Arm.VERSION).status()).isEqualTo(200);
    arm.delete(path(arm.group("kept"), "l"), VERSION);
    assertThat(arm.delete(arm.identity("kept", "web"), Arm.VERSION).status()).isEqualTo(200);
  }

  @Test
  void readOnlyLockForbidsWritesDeletionsAndActions() {
    arm.createGroup("frozen");
    arm.createIdentity("frozen", "web");
    var machine = arm.group("frozen") + "/providers/Microsoft.Compute/virtualMachines/vm";
    arm.put(machine, "2024-11-01", "{\"location\":\"eastus\",\"properties\":{}}");
    lock(arm.group("frozen"), "l", "ReadOnly");

    assertThat(message(arm.patch(arm.identity("frozen", "web"), Arm.VERSION, "{\"tags\":{}}")))
        .contains("cannot perform write operation");
    assertThat(error(arm.put(arm.group("frozen"), GROUPS, "{\"location\":\"eastus\"}")))
        .isEqualTo("409 ScopeLocked");
    assertThat(error(arm.delete(machine, "2024-11-01"))).isEqualTo("409 ScopeLocked");
    assertThat(error(arm.post(machine + "/deallocate", "2024-11-01"))).isEqualTo("409 ScopeLocked");
    assertThat(arm.get(machine, "2024-11-01").status()).isEqualTo(200);
    assertThat(lock(arm.group("frozen"), "l", "CanNotDelete").status()).isEqualTo(200);
  }

  @Test
  void lockOfResourceForbidsDeletionOfItsGroup() {
    arm.createGroup("parent");
    arm.createIdentity("parent", "locked");
    arm.createIdentity("parent", "free");
    lock(arm.identity("parent", "locked"), "l", "CanNotDelete");

    var deletion = arm.delete(arm.group("parent"), GROUPS);

    assertThat(error(deletion)).isEqualTo("409 ScopeLocked");
    assertThat(message(deletion)).contains(arm.identity("parent", "locked"));
    assertThat(arm.delete(arm.identity("parent", "free"), Arm.VERSION).status()).isEqualTo(200);
  }

  @Test
  void deploymentIsRejectedByLock() {
    arm.createGroup("deployed");
    lock(arm.group("deployed"), "l", "ReadOnly");

    var answer =
        arm.put(
            arm.group("deployed") + "/providers/Microsoft.Resources/deployments/d",
            "2022-09-01",
            "{\"properties\":{\"mode\":\"Incremental\",\"template\":{\"$schema\":\"s\","
                + "\"contentVersion\":\"1.0.0.0\",\"resources\":[]}}}");

    assertThat(error(answer)).isEqualTo("409 ScopeLocked");
  }

  @Test
  void templateCreatesLock() {
    arm.createGroup("templated");
    var answer =
        arm.put(
            arm.group("templated") + "/providers/Microsoft.Resources/deployments/d",
            "2022-09-01",
            "{\"properties\":{\"mode\":\"Incremental\",\"template\":{\"$schema\":\"s\","
                + "\"contentVersion\":\"1.0.0.0\",\"resources\":[{"
                + "\"type\":\"Microsoft.Authorization/locks\",\"apiVersion\":\"2020-05-01\","
                + "\"name\":\"kept\",\"properties\":{\"level\":\"CanNotDelete\"}}]}}}");

    assertThat(answer.status()).as(answer.body().text()).isEqualTo(201);
    assertThat(names(arm.group("templated"))).containsExactly("kept");
  }

  @Test
  void callerWithoutPermissionGets403BeforeTheLockIsChecked() {
    arm.createGroup("hidden");
    lock(arm.group("hidden"), "l", "ReadOnly");
    var stranger = Arm.signIn(azure, azure.createServicePrincipal("stranger"));

    assertThat(error(stranger.delete(arm.group("hidden"), GROUPS)))
        .isEqualTo("403 AuthorizationFailed");
  }

  @Test
  void lockIsDeletedWithItsResource() {
    arm.createGroup("recreated");
    arm.createIdentity("recreated", "web");
    lock(arm.identity("recreated", "web"), "l", "NotSpecified");

    arm.delete(arm.identity("recreated", "web"), Arm.VERSION);

    assertThat(names(arm.group("recreated"))).isEmpty();
  }

  @Test
  void putRejectsInvalidLocks() {
    var scope = arm.subscription();

    assertThat(message(lock(scope, "l", "Sometimes"))).contains("'Sometimes'", "CanNotDelete");
    assertThat(error(lock(scope, "a%26b", "ReadOnly"))).isEqualTo("400 InvalidLockName");
    assertThat(message(arm.put(path(scope, "l"), VERSION, "{\"properties\":{}}")))
        .contains("'level'");
    assertThat(
            message(
                arm.put(
                    path(scope, "l"),
                    VERSION,
                    "{\"properties\":{\"level\":\"ReadOnly\",\"notes\":\""
                        + "x".repeat(513)
                        + "\"}}")))
        .contains("513", "512");
  }

  @Test
  void roleAssignmentOfLockedGroupIsNotDeleted() {
    arm.createGroup("assigned");
    var id = UUID.randomUUID();
    var assignment =
        arm.group("assigned") + "/providers/Microsoft.Authorization/roleAssignments/" + id;
    arm.put(
        assignment,
        "2022-04-01",
        "{\"properties\":{\"principalId\":\""
            + azure.createServicePrincipal("p").objectId()
            + "\",\"roleDefinitionId\":\"/providers/Microsoft.Authorization/roleDefinitions/"
            + "acdd72a7-3385-48ef-bd42-f606fba81ae7\"}}");
    lock(arm.group("assigned"), "l", "CanNotDelete");

    assertThat(error(arm.delete(assignment, "2022-04-01"))).isEqualTo("409 ScopeLocked");
  }

  private static Response lock(String scope, String name, String level) {
    return arm.put(path(scope, name), VERSION, "{\"properties\":{\"level\":\"" + level + "\"}}");
  }

  private static String path(String scope, String name) {
    return scope + "/providers/Microsoft.Authorization/locks/" + name;
  }

  private static Iterable<String> names(String scope) {
    JsonNode list =
        json(arm.get(scope + "/providers/Microsoft.Authorization/locks", VERSION)).path("value");
    return list.findValuesAsText("name");
  }
}
