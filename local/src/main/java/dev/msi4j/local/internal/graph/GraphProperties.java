package dev.msi4j.local.internal.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;

/**
 * The properties of a kind of directory objects. A resource file has each property with its default
 * value, which also sets the JSON type. A change replaces a property; objects are merged.
 */
final class GraphProperties {
  private final ObjectNode defaults;
  private final Set<String> readOnly;

  private GraphProperties(ObjectNode defaults, Set<String> readOnly) {
    this.defaults = defaults;
    this.readOnly = readOnly;
  }

  /**
   * Reads the properties from a resource file.
   *
   * @param readOnly the properties that clients cannot set
   */
  static GraphProperties read(String resource, String... readOnly) {
    try (var file = GraphProperties.class.getResourceAsStream(resource)) {
      var text =
          new String(Objects.requireNonNull(file, resource).readAllBytes(), StandardCharsets.UTF_8);
      return new GraphProperties(Json.read(text, ObjectNode.class), Set.of(readOnly));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource file " + resource, e);
    }
  }

  /** Returns an object with all properties: the given ones, and defaults for the others. */
  ObjectNode complete(ObjectNode properties) {
    var complete = defaults.deepCopy();
    merge(complete, properties);
    return complete;
  }

  /**
   * Returns changed properties.
   *
   * @param current the properties that clients have set so far
   * @throws GraphException if a property does not exist, is read-only or has another type
   */
  ObjectNode changed(ObjectNode current, JsonBody body) {
    var requested = body.node().deepCopy();
    requested.properties().removeIf(property -> property.getKey().startsWith("@odata."));
    requested.properties().forEach(property -> check(property.getKey(), property.getValue()));
    var changed = current.deepCopy();
    merge(changed, requested);
    return changed;
  }

  private void check(String name, JsonNode value) {
    var standard = defaults.get(name);
    if (standard == null) {
      throw GraphException.badBody("Invalid property '" + name + "'.");
    }
    if (readOnly.contains(name)) {
      throw GraphException.badBody("Property '" + name + "' is read-only and cannot be set.");
    }
    var fits =
        switch (standard.getNodeType()) {
          case ARRAY, OBJECT -> value.getNodeType() == standard.getNodeType();
          case BOOLEAN -> value.isBoolean();
          case STRING -> value.isTextual();
          default -> !value.isArray();
        };
    if (!fits) {
      throw GraphException.invalidType(name, standard);
    }
  }

  private static void merge(ObjectNode target, ObjectNode changes) {
    changes
        .properties()
        .forEach(change -> {
          var existing = target.get(change.getKey());
          if (existing instanceof ObjectNode object
              && change.getValue() instanceof ObjectNode members) {
            merge(object, members);
          } else {
            target.set(change.getKey(), change.getValue().deepCopy());
          }
        });
  }
}
