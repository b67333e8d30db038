package dev.msi4j.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.msi4j.benchmarks.client.LocalAzureProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Adds identities to the state of a stopped local Azure. Each has a role assignment of its own.
 * They are copies of the documents of one identity and one role assignment that a server wrote.
 */
final class LocalAzureSeed {
  /** The identity that is copied. */
  static final String NAME = "seed-identity";

  /** The role assignment that is copied. */
  static final String ASSIGNMENT = "a0000000-0000-4000-8000-000000000000";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BATCH = 5_000;

  /** A document of the identity or the assignment: kind, key and body, the latter two as JSON. */
  private record Template(String kind, String key, String body) {}

  private LocalAzureSeed() {}

  /**
   * Adds identities.
   *
   * @param state the state, as in {@link LocalAzureProcess#builder}
   * @param identity the response of the server with the identity that is copied
   * @param count the number of identities
   */
  static void add(String state, String identity, int count) throws IOException {
    var principalId = LocalAzureClient.value(identity, "principalId");
    var clientId = LocalAzureClient.value(identity, "clientId");
    try (var archive = LocalAzureProcess.builder(state).openState()) {
      var templates =
          templates(
              JSON.readTree(archive.export()), List.of(NAME, ASSIGNMENT, principalId, clientId));
      for (var first = 0; first < count; first += BATCH) {
        archive.seed(
            documents(templates, first, Math.min(count, first + BATCH), principalId, clientId));
      }
    }
  }

  private static List<Template> templates(JsonNode export, List<String> parts) {
    var templates = new ArrayList<Template>();
    for (var kind : export.path("documents").properties()) {
      for (var document : kind.getValue().properties()) {
        var key = document.getKey();
        var body = document.getValue().toString();
        if (parts.stream().anyMatch(part -> key.contains(part) || body.contains(part))) {
          templates.add(
              new Template(kind.getKey(), JSON.getNodeFactory().textNode(key).toString(), body));
        }
      }
    }
    return templates;
  }

  private static String documents(
      List<Template> templates, int first, int end, String principalId, String clientId) {
    var kinds = new HashMap<String, StringBuilder>();
    for (var number = first; number < end; number++) {
      var values =
          Map.of(
              NAME, name(number),
              ASSIGNMENT, guid('a', number),
              principalId, guid('b', number),
              clientId, guid('c', number));
      for (var template : templates) {
        var documents = kinds.computeIfAbsent(template.kind, kind -> new StringBuilder());
        documents
            .append(documents.isEmpty() ? "" : ",")
            .append(replace(template.key, values))
            .append(':')
            .append(replace(template.body, values));
      }
    }
    var text = new StringBuilder("{\"format\":1,\"documents\":{");
    var separator = "";
    for (var kind : kinds.entrySet()) {
      text.append(separator)
          .append('"')
          .append(kind.getKey())
          .append("\":{")
          .append(kind.getValue())
          .append('}');
      separator = ",";
    }
    return text.append("}}").toString();
  }

  /** Returns the name of an identity. */
  static String name(int number) {
    return "identity-" + number;
  }

  private static String guid(char tag, int number) {
    return String.format(Locale.ROOT, "%c1000000-0000-4000-8000-%012x", tag, number);
  }

  private static String replace(String text, Map<String, String> values) {
    var replaced = text;
    for (var value : values.entrySet()) {
      replaced = replaced.replace(value.getKey(), value.getValue());
    }
    return replaced;
  }
}
