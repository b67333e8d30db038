package dev.msi4j.local.internal.store;

import java.util.List;
import java.util.Optional;

/** Documents within one transaction. Keys are compared and sorted byte by byte. */
public interface Documents {
  /** Maximum number of documents in a chunk. */
  int CHUNK = 200;

  /** Total length of bodies, in characters, at which a chunk ends. */
  int CHUNK_CHARACTERS = 1 << 20;

  /** Returns the body of a document; empty if the document does not exist. */
  Optional<String> get(String kind, String key);

  /** Adds a document or replaces its body. */
  void put(String kind, String key, String body);

  /**
   * Adds a document unless one with the same kind and key exists.
   *
   * @return whether the document was added
   */
  boolean insert(String kind, String key, String body);

  /**
   * Deletes a document.
   *
   * @return whether the document existed
   */
  boolean delete(String kind, String key);

  /**
   * Lists documents of a kind whose keys start with a prefix, sorted by key.
   *
   * @param after the key to continue after; empty to start with the first
   * @param limit the maximum number of documents
   */
  List<Entry> list(String kind, String prefix, String after, int limit);

  /** Lists documents of all kinds whose keys start with a prefix, sorted by key and kind. */
  List<Entry> under(String prefix);

  /**
   * Lists the next documents of a kind whose keys start with a prefix, sorted by key. The size of
   * the list is bounded: the list has at most {@link #CHUNK} documents and ends with the document
   * that brings the bodies to {@link #CHUNK_CHARACTERS}. Only an empty list means the end.
   *
   * @param after the key to continue after; empty to start with the first
   */
  List<Entry> chunk(String kind, String prefix, String after);

  /**
   * Lists the next documents of all kinds whose keys start with a prefix, sorted by key and kind.
   * The size is bounded as in {@link #chunk}.
   *
   * @param after the key of the document to continue after
   * @param afterKind the kind of the document to continue after
   */
  List<Entry> chunkUnder(String prefix, String after, String afterKind);

  /** Counts the documents of a kind whose keys start with a prefix. */
  int count(String kind, String prefix);
}
