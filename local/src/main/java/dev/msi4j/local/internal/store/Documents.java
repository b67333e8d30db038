package dev.msi4j.local.internal.store;

import java.util.List;
import java.util.Optional;

/**
 * The documents as one transaction sees them. Keys are compared byte for byte, and listed in that
 * order.
 */
public interface Documents {
  /** The most documents in a chunk. */
  int CHUNK = 200;

  /** How many characters the bodies of a chunk have together before it ends. */
  int CHUNK_CHARACTERS = 1 << 20;

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

  /**
   * The first documents of a kind whose keys start with a prefix, in the order of their keys. What
   * they take in memory is bounded, however many and however large the documents are: an answer has
   * at most {@link #CHUNK} of them and ends with the one that brings their bodies to {@link
   * #CHUNK_CHARACTERS}. Only an empty answer says that there are no more.
   *
   * @param after only keys behind this one; empty for all
   */
  List<Entry> chunk(String kind, String prefix, String after);

  /**
   * The first documents of every kind whose keys start with a prefix, in the order of their keys
   * and kinds, and as bounded as {@link #chunk}.
   *
   * @param after only documents behind one of this key
   * @param afterKind and of this kind
   */
  List<Entry> chunkUnder(String prefix, String after, String afterKind);

  /** How many documents of a kind have keys that start with a prefix. */
  int count(String kind, String prefix);
}
