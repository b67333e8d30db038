package dev.msi4j.local.internal.deployments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.deployments.expressions.Values;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.Set;

/**
 * Compares the body of a resource in a template with the existing resource. Only the values that
 * the template sets are compared: the others are defaults and results of the provider.
 */
final class ResourceDiff {
  /** The members that providers accept and never return. */
  private static final Set<String> WRITE_ONLY =
      Set.of("adminpassword", "customdata", "userdata", "protectedsettings");

  /** The members of a resource that a template replaces as a whole. */
  private static final Set<String> REPLACED = Set.of("tags");

  private static final String HIDDEN = "*******";

  private final Set<String> secrets;

  /**
   * @param secrets the values of secure parameters, which are not compared
   */
  ResourceDiff(Set<String> secrets) {
    this.secrets = secrets;
  }

  /** Returns the changes of properties in the format of what-if. */
  ArrayNode compare(ObjectNode desired, JsonNode current) {
    var changes = Json.array();
    for (var member : desired.properties()) {
      var name = member.getKey();
      var existing = Values.member(current, name);
      if (existing.isPresent()) {
        compare(name, member.getValue(), existing.get(), changes);
        if (REPLACED.contains(CaseFolding.of(name))) {
          addDeleted(name, member.getValue(), existing.get(), changes);
        }
      } else {
        addCreated(name, member.getValue(), changes);
      }
    }
    return changes;
  }

  private void addCreated(String name, JsonNode desired, ArrayNode changes) {
    var isEmpty = desired.isNull() || (desired.isContainerNode() && desired.isEmpty());
    if (!isEmpty && isComparable(desired) && !WRITE_ONLY.contains(CaseFolding.of(name))) {
      change(changes, name, "Create").set("after", withoutSecrets(desired, secrets));
    }
  }

  private static void addDeleted(
      String path, JsonNode desired, JsonNode current, ArrayNode changes) {
    for (var member : current.properties()) {
      if (Values.member(desired, member.getKey()).isEmpty()) {
        change(changes, path + "." + member.getKey(), "Delete").set("before", member.getValue());
      }
    }
  }

  private void compare(String path, JsonNode desired, JsonNode current, ArrayNode changes) {
    if (!isComparable(desired)) {
      return;
    }
    if (desired instanceof ObjectNode object && current.isObject()) {
      var nested = compare(object, current);
      nested.forEach(each ->
          changes.add(((ObjectNode) each).put("path", path + "." + each.path("path").asText())));
    } else if (desired.isArray() && current.isArray()) {
      compareItems(path, desired, current, changes);
    } else if (!isSame(path, desired, current)) {
      change(changes, path, "Modify")
          .<ObjectNode>set("before", current)
          .set("after", withoutSecrets(desired, secrets));
    }
  }

  /** Compares named items by their names, since providers sort them; others by their positions. */
  private void compareItems(String path, JsonNode desired, JsonNode given, ArrayNode changes) {
    var current = areNamed(desired) && areNamed(given) ? orderedAs(desired, given) : given;
    var children = Json.array();
    for (var i = 0; i < Math.max(desired.size(), current.size()); i++) {
      var index = Integer.toString(i);
      if (i >= desired.size()) {
        change(children, index, "Delete").set("before", current.get(i));
      } else if (i >= current.size()) {
        change(children, index, "Create").set("after", withoutSecrets(desired.get(i), secrets));
      } else {
        compareItem(index, desired.get(i), current.get(i), children);
      }
    }
    if (!children.isEmpty()) {
      change(changes, path, "Array").set("children", children);
    }
  }

  private static boolean areNamed(JsonNode items) {
    for (var item : items) {
      if (!item.path("name").isTextual()) {
        return false;
      }
    }
    return true;
  }

  /** Returns items in the order of the desired ones with the same name; the others follow. */
  private static ArrayNode orderedAs(JsonNode desired, JsonNode items) {
    var ordered = Json.array();
    var rest = Values.items(items);
    for (var each : desired) {
      var name = each.path("name").textValue();
      rest.stream()
          .filter(item -> item.path("name").textValue().equalsIgnoreCase(name))
          .findFirst()
          .ifPresent(item -> {
            ordered.add(item);
            rest.remove(item);
          });
    }
    return ordered.addAll(rest);
  }

  private void compareItem(String index, JsonNode desired, JsonNode current, ArrayNode children) {
    if (desired instanceof ObjectNode object && current.isObject()) {
      var nested = compare(object, current);
      if (!nested.isEmpty()) {
        change(children, index, "Modify").set("children", nested);
      }
    } else {
      compare(index, desired, current, children);
    }
  }

  /**
   * Returns whether a value is known and not a secret; null leaves the decision to the provider.
   */
  private boolean isComparable(JsonNode desired) {
    if (desired.isTextual()) {
      return !DeploymentPreview.hasExpression(desired) && !secrets.contains(desired.textValue());
    }
    return !desired.isNull();
  }

  private static boolean isSame(String path, JsonNode desired, JsonNode current) {
    if (desired.isNumber() && current.isNumber()) {
      return desired.decimalValue().compareTo(current.decimalValue()) == 0;
    }
    if (!desired.isTextual() || !current.isTextual()) {
      return desired.equals(current);
    }
    var text = desired.textValue();
    if (path.equalsIgnoreCase("location")) {
      return text.replace(" ", "").equalsIgnoreCase(current.textValue().replace(" ", ""));
    }
    return text.startsWith("/")
        ? text.equalsIgnoreCase(current.textValue())
        : text.equals(current.textValue());
  }

  /** Replaces the values of secure parameters in a value. */
  static JsonNode withoutSecrets(JsonNode value, Set<String> secrets) {
    if (value.isTextual()) {
      return secrets.contains(value.textValue()) ? Values.text(HIDDEN) : value;
    }
    if (value.isArray()) {
      var items = Json.array();
      value.forEach(item -> items.add(withoutSecrets(item, secrets)));
      return items;
    }
    if (value.isObject()) {
      var object = Json.object();
      value
          .properties()
          .forEach(
              member -> object.set(member.getKey(), withoutSecrets(member.getValue(), secrets)));
      return object;
    }
    return value;
  }

  private static ObjectNode change(ArrayNode changes, String path, String type) {
    return changes.addObject().put("path", path).put("propertyChangeType", type);
  }
}
