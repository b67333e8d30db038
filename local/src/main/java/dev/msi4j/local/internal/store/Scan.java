package dev.msi4j.local.internal.store;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Iterates over documents in the order of their keys. Reads the documents lazily in chunks, each in
 * a separate transaction. Memory use is bounded, and no connection is held between chunks.
 */
public final class Scan implements Iterable<Entry> {
  private final String after;
  private final Reader reader;
  private final Function<Function<Documents, Chunk>, Chunk> transaction;

  private Scan(
      String after, Reader reader, Function<Function<Documents, Chunk>, Chunk> transaction) {
    this.after = after;
    this.reader = reader;
    this.transaction = transaction;
  }

  private record Position(String key, String kind) {
    static Position of(Entry entry) {
      return new Position(entry.key(), entry.kind());
    }
  }

  /** Reads the chunk after a position. */
  @FunctionalInterface
  private interface Reader {
    Chunk read(Documents documents, Position after);
  }

  /**
   * The documents of a chunk.
   *
   * @param end the position of the last document that was read, or null if there are no more
   */
  private record Chunk(List<Entry> entries, @Nullable Position end) {
    static Chunk of(List<Entry> entries) {
      return new Chunk(
          entries, entries.isEmpty() ? null : Position.of(entries.get(entries.size() - 1)));
    }
  }

  /** Replaces a document in the transaction that reads it; an empty value leaves it out. */
  @FunctionalInterface
  public interface Mapper {
    Optional<Entry> map(Documents documents, Entry entry);
  }

  /**
   * Returns a scan of the documents of a kind whose keys start with a prefix.
   *
   * @param after the key to continue after; empty to start with the first
   */
  public static Scan of(Store store, String kind, String prefix, String after) {
    return new Scan(
        after, (documents, last) -> Chunk.of(documents.chunk(kind, prefix, last.key)), store::read);
  }

  /** Returns a scan of a kind within one transaction, valid until the transaction ends. */
  public static Scan of(Documents documents, String kind) {
    return new Scan(
        "",
        (transaction, last) -> Chunk.of(transaction.chunk(kind, "", last.key)),
        work -> work.apply(documents));
  }

  /**
   * Returns a scan of the documents of all kinds whose keys start with a prefix.
   *
   * @param after the key to continue after; empty to start with the first
   */
  public static Scan under(Store store, String prefix, String after) {
    return new Scan(
        after,
        (documents, last) -> Chunk.of(documents.chunkUnder(prefix, last.key, last.kind)),
        store::read);
  }

  /**
   * Returns a scan that maps each document in the transaction that reads it. A chunk ends early
   * with the document that brings the mapped bodies to {@link Documents#CHUNK_CHARACTERS}.
   *
   * @param limit the most mapped documents of a chunk
   */
  public Scan map(int limit, Mapper mapper) {
    return new Scan(
        after,
        (documents, last) -> map(documents, reader.read(documents, last), limit, mapper),
        transaction);
  }

  private static Chunk map(Documents documents, Chunk chunk, int limit, Mapper mapper) {
    var mapped = new ArrayList<Entry>();
    var characters = 0L;
    for (var entry : chunk.entries) {
      var result = mapper.map(documents, entry);
      if (result.isPresent()) {
        mapped.add(result.get());
        characters += result.get().body().length();
        if (mapped.size() >= limit || characters >= Documents.CHUNK_CHARACTERS) {
          return new Chunk(mapped, Position.of(entry));
        }
      }
    }
    return new Chunk(mapped, chunk.end);
  }

  /** Returns a lazy stream of the documents. */
  public Stream<Entry> stream() {
    return StreamSupport.stream(spliterator(), false);
  }

  @Override
  public Iterator<Entry> iterator() {
    return new ChunkIterator();
  }

  private final class ChunkIterator implements Iterator<Entry> {
    private Iterator<Entry> chunk = List.<Entry>of().iterator();
    private @Nullable Position last = new Position(after, Entry.HIGHEST_CODE_POINT);

    @Override
    public boolean hasNext() {
      while (!chunk.hasNext() && last != null) {
        var position = last;
        var read = transaction.apply(documents -> reader.read(documents, position));
        chunk = read.entries.iterator();
        last = read.end;
      }
      return chunk.hasNext();
    }

    @Override
    public Entry next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return chunk.next();
    }
  }
}
