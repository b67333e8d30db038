package dev.msi4j.local.internal.providers.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.msi4j.local.internal.arm.ArmException;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.rbac.ManagementGroups;
import dev.msi4j.local.internal.rbac.Role;
import dev.msi4j.local.internal.rbac.RoleAssignments;
import dev.msi4j.local.internal.rbac.Roles;
import dev.msi4j.local.internal.store.Store;
import dev.msi4j.local.internal.store.TestStores;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The limits of custom roles, which Azure documents as "Azure RBAC limits". */
class RoleDefinitionLimitsTests {
  private static final List<String> SCOPE = List.of(scope(0));
  private static final int MAX_BYTES = 1 << 20;

  private final Roles roles = new Roles();
  private final RoleDefinitionRules rules =
      new RoleDefinitionRules(
          roles,
          new RoleAssignments(
              roles, (documents, id) -> List.of(), new ManagementGroups(new UUID(0, 1))));
  @AutoClose private final Store store = TestStores.fresh();

  @Test
  void nameHasAtMost512Characters() {
    save(role("n".repeat(512), "", SCOPE, "*/read"));

    assertRejected(
        role("n".repeat(513), "", SCOPE, "*/read"),
        "properties.roleName has 513 characters; the maximum is 512");
  }

  @Test
  void descriptionHasAtMost2048Characters() {
    save(role("described", "d".repeat(2_048), SCOPE, "*/read"));

    assertRejected(
        role("long", "d".repeat(2_049), SCOPE, "*/read"),
        "properties.description has 2049 characters; the maximum is 2048");
  }

  @Test
  void roleHasAtMost2000AssignableScopes() {
    save(role("scoped", "", scopes(2_000), "*/read"));

    assertRejected(
        role("wide", "", scopes(2_001), "*/read"),
        "properties.assignableScopes has 2001 items; the maximum is 2000");
  }

  @Test
  void definitionHasAtMostOneMegabyte() {
    var others = bytes(role("large", "", SCOPE, ""));
    var namespace = "a".repeat(MAX_BYTES - others - "/read".length());

    save(role("large", "", SCOPE, namespace + "/read"));

    assertRejected(
        role("large", "", SCOPE, "a" + namespace + "/read"),
        "it has " + (MAX_BYTES + 1) + " bytes; the maximum is " + MAX_BYTES);
  }

  @Test
  void tenantHasAtMost5000CustomRoles() {
    var existing = role("role 0", "", SCOPE, "*/read");
    store.change(documents -> {
      roles.save(documents, existing);
      IntStream.range(1, 4_999)
          .forEach(number -> roles.save(documents, role("role " + number, "", SCOPE, "*/read")));
    });

    save(role("the last one", "", SCOPE, "*/read"));

    assertThatExceptionOfType(ArmException.class)
        .isThrownBy(() -> save(role("one more", "", SCOPE, "*/read")))
        .withMessage("No more role definitions can be created. The limit is 5000 in a tenant.")
        .satisfies(
            exception -> assertThat(exception.code()).isEqualTo("RoleDefinitionLimitExceeded"));
    save(existing);
  }

  private void save(Role role) {
    store.change(documents -> rules.save(documents, role));
  }

  private void assertRejected(Role role, String reason) {
    assertThatExceptionOfType(ArmException.class)
        .isThrownBy(() -> save(role))
        .withMessage("The role definition is not valid: " + reason + ".")
        .satisfies(exception -> assertThat(exception.status()).isEqualTo(400))
        .satisfies(exception -> assertThat(exception.code()).isEqualTo("InvalidRoleDefinition"));
  }

  private static Role role(String name, String description, List<String> scopes, String action) {
    var permission = new Role.Permission(List.of(action), List.of(), List.of(), List.of());
    return new Role(
        UUID.randomUUID().toString(), name, description, Role.CUSTOM, List.of(permission), scopes);
  }

  private static List<String> scopes(int count) {
    return IntStream.range(0, count).mapToObj(RoleDefinitionLimitsTests::scope).toList();
  }

  private static String scope(int number) {
    return "/subscriptions/" + new UUID(0, number);
  }

  private static int bytes(Role role) {
    return Json.write(role).getBytes(StandardCharsets.UTF_8).length;
  }
}
