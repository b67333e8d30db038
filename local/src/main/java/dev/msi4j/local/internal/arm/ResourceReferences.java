package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.Collection;
import java.util.List;

/**
 * Which resources use which others, across providers: so that what is in use can't be deleted, and
 * a resource can find what hangs on it, without one provider knowing another.
 */
public final class ResourceReferences {
  private static final String BY_TARGET = "reference.bytarget";
  private static final String BY_SOURCE = "reference.bysource";

  public static final List<DocumentKind> DOCUMENT_KINDS =
      List.of(DocumentKind.text(BY_SOURCE), DocumentKind.text(BY_TARGET));

  /**
   * Says all that a resource uses from now on.
   *
   * @param source the id of the resource
   * @param targets the ids of what it uses; none when it goes away
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
   * Returns the keys of resources that are used from elsewhere, in order.
   *
   * @param prefix of the keys of the resources, such as that of a group
   */
  public List<String> usedFromOutside(Documents documents, String prefix) {
    return documents.list(BY_TARGET, prefix, "", Integer.MAX_VALUE).stream()
        .filter(entry -> !entry.body().startsWith(prefix))
        .map(entry -> entry.key().substring(0, entry.key().indexOf('|')))
        .distinct()
        .toList();
  }

  /** The keys of the resources that use one. */
  public List<String> users(Documents documents, String target) {
    return documents.list(BY_TARGET, CaseFolding.of(target) + "|", "", Integer.MAX_VALUE).stream()
        .map(Entry::body)
        .toList();
  }
}
