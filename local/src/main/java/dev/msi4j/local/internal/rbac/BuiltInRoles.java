package dev.msi4j.local.internal.rbac;

import dev.msi4j.local.internal.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the built-in roles of Azure from a resource of this package. */
final class BuiltInRoles {
  private static final String LIST = "built-in-roles.json";

  private BuiltInRoles() {}

  /** Returns the roles by id, in the order of their names. */
  static Map<String, Role> read() {
    var roles = new LinkedHashMap<String, Role>();
    for (var row : Json.read(text(), Row[].class)) {
      roles.put(row.id, row.role());
    }
    return roles;
  }

  private static String text() {
    try (var list = BuiltInRoles.class.getResourceAsStream(LIST)) {
      return new String(Objects.requireNonNull(list, LIST).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A role in the resource: one permission without its empty lists. */
  record Row(
      String id,
      String name,
      String description,
      @Nullable List<String> actions,
      @Nullable List<String> notActions,
      @Nullable List<String> dataActions,
      @Nullable List<String> notDataActions) {

    Role role() {
      var permission =
          new Role.Permission(
              orNone(actions), orNone(notActions), orNone(dataActions), orNone(notDataActions));
      return new Role(id, name, description, Role.BUILT_IN, List.of(permission), List.of("/"));
    }

    private static List<String> orNone(@Nullable List<String> patterns) {
      return patterns == null ? List.of() : patterns;
    }
  }
}
