package dev.msi4j.local.internal.providers.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.msi4j.local.internal.rbac.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoleDefinitionFileTests {
  private static final String EXAMPLE =
      """
      [
        {
          "assignableScopes": ["/"],
          "createdBy": null,
          "description": "Reads examples.",
          "id": "/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/AAAAAAAA-1111-2222-3333-444444444444",
          "name": "AAAAAAAA-1111-2222-3333-444444444444",
          "permissions": [
            {
              "actions": ["Microsoft.Example/*/read"],
              "condition": null,
              "conditionVersion": null,
              "dataActions": ["Microsoft.Example/data/read"],
              "notActions": [],
              "notDataActions": []
            }
          ],
          "roleName": "Example Reader",
          "roleType": "BuiltInRole",
          "type": "Microsoft.Authorization/roleDefinitions"
        },
        {
          "assignableScopes": ["/subscriptions/s"],
          "name": "BBBBBBBB-1111-2222-3333-444444444444",
          "permissions": [],
          "roleName": "Custom",
          "roleType": "CustomRole"
        }
      ]
      """;

  @TempDir private Path directory;

  @Test
  void readReturnsBuiltInRolesOnly() throws IOException {
    assertThat(RoleDefinitionFile.read(file(EXAMPLE)))
        .containsExactly(
            new Role(
                "aaaaaaaa-1111-2222-3333-444444444444",
                "Example Reader",
                "Reads examples.",
                Role.BUILT_IN,
                List.of(
                    new Role.Permission(
                        List.of("Microsoft.Example/*/read"),
                        List.of(),
                        List.of("Microsoft.Example/data/read"),
                        List.of())),
                List.of("/")));
  }

  @Test
  void readRejectsOtherDocuments() throws IOException {
    assertRejected("{}", "it must be an array of role definitions");
    assertRejected("[{}]", "roleType of the definition at index 0 is missing");
    assertRejected("[", "is not a JSON document at line 1");
    assertRejected(
        EXAMPLE.replace("\"name\": \"AAAAAAAA-", "\"name\": \"x"),
        "name of the definition at index 0 is 'x1111-2222-3333-444444444444': it must be a GUID");
    assertRejected(
        EXAMPLE.replace("[\"Microsoft.Example/*/read\"]", "[1]"),
        "actions of the definition at index 0 is '1': it must be an array of strings");
  }

  @Test
  void readReportsMissingFile() {
    var missing = directory.resolve("missing.json");

    assertThatThrownBy(() -> RoleDefinitionFile.read(missing))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(missing.toString());
  }

  private void assertRejected(String content, String message) throws IOException {
    var file = file(content);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RoleDefinitionFile.read(file))
        .withMessageContaining(file.toString())
        .withMessageContaining(message);
  }

  private Path file(String content) throws IOException {
    return Files.writeString(directory.resolve("roles.json"), content);
  }
}
