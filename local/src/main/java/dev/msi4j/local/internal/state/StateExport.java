package dev.msi4j.local.internal.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A state as one JSON document that people can read: kinds, in each the keys, for each key the
 * body. A body that is not an object is a text.
 */
public final class StateExport {
  private static final int FORMAT = 1;
  private static final String DOCUMENTS = "documents";

  private StateExport() {}

  public static String write(List<Entry> entries) {
    var document = Json.object().put("format", FORMAT);
    var kinds = document.putObject(DOCUMENTS);
    entries.stream()
        .sorted(Comparator.comparing(Entry::kind).thenComparing(Entry::key))
        .forEach(entry -> kinds.withObjectProperty(entry.kind()).set(entry.key(), body(entry)));
    return Json.pretty(document);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if it is something else, and what is wrong with it
   */
  public static List<Entry> read(String text) {
    var document = parse(text);
    if (document.path("format").intValue() != FORMAT) {
      throw new IllegalArgumentException(
          "format is '" + document.path("format").asText() + "': it must be " + FORMAT);
    }
    var entries = new ArrayList<Entry>();
    for (var kind : object(document.path(DOCUMENTS), DOCUMENTS).properties()) {
      for (var item : object(kind.getValue(), kind.getKey()).properties()) {
        entries.add(entry(kind.getKey(), item.getKey(), item.getValue()));
      }
    }
    return entries;
  }

  private static JsonNode parse(String text) {
    try {
      return object(Json.parse(text), "the state");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the state is not JSON" + place(e), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("the state is not JSON: " + Json.problem(e), e);
    }
  }

  private static String place(JsonProcessingException failure) {
    var location = failure.getLocation();
    return location == null
        ? ""
        : " from line " + location.getLineNr() + ", column " + location.getColumnNr() + " on";
  }

  private static JsonNode object(JsonNode node, String name) {
    if (!node.isObject()) {
      throw new IllegalArgumentException(name + " must be a JSON object");
    }
    return node;
  }

  private static Entry entry(String kind, String key, JsonNode body) {
    var entry = new Entry(kind, key, body.isTextual() ? body.textValue() : Json.write(body));
    DocumentKinds.check(entry, body.isObject());
    return entry;
  }

  private static JsonNode body(Entry entry) {
    try {
      var body = Json.parse(entry.body());
      if (body.isObject()) {
        return body;
      }
    } catch (IOException e) {
      // Said below, as for JSON of another sort: it is a text.
    }
    return TextNode.valueOf(entry.body());
  }
}
