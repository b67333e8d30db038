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
 * Page of a list. A page has at most the requested number of items and at most {@link
 * #MAX_CHARACTERS} of JSON, but at least one item. Memory use does not depend on the length of the
 * list.
 */
public final class JsonPage {
  /** Maximum length of the JSON of a page with more than one item. */
  public static final int MAX_CHARACTERS = 4 << 20;

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
   * @param entries the entries from the first of the page on, read only as far as the page needs
   * @param size the maximum number of items
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
    isFull = items.size() == size || (last != null && characters + text.length() > MAX_CHARACTERS);
    if (!isFull) {
      // Added as text, so that the item is serialized once for the length and the response.
      items.addRawValue(new RawValue(text));
      characters += text.length();
      last = key;
    }
    return !isFull;
  }

  /** Returns the items. */
  public ArrayNode items() {
    return items;
  }

  /** Returns the key of the last item; empty if this is the last page. */
  public Optional<String> lastKey() {
    return isFull ? Optional.ofNullable(last) : Optional.empty();
  }
}
