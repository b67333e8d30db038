package dev.msi4j.local.internal.providers.authorization;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.entra.Guids;
import dev.msi4j.local.internal.files.InputFile;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.rbac.Condition;
import dev.msi4j.local.internal.rbac.ConditionException;
import dev.msi4j.local.internal.rbac.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads role definitions from a file in the format that {@code az role definition list --output
 * json} prints. Custom roles are skipped: their assignable scopes belong to another tenant.
 */
public final class RoleDefinitionFile {
  private static final int MAX_BYTES = 64 << 20;

  private final Path file;
  private int index;

  private RoleDefinitionFile(Path file) {
    this.file = file;
  }

  /**
   * Returns the built-in roles in a file.
   *
   * @throws UncheckedIOException if the file cannot be read
   * @throws IllegalArgumentException if the file has another format
   */
  public static List<Role> read(Path file) {
    return new RoleDefinitionFile(file).roles();
  }

  private List<Role> roles() {
    var document = parse(text());
    if (!document.isArray()) {
      throw invalid("it must be an array of role definitions");
    }
    var roles = new ArrayList<Role>();
    for (index = 0; index < document.size(); index++) {
      var definition = document.get(index);
      if (text(definition, "roleType").equals(Role.BUILT_IN)) {
        roles.add(role(definition));
      }
    }
    return roles;
  }

  private String text() {
    if (Files.isDirectory(file)) {
      throw invalid("it is a directory");
    }
    try {
      return InputFile.readText(file, MAX_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException("the role definition file " + file + " can't be read", e);
    }
  }

  private JsonNode parse(String text) {
    try {
      return Json.parse(text);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the role definition file " + file + " is not a JSON document" + Json.problem(e), e);
    }
  }

  private Role role(JsonNode definition) {
    var name = text(definition, "name");
    var id = Guids.parse(name).orElseThrow(() -> invalid("name", "a GUID", name));
    var permissions = new ArrayList<Role.Permission>();
    for (var permission : array(definition, "permissions")) {
      permissions.add(
          new Role.Permission(
              texts(permission, "actions"),
              texts(permission, "notActions"),
              texts(permission, "dataActions"),
              texts(permission, "notDataActions"),
              condition(permission)));
    }
    return new Role(
        id.toString(),
        text(definition, "roleName"),
        definition.path("description").asText(""),
        Role.BUILT_IN,
        List.copyOf(permissions),
        List.of("/"));
  }

  private String text(JsonNode object, String name) {
    var value = object.path(name);
    if (!value.isTextual()) {
      throw invalid(name, "a string", value.toString());
    }
    return value.textValue();
  }

  private @Nullable Condition condition(JsonNode permission) {
    if (!permission.hasNonNull("condition")) {
      return null;
    }
    var condition = text(permission, "condition");
    try {
      return Condition.parse(condition);
    } catch (ConditionException e) {
      throw invalid("condition", "a condition of version 2.0 (" + e.getMessage() + ")", condition);
    }
  }

  private JsonNode array(JsonNode object, String name) {
    var value = object.path(name);
    if (!value.isArray()) {
      throw invalid(name, "an array", value.toString());
    }
    return value;
  }

  private List<String> texts(JsonNode object, String name) {
    var texts = new ArrayList<String>();
    if (object.hasNonNull(name)) {
      for (var item : array(object, name)) {
        if (!item.isTextual()) {
          throw invalid(name, "an array of strings", item.toString());
        }
        texts.add(item.textValue());
      }
    }
    return List.copyOf(texts);
  }

  private IllegalArgumentException invalid(String name, String rule, String value) {
    return invalid(
        name
            + " of the definition at index "
            + index
            + " is "
            + (value.isEmpty() ? "missing" : "'" + value + "'")
            + ": it must be "
            + rule);
  }

  private IllegalArgumentException invalid(String reason) {
    return new IllegalArgumentException(
        "the role definition file "
            + file
            + ": "
            + reason
            + "; use the output of 'az role definition list'");
  }
}
