package dev.msi4j.local.internal.store;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Iterates over documents in the order of their keys. Reads the documents lazily in chunks, each in
 * a separate transaction. Memory use is bounded, and no connection is held between chunks.
 */
public final class Scan implements Iterable<Entry> {
  /** Sorts after every kind. */
  private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

  private final String after;
  private final Function<Position, List<Entry>> next;

  private Scan(String after, Function<Position, List<Entry>> next) {
    this.after = after;
    this.next = next;
  }

  private record Position(String key, String kind) {}

  /**
   * Returns a scan of the documents of a kind whose keys start with a prefix.
   *
   * @param after the key to continue after; empty to start with the first
   */
  public static Scan of(Store store, String kind, String prefix, String after) {
    return new Scan(
        after, last -> store.read(documents -> documents.chunk(kind, prefix, last.key)));
  }

  /** Returns a scan of a kind within one transaction, valid until the transaction ends. */
  public static Scan of(Documents documents, String kind) {
    return new Scan("", last -> documents.chunk(kind, "", last.key));
  }

  /**
   * Returns a scan of the documents of all kinds whose keys start with a prefix.
   *
   * @param after the key to continue after; empty to start with the first
   */
  public static Scan under(Store store, String prefix, String after) {
    return new Scan(
        after, last -> store.read(documents -> documents.chunkUnder(prefix, last.key, last.kind)));
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
    private @Nullable Position last = new Position(after, LAST);

    @Override
    public boolean hasNext() {
      if (!chunk.hasNext() && last != null) {
        fetch(last);
      }
      return chunk.hasNext();
    }

    private void fetch(Position position) {
      var entries = next.apply(position);
      chunk = entries.iterator();
      if (entries.isEmpty()) {
        last = null;
      } else {
        var end = entries.get(entries.size() - 1);
        last = new Position(end.key(), end.kind());
      }
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
