package dev.msi4j.local.internal.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.msi4j.local.internal.entra.Guids;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BuiltInRolesTests {
  private final BuiltInRoles roles = new BuiltInRoles(List.of());

  @Test
  void allReturnsEveryRoleOnceInOrderOfNames() {
    var all = roles.all();

    assertThat(all).hasSize(449);
    assertThat(all).extracting(Role::id).doesNotHaveDuplicates();
    assertThat(all).extracting(Role::name).doesNotHaveDuplicates();
    assertThat(all)
        .extracting(Role::name)
        .isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER)
        .contains("Azure Service Bus Data Sender", "Key Vault Secrets User", "Owner");
  }

  @Test
  void everyRoleHasGuidDescriptionAndPatterns() {
    assertThat(roles.all())
        .allSatisfy(role -> {
          assertThat(Guids.parse(role.id())).isPresent();
          assertThat(role.description()).endsWith(".").hasSizeBetween(10, 120);
          assertThat(role.isBuiltIn()).isTrue();
          assertThat(role.permissions())
              .singleElement()
              .satisfies(permission ->
                  assertThat(
                          Stream.of(
                                  permission.actions(),
                                  permission.notActions(),
                                  permission.dataActions(),
                                  permission.notDataActions())
                              .flatMap(List::stream))
                      .isNotEmpty()
                      .allMatch(pattern -> pattern.matches("\\*|[\\w.*{}-]+(/[\\w.*{}-]+)+/?")));
        });
  }

  @Test
  void findReturnsNothingForUnknownId() {
    assertThat(roles.find("00000000-0000-0000-0000-000000000000")).isEmpty();
  }

  @Test
  void additionalRolesReplaceAndExtendTheList() {
    var owner = roles.find(Roles.OWNER).orElseThrow();
    var changed =
        new Role(
            Roles.OWNER,
            owner.name(),
            "Changed.",
            Role.BUILT_IN,
            List.of(),
            owner.assignableScopes());
    var added =
        new Role(
            "11111111-2222-3333-4444-555555555555",
            "AAA Example",
            "Added.",
            Role.BUILT_IN,
            List.of(),
            List.of("/"));

    var extended = new BuiltInRoles(List.of(changed, added));

    assertThat(extended.all()).hasSize(450).startsWith(added).contains(changed);
    assertThat(extended.find(Roles.OWNER)).contains(changed);
    assertThat(extended.find(added.id())).contains(added);
  }
}
