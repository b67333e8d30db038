package dev.msi4j.local.internal.rbac;

import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.store.Scan;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The roles of the tenant: those that Azure brings along, and those that users have defined. */
public final class Roles {
  /** The id of the role that may do everything. */
  public static final String OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";

  /** The kind under which the store keeps the roles that users define. */
  public static final String KIND = "microsoft.authorization/roledefinitions";

  public static final List<DocumentKind> DOCUMENT_KINDS = List.of(DocumentKind.object(KIND));

  private final Map<String, Role> builtIn = BuiltInRoles.read();

  /** A role by its GUID. */
  public Optional<Role> find(Documents documents, String id) {
    var key = CaseFolding.of(id);
    var known = builtIn.get(key);
    return known != null
        ? Optional.of(known)
        : documents.get(KIND, key).map(body -> Json.read(body, Role.class));
  }

  /** The roles that Azure brings along, in the order of their names. */
  public Collection<Role> builtIn() {
    return builtIn.values();
  }

  /** All roles, built-in ones first, each of the others read when the stream comes to it. */
  public Stream<Role> all(Documents documents) {
    return Stream.concat(
        builtIn.values().stream(), Scan.of(documents, KIND).stream().map(Roles::read));
  }

  /** How many roles users have defined. */
  public int count(Documents documents) {
    return documents.count(KIND, "");
  }

  /** The role as the store keeps it. */
  public static Role read(Entry entry) {
    return Json.read(entry.body(), Role.class);
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
