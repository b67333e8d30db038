package dev.msi4j.local.internal.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Entry;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list: so many items, or fewer if their JSON would take more than {@link
 * #MOST_CHARACTERS} together, but one at least. What a page takes in memory does not depend on how
 * many items the list has.
 */
public final class JsonPage {
  /** The most characters of JSON on a page of more than one item. */
  public static final int MOST_CHARACTERS = 4 << 20;

  private final ArrayNode items = Json.array();
  private final int size;
  private long characters;
  private @Nullable String last;
  private boolean isFull;

  private JsonPage(int size) {
    this.size = size;
  }

  /**
   * Reads a page.
   *
   * @param entries from the first of the page on; read no further than the page needs
   * @param size the most items on the page
   * @param shape renders the item of an entry; an empty value leaves the entry out of the list
   */
  public static JsonPage of(
      Iterable<Entry> entries, int size, Function<Entry, Optional<? extends JsonNode>> shape) {
    var page = new JsonPage(size);
    for (var entry : entries) {
      var item = shape.apply(entry);
      if (item.isPresent() && !page.add(entry.key(), item.get())) {
        break;
      }
    }
    return page;
  }

  private boolean add(String key, JsonNode item) {
    var text = Json.write(item);
    isFull = items.size() == size || (last != null && characters + text.length() > MOST_CHARACTERS);
    if (!isFull) {
      // As text, so that it is not written once to be measured and once to be sent.
      items.addRawValue(new RawValue(text));
      characters += text.length();
      last = key;
    }
    return !isFull;
  }

  /** The items. */
  public ArrayNode items() {
    return items;
  }

  /** The key of the last item on the page, if the list has more after it. */
  public Optional<String> lastKey() {
    return isFull ? Optional.ofNullable(last) : Optional.empty();
  }
}
