package dev.msi4j.local.store;

import java.util.List;
import java.util.Optional;

/**
 * The documents as one transaction sees them. Keys are compared byte for byte, and listed in that
 * order.
 */
public interface Documents {
  /** The body of a document. */
  Optional<String> get(String kind, String key);

  /** Adds a document, or replaces its body. */
  void put(String kind, String key, String body);

  /** Adds a document; false, and nothing done, where one is there already. */
  boolean insert(String kind, String key, String body);

  /** Removes a document; false where there was none. */
  boolean delete(String kind, String key);

  /**
   * Documents of a kind whose keys start with a prefix, in the order of their keys.
   *
   * @param after only keys behind this one; empty for all
   * @param limit how many at the most
   */
  List<Entry> list(String kind, String prefix, String after, int limit);

  /** Documents of every kind whose keys start with a prefix, in the order of their keys. */
  List<Entry> under(String prefix);

  /** How many documents of a kind have keys that start with a prefix. */
  int count(String kind, String prefix);
}
