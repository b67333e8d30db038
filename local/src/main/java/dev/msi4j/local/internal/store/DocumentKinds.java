package dev.msi4j.local.internal.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Registry of all document kinds of a store. Immutable. */
public final class DocumentKinds {
  private final Map<String, DocumentKind> byName;

  /**
   * Creates a registry.
   *
   * @throws IllegalStateException if two kinds have the same name
   */
  public DocumentKinds(Collection<DocumentKind> kinds) {
    byName =
        kinds.stream()
            .collect(Collectors.toUnmodifiableMap(DocumentKind::name, Function.identity()));
  }

  /** Returns the kinds of several owners in one list. */
  public static List<DocumentKind> union(Collection<List<DocumentKind>> kinds) {
    return kinds.stream().flatMap(List::stream).toList();
  }

  /** Returns the kind with a name; empty if no class declares the kind. */
  public Optional<DocumentKind> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Returns whether documents of a kind stay when a running server resets its state. */
  public boolean isPermanent(String name) {
    var kind = byName.get(name);
    return kind != null && kind.permanent();
  }

  boolean isSecret(String name) {
    var kind = byName.get(name);
    return kind != null && kind.secret();
  }

  /**
   * Checks that a kind is declared.
   *
   * @throws IllegalStateException if no class declares the kind
   */
  void requireDeclared(String name) {
    if (!byName.containsKey(name)) {
      throw new IllegalStateException(
          "no class declares the document kind '" + name + "': add the kind to Components");
    }
  }
}
