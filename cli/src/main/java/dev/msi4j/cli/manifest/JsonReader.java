package dev.msi4j.cli.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.manifest.Node.Entry;
import dev.msi4j.cli.manifest.Node.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a JSON document with the position of each value. */
public final class JsonReader {
  private static final int DEEPEST = 50;
  private static final int SHOWN = 20;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private final Source source;
  private final JsonParser json;

  private JsonReader(Source source, JsonParser json) {
    this.source = source;
    this.json = json;
  }

  /**
   * Returns the only value of a text; null if the text has none.
   *
   * @throws CommandException if the text is not JSON or has several values, with the position
   */
  public static @Nullable Node read(Source source) {
    try (var json = FACTORY.createParser(source.text())) {
      return new JsonReader(source, json).document();
    } catch (IOException e) {
      throw new CommandException("the text cannot be read", e);
    }
  }

  private @Nullable Node document() throws IOException {
    try {
      if (json.nextToken() == null) {
        return null;
      }
      var document = node();
      if (json.nextToken() != null) {
        throw here().error("a second value begins here: a file has one");
      }
      return document;
    } catch (JsonEOFException e) {
      throw place(e.getLocation())
          .error("the file ends too early: a text, list or object is not closed");
    } catch (StreamConstraintsException e) {
      throw here().error("the file exceeds the limits for nesting or text length");
    } catch (JsonProcessingException e) {
      var place = place(e.getLocation());
      throw place.error("this is not valid JSON" + near(place));
    }
  }

  private Node node() throws IOException {
    var place = here();
    return switch (json.currentToken()) {
      case START_OBJECT -> new Node.Mapping(place, entries());
      case START_ARRAY -> {
        var items = new ArrayList<Node>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          items.add(node());
        }
        yield new Node.Sequence(place, items);
      }
      case VALUE_NULL -> new Node.Null(place);
      default -> new Node.Text(place, json.getText());
    };
  }

  private Map<String, Entry> entries() throws IOException {
    var entries = new LinkedHashMap<String, Entry>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      var place = here();
      String key = json.currentName();
      json.nextToken();
      if (entries.put(key, new Entry(place, node())) != null) {
        throw place.error("the key '" + key + "' is duplicated");
      }
    }
    return entries;
  }

  private Place here() {
    return place(json.currentTokenLocation());
  }

  private Place place(@Nullable JsonLocation location) {
    return location == null
        ? Place.start(source)
        : new Place(source, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }

  /** Returns the text at a position for an error. */
  private String near(Place place) {
    var line = source.text().split("\r\n|\r|\n", -1)[place.line() - 1];
    var rest = line.substring(Math.min(line.length(), place.column() - 1)).strip();
    return rest.isEmpty()
        ? ""
        : " from '" + rest.substring(0, Math.min(rest.length(), SHOWN)) + "' on";
  }
}
