package dev.msi4j.local.internal.rbac;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The built-in roles of Azure, and the roles that replace or extend them. The resource file with
 * the roles is read when a role is requested for the first time, and the line of a role is parsed
 * when this role is requested. Thread-safe.
 */
final class BuiltInRoles {
  private static final Comparator<Role> BY_NAME =
      Comparator.comparing(Role::name, String.CASE_INSENSITIVE_ORDER);

  private final Map<String, Role> additional = new HashMap<>();
  private final Map<String, Role> parsed = new ConcurrentHashMap<>();

  /**
   * Creates the roles of a tenant.
   *
   * @param additional roles that replace the roles of the same id, or extend the list
   */
  BuiltInRoles(Collection<Role> additional) {
    additional.forEach(role -> this.additional.put(role.id(), role));
  }

  /**
   * Finds a role.
   *
   * @param id the GUID of the role, in lower case
   */
  Optional<Role> find(String id) {
    var role = additional.get(id);
    if (role != null) {
      return Optional.of(role);
    }
    return Optional.ofNullable(RoleList.LINES.get(id))
        .map(line -> parsed.computeIfAbsent(id, key -> RoleList.parse(line)));
  }

  /** Returns all roles in the order of their names. */
  List<Role> all() {
    return Stream.concat(RoleList.LINES.keySet().stream(), additional.keySet().stream())
        .distinct()
        .flatMap(id -> find(id).stream())
        .sorted(BY_NAME)
        .toList();
  }

  /** The resource file with the roles; the JVM reads it when this class is used first. */
  private static final class RoleList {
    private static final String FILE = "built-in-roles.tsv";
    private static final String COMMENT = "#";

    /** The lines of the file by the id of the role. */
    static final Map<String, String> LINES = read();

    private RoleList() {}

    private static Map<String, String> read() {
      var lines = new HashMap<String, String>();
      try (var list = BuiltInRoles.class.getResourceAsStream(FILE)) {
        var text = Objects.requireNonNull(list, FILE).readAllBytes();
        new String(text, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.startsWith(COMMENT))
            .forEach(line -> lines.put(cells(line).get(1), line));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the resource file " + FILE, e);
      }
      return Map.copyOf(lines);
    }

    static Role parse(String line) {
      var cells = cells(line);
      var condition = cell(cells, 7);
      var permission =
          new Role.Permission(
              patterns(cells, 3),
              patterns(cells, 4),
              patterns(cells, 5),
              patterns(cells, 6),
              condition.isEmpty() ? null : Condition.parse(condition));
      return new Role(
          cells.get(1),
          cells.get(0),
          cells.get(2),
          Role.BUILT_IN,
          List.of(permission),
          List.of("/"));
    }

    private static List<String> cells(String line) {
      return List.of(line.split("\t", -1));
    }

    private static List<String> patterns(List<String> cells, int column) {
      var cell = cell(cells, column);
      return cell.isEmpty() ? List.of() : List.of(cell.split(" ", -1));
    }

    private static String cell(List<String> cells, int column) {
      return column < cells.size() ? cells.get(column) : "";
    }
  }
}
