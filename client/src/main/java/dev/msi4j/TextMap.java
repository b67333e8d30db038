package dev.msi4j;

import com.azure.json.JsonReader;
import com.azure.json.JsonToken;
import java.io.IOException;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An unmodifiable map of a few texts in the order of a JSON object, which takes a fraction of the
 * memory of a {@link LinkedHashMap}. A key is found by comparing it with each one.
 */
final class TextMap extends AbstractMap<String, String> {
  /** The number of entries above which a hash table is used. */
  private static final int MAX_ENTRIES = 16;

  private static final TextMap EMPTY = new TextMap(new String[0]);

  private final String[] keysAndValues;

  private TextMap(String[] keysAndValues) {
    this.keysAndValues = keysAndValues;
  }

  @Override
  public int size() {
    return keysAndValues.length / 2;
  }

  @Override
  public @Nullable String get(@Nullable Object key) {
    var index = indexOf(keysAndValues, keysAndValues.length, key);
    return index < 0 ? null : keysAndValues[index + 1];
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return indexOf(keysAndValues, keysAndValues.length, key) >= 0;
  }

  private static int indexOf(String[] keysAndValues, int length, @Nullable Object key) {
    for (var index = 0; index < length; index += 2) {
      if (keysAndValues[index].equals(key)) {
        return index;
      }
    }
    return -1;
  }

  @Override
  public Set<Map.Entry<String, String>> entrySet() {
    return new Entries();
  }

  private final class Entries extends AbstractSet<Map.Entry<String, String>> {
    @Override
    public int size() {
      return TextMap.this.size();
    }

    @Override
    public Iterator<Map.Entry<String, String>> iterator() {
      return new EntryIterator();
    }
  }

  private final class EntryIterator implements Iterator<Map.Entry<String, String>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < keysAndValues.length;
    }

    @Override
    public Map.Entry<String, String> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      var entry = Map.entry(keysAndValues[next], keysAndValues[next + 1]);
      next += 2;
      return entry;
    }
  }

  /**
   * Reads maps from JSON. The last value of a key counts; null values are skipped. Maps in sequence
   * with the same entries are one map: the items of a list often have the same tags.
   */
  static final class Collector implements Json.MemberReader {
    private String[] keysAndValues = new String[8];
    private int length;
    private @Nullable Map<String, String> large;
    private TextMap last = EMPTY;

    @Override
    public void read(String name, JsonReader json) throws IOException {
      if (json.currentToken() != JsonToken.NULL) {
        put(name, Json.requiredText(json));
      }
    }

    private void put(String key, String value) {
      var index = large == null ? indexOf(keysAndValues, length, key) : -1;
      if (index >= 0) {
        keysAndValues[index + 1] = value;
      } else if (large != null || length == 2 * MAX_ENTRIES) {
        if (large == null) {
          large = new LinkedHashMap<>(new TextMap(Arrays.copyOf(keysAndValues, length)));
        }
        large.put(key, value);
      } else {
        if (length == keysAndValues.length) {
          keysAndValues = Arrays.copyOf(keysAndValues, 2 * length);
        }
        keysAndValues[length++] = key;
        keysAndValues[length++] = value;
      }
    }

    /** Returns the map that was read, and starts the next one. */
    Map<String, String> build() {
      Map<String, String> map;
      if (large != null) {
        map = Collections.unmodifiableMap(large);
      } else {
        var entries = last.keysAndValues;
        if (!Arrays.equals(entries, 0, entries.length, keysAndValues, 0, length)) {
          last = new TextMap(Arrays.copyOf(keysAndValues, length));
        }
        map = last;
      }
      large = null;
      length = 0;
      return map;
    }
  }
}
