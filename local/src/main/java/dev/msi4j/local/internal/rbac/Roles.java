package dev.msi4j.local.internal.rbac;

import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.store.Scan;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The role definitions of the tenant: the built-in roles and the stored custom roles. */
public final class Roles {
  /** The id of the built-in role Owner, which allows all actions. */
  public static final String OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";

  /** The document kind of custom roles. */
  public static final String KIND = "microsoft.authorization/roledefinitions";

  public static final List<DocumentKind> DOCUMENT_KINDS = List.of(DocumentKind.object(KIND));

  private final BuiltInRoles builtIn;

  /** Creates the role definitions with the built-in roles alone. */
  public Roles() {
    this(List.of());
  }

  /**
   * Creates the role definitions.
   *
   * @param additional built-in roles that replace the known ones of the same id, or extend them
   */
  public Roles(Collection<Role> additional) {
    builtIn = new BuiltInRoles(additional);
  }

  /** Finds a role by its GUID. */
  public Optional<Role> find(Documents documents, String id) {
    var key = CaseFolding.of(id);
    return builtIn
        .find(key)
        .or(() -> documents.get(KIND, key).map(body -> Json.read(body, Role.class)));
  }

  /** Returns the built-in roles in the order of their names. */
  public List<Role> builtIn() {
    return builtIn.all();
  }

  /** Finds a built-in role by its GUID in lower case. */
  public Optional<Role> builtIn(String id) {
    return builtIn.find(id);
  }

  /** Returns all roles, built-in roles first. The stream reads the custom roles lazily. */
  public Stream<Role> all(Documents documents) {
    return Stream.concat(
        builtIn.all().stream(), Scan.of(documents, KIND).stream().map(Roles::read));
  }

  /** Returns the number of custom roles. */
  public int count(Documents documents) {
    return documents.count(KIND, "");
  }

  /** Reads a stored role. */
  public static Role read(Entry entry) {
    return Json.read(entry.body(), Role.class);
  }

  /** Adds or replaces a custom role. */
  public void save(Documents documents, Role role) {
    documents.put(KIND, role.id(), Json.write(role));
  }

  /** Deletes a custom role. */
  public void delete(Documents documents, Role role) {
    documents.delete(KIND, role.id());
  }
}
