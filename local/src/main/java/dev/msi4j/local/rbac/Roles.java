package dev.msi4j.local.rbac;

import dev.msi4j.local.front.Json;
import dev.msi4j.local.front.LowerCase;
import dev.msi4j.local.store.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The roles of the tenant: those that Azure brings along, and those that users have defined. */
public final class Roles {
  /** The id of the role that may do everything. */
  public static final String OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";

  private static final String KIND = "microsoft.authorization/roledefinitions";

  private final Map<String, Role> builtIn = BuiltInRoles.read();

  /** A role by its GUID. */
  public Optional<Role> find(Documents documents, String id) {
    var key = LowerCase.of(id);
    var known = builtIn.get(key);
    return known != null
        ? Optional.of(known)
        : documents.get(KIND, key).map(body -> Json.read(body, Role.class));
  }

  /** All roles, built-in ones first. */
  public List<Role> all(Documents documents) {
    var all = new ArrayList<>(builtIn.values());
    documents
        .list(KIND, "", "", Integer.MAX_VALUE)
        .forEach(entry -> all.add(Json.read(entry.body(), Role.class)));
    return all;
  }

  /** Adds a role that a user defines, or replaces it. */
  public void save(Documents documents, Role role) {
    documents.put(KIND, role.id(), Json.write(role));
  }

  /** Removes a role that a user has defined. */
  public void delete(Documents documents, Role role) {
    documents.delete(KIND, role.id());
  }
}
