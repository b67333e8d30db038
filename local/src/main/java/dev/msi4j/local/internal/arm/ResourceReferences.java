package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.Collection;
import java.util.List;

/**
 * Stores the references between resources of all providers. Providers use it to reject the deletion
 * of a resource in use and to find the users of a resource, without knowing each other.
 */
public final class ResourceReferences {
  private static final String BY_TARGET = "reference.bytarget";
  private static final String BY_SOURCE = "reference.bysource";

  public static final List<DocumentKind> DOCUMENT_KINDS =
      List.of(DocumentKind.text(BY_SOURCE), DocumentKind.text(BY_TARGET));

  /**
   * Replaces the references of a resource.
   *
   * @param source the id of the resource
   * @param targets the ids of the resources that it uses; none when the resource is deleted
   */
  public void replace(Documents documents, String source, Collection<String> targets) {
    var from = CaseFolding.of(source);
    documents
        .list(BY_SOURCE, from + "|", "", Integer.MAX_VALUE)
        .forEach(entry -> {
          documents.delete(BY_SOURCE, entry.key());
          documents.delete(BY_TARGET, entry.body() + "|" + from);
        });
    for (var target : targets) {
      var to = CaseFolding.of(target);
      documents.put(BY_SOURCE, from + "|" + to, to);
      documents.put(BY_TARGET, to + "|" + from, from);
    }
  }

  /**
   * Returns the keys of resources that resources without the prefix use, in order.
   *
   * @param prefix the key prefix of the resources, such as the prefix of a group
   */
  public List<String> usedFromOutside(Documents documents, String prefix) {
    return documents.list(BY_TARGET, prefix, "", Integer.MAX_VALUE).stream()
        .filter(entry -> !entry.body().startsWith(prefix))
        .map(entry -> entry.key().substring(0, entry.key().indexOf('|')))
        .distinct()
        .toList();
  }

  /** Returns the keys of the resources that use a resource. */
  public List<String> users(Documents documents, String target) {
    return documents.list(BY_TARGET, CaseFolding.of(target) + "|", "", Integer.MAX_VALUE).stream()
        .map(Entry::body)
        .toList();
  }
}
