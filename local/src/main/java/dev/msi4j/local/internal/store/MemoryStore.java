package dev.msi4j.local.internal.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Store in memory, which needs no database. Readers run concurrently, a writer runs alone, and an
 * exception undoes what the writer has done. Thread-safe.
 */
public final class MemoryStore implements Store {
  /** Compares texts by code points, as the databases do; {@code String} compares UTF-16 units. */
  private static final Comparator<String> BY_CODE_POINTS = MemoryStore::compare;

  private static final Comparator<Id> BY_KIND =
      Comparator.comparing(Id::kind, BY_CODE_POINTS).thenComparing(Id::key, BY_CODE_POINTS);
  private static final Comparator<Id> BY_KEY =
      Comparator.comparing(Id::key, BY_CODE_POINTS).thenComparing(Id::kind, BY_CODE_POINTS);

  /** A fair lock: a stream of readers must not keep a writer waiting. */
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);

  private final NavigableMap<Id, Entry> byKind = new TreeMap<>(BY_KIND);
  private final NavigableMap<Id, Entry> byKey = new TreeMap<>(BY_KEY);

  /** Identifies a document. */
  private record Id(String kind, String key) {}

  @Override
  public <T> T read(Function<Documents, T> work) {
    return locked(lock.readLock(), () -> work.apply(new Transaction()));
  }

  @Override
  public <T> T write(Function<Documents, T> work) {
    return locked(
        lock.writeLock(),
        () -> {
          var transaction = new Transaction();
          var done = false;
          try {
            var result = work.apply(transaction);
            done = true;
            return result;
          } finally {
            if (!done) {
              transaction.undo();
            }
          }
        });
  }

  private static <T> T locked(Lock lock, Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    locked(
        lock.writeLock(),
        () -> {
          byKind.clear();
          byKey.clear();
          return true;
        });
  }

  private static int compare(String one, String other) {
    var length = Math.min(one.length(), other.length());
    for (var i = 0; i < length; i++) {
      var a = one.charAt(i);
      var b = other.charAt(i);
      if (a != b) {
        // A surrogate stands for a code point above all others.
        return Character.isSurrogate(a) == Character.isSurrogate(b)
            ? Character.compare(a, b)
            : Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b));
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  /** The documents, and what undoes the changes of one writer. */
  private final class Transaction implements Documents {
    private final Deque<Runnable> changes = new ArrayDeque<>();

    /** Undoes the changes, the last one first. */
    void undo() {
      changes.forEach(Runnable::run);
    }

    @Override
    public Optional<String> get(String kind, String key) {
      return Optional.ofNullable(byKind.get(new Id(kind, Entry.storable(key)))).map(Entry::body);
    }

    @Override
    public void put(String kind, String key, String body) {
      var id = new Id(kind, Entry.storable(key));
      set(id, new Entry(id.kind, id.key, body));
    }

    @Override
    public boolean insert(String kind, String key, String body) {
      var id = new Id(kind, Entry.storable(key));
      if (byKind.containsKey(id)) {
        return false;
      }
      set(id, new Entry(id.kind, id.key, body));
      return true;
    }

    @Override
    public boolean delete(String kind, String key) {
      return set(new Id(kind, Entry.storable(key)), null) != null;
    }

    /** Sets or removes a document and returns the previous one. */
    private @Nullable Entry set(Id id, @Nullable Entry entry) {
      requireWriter();
      var previous = replace(id, entry);
      changes.push(() -> replace(id, previous));
      return previous;
    }

    private void requireWriter() {
      if (!lock.isWriteLockedByCurrentThread()) {
        throw new IllegalStateException("a read transaction must not write");
      }
    }

    private @Nullable Entry replace(Id id, @Nullable Entry entry) {
      if (entry == null) {
        byKey.remove(id);
        return byKind.remove(id);
      }
      byKey.put(id, entry);
      return byKind.put(id, entry);
    }

    @Override
    public List<Entry> list(String kind, String prefix, String after, int limit) {
      return first(ofKind(kind, prefix, after), limit, Long.MAX_VALUE);
    }

    @Override
    public List<Entry> under(String prefix) {
      return List.copyOf(byKey.subMap(first(prefix), true, last(prefix), false).values());
    }

    @Override
    public List<Entry> chunk(String kind, String prefix, String after) {
      return chunk(ofKind(kind, prefix, after));
    }

    @Override
    public List<Entry> chunkUnder(String prefix, String after, String afterKind) {
      var documents = byKey.subMap(first(prefix), true, last(prefix), false);
      var previous = new Id(afterKind, Entry.storable(after));
      if (BY_KEY.compare(previous, first(prefix)) < 0) {
        return chunk(documents.values());
      }
      return BY_KEY.compare(previous, last(prefix)) < 0
          ? chunk(documents.tailMap(previous, false).values())
          : List.of();
    }

    @Override
    public int count(String kind, String prefix) {
      return ofKind(kind, prefix, "").size();
    }

    private Collection<Entry> ofKind(String kind, String prefix, String after) {
      var start = Entry.storable(prefix);
      var previous = Entry.storable(after);
      var end = new Id(kind, start + Entry.HIGHEST_CODE_POINT);
      var includesStart = BY_CODE_POINTS.compare(previous, start) < 0;
      var from = new Id(kind, includesStart ? start : previous);
      return BY_KIND.compare(from, end) >= 0
          ? List.of()
          : byKind.subMap(from, includesStart, end, false).values();
    }

    private static Id first(String prefix) {
      return new Id("", Entry.storable(prefix));
    }

    private static Id last(String prefix) {
      return new Id("", Entry.storable(prefix) + Entry.HIGHEST_CODE_POINT);
    }

    private static List<Entry> chunk(Collection<Entry> documents) {
      return first(documents, CHUNK, CHUNK_CHARACTERS);
    }

    /**
     * Returns the first documents, up to a number of documents and of characters. Does not use the
     * stream of the documents, which counts all of them first.
     */
    private static List<Entry> first(Collection<Entry> documents, int limit, long maxCharacters) {
      var found = new ArrayList<Entry>();
      var characters = 0L;
      var iterator = documents.iterator();
      while (found.size() < limit && characters < maxCharacters && iterator.hasNext()) {
        var entry = iterator.next();
        found.add(entry);
        characters += entry.body().length();
      }
      return Collections.unmodifiableList(found);
    }
  }
}
