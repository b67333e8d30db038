package dev.msi4j.local.internal.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.DocumentKinds;
import dev.msi4j.local.internal.store.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Converts a state to and from one readable JSON document: {@code {"format":1,"documents":{KIND:
 * {KEY: BODY}}}}. A body that is not a JSON object is written as a string.
 */
public final class StateExport {
  private static final int FORMAT = 1;
  private static final String DOCUMENTS = "documents";

  private StateExport() {}

  /** Writes documents, sorted by kind and key. */
  public static String write(List<Entry> entries) {
    var document = Json.object().put("format", FORMAT);
    var kinds = document.putObject(DOCUMENTS);
    entries.stream()
        .sorted(Comparator.comparing(Entry::kind).thenComparing(Entry::key))
        .forEach(entry -> kinds.withObjectProperty(entry.kind()).set(entry.key(), body(entry)));
    return Json.pretty(document);
  }

  /**
   * Reads an export that {@link #write} has written.
   *
   * @throws IllegalArgumentException if the text is not an export, with the reason
   */
  public static List<Entry> read(String text, DocumentKinds kinds) {
    var document = parse(text);
    if (document.path("format").intValue() != FORMAT) {
      throw new IllegalArgumentException(
          "format is '" + document.path("format").asText() + "': it must be " + FORMAT);
    }
    var entries = new ArrayList<Entry>();
    for (var kind : object(document.path(DOCUMENTS), DOCUMENTS).properties()) {
      for (var item : object(kind.getValue(), kind.getKey()).properties()) {
        entries.add(entry(kinds, kind.getKey(), item.getKey(), item.getValue()));
      }
    }
    return entries;
  }

  private static JsonNode parse(String text) {
    try {
      return object(Json.parse(text), "the state");
    } catch (IOException e) {
      throw new IllegalArgumentException("the state is not JSON" + Json.problem(e), e);
    }
  }

  private static JsonNode object(JsonNode node, String name) {
    if (!node.isObject()) {
      throw new IllegalArgumentException(name + " must be a JSON object");
    }
    return node;
  }

  private static Entry entry(DocumentKinds kinds, String kind, String key, JsonNode body) {
    var declared =
        kinds
            .find(kind)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "kind is '" + kind + "': it must be one that this release knows"));
    var isObject = declared.content() == DocumentKind.Content.OBJECT;
    if (body.isObject() != isObject) {
      throw new IllegalArgumentException(
          "the body of " + kind + " '" + key + "' must be " + (isObject ? "an object" : "a text"));
    }
    return new Entry(kind, key, body.isTextual() ? body.textValue() : Json.write(body));
  }

  private static JsonNode body(Entry entry) {
    try {
      var body = Json.parse(entry.body());
      if (body.isObject()) {
        return body;
      }
    } catch (IOException e) {
      // Not JSON: exported as a string, like JSON that is not an object.
    }
    return TextNode.valueOf(entry.body());
  }
}
