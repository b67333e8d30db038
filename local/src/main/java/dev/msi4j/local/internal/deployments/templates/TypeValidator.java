package dev.msi4j.local.internal.deployments.templates;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.arm.ArmException;
import dev.msi4j.local.internal.deployments.expressions.Evaluator;
import dev.msi4j.local.internal.deployments.expressions.TemplateErrors;
import dev.msi4j.local.internal.deployments.expressions.Values;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.ArrayList;
import java.util.Map;

/**
 * Checks values against the types of a template: the simple types, their constraints, and
 * user-defined types with {@code $ref} (Microsoft Learn, "Type definitions in ARM templates").
 */
final class TypeValidator {
  /** Bounds the recursion of types that refer to each other. */
  private static final int MAX_DEPTH = 100;

  private final Template template;
  private final Evaluator evaluator;
  private int depth;

  TypeValidator(Template template, Evaluator evaluator) {
    this.template = template;
    this.evaluator = evaluator;
  }

  /** Returns whether null is a value of a type. */
  boolean isNullable(JsonNode type) {
    return type.path("nullable").asBoolean()
        || template.definition(type).path("nullable").asBoolean();
  }

  /**
   * Checks a value.
   *
   * @param name the name of the parameter, or the path of a value in it
   * @throws ArmException 400 InvalidTemplate if the value is not of the type
   */
  void check(String name, JsonNode declared, JsonNode value) {
    depth++;
    if (depth > MAX_DEPTH) {
      throw invalid(name, "The value is nested deeper than " + MAX_DEPTH + " levels.");
    }
    if (!value.isNull() || !isNullable(declared)) {
      var type = template.definition(declared);
      checkType(name, type, value);
      checkConstraints(name, declared, value);
      if (declared.has("$ref")) {
        checkConstraints(name, type, value);
      }
      checkItems(name, type, value);
      checkMembers(name, type, value);
    }
    depth--;
  }

  private static void checkType(String name, JsonNode type, JsonNode value) {
    var expected = type.path("type").asText();
    var matches =
        switch (CaseFolding.of(expected)) {
          case "string", "securestring" -> value.isTextual();
          case "int" -> value.isIntegralNumber();
          case "bool" -> value.isBoolean();
          case "array" -> value.isArray();
          case "object", "secureobject" -> value.isObject();
          case "any", "" -> true;
          default ->
              throw TemplateErrors.invalidTemplate(
                  "the type '"
                      + expected
                      + "' of the parameter '"
                      + name
                      + "' is invalid: it must be string, securestring, int, bool, array, object or"
                      + " secureobject");
        };
    if (!matches) {
      throw invalid(
          name,
          "Expected a value of type '"
              + expected
              + "', but received a value of type '"
              + Values.type(value)
              + "'.");
    }
  }

  private void checkConstraints(String name, JsonNode type, JsonNode value) {
    var allowed = type.path("allowedValues");
    if (allowed.isArray() && !isAllowed(allowed, value)) {
      var values = new ArrayList<String>();
      allowed.forEach(each -> values.add(each.asText()));
      throw invalid(
          name,
          "The value '"
              + value.asText()
              + "' is not part of the allowed value(s): '"
              + String.join(",", values)
              + "'.");
    }
    if (value.isTextual() || value.isArray()) {
      var length = value.isTextual() ? value.textValue().length() : value.size();
      checkMinimum(name, "Length of the value", length, type.path("minLength"));
      checkMaximum(name, "Length of the value", length, type.path("maxLength"));
    }
    if (value.isIntegralNumber()) {
      checkMinimum(name, "The value", value.longValue(), type.path("minValue"));
      checkMaximum(name, "The value", value.longValue(), type.path("maxValue"));
    }
  }

  /** The values of an array may also be a subset of the allowed ones. */
  private boolean isAllowed(JsonNode allowed, JsonNode value) {
    var values = evaluator.evaluate(allowed);
    if (value.isArray()) {
      for (var item : value) {
        if (!contains(values, item)) {
          return contains(values, value);
        }
      }
      return true;
    }
    return contains(values, value);
  }

  private static boolean contains(JsonNode values, JsonNode value) {
    for (var each : values) {
      if (each.equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static void checkMinimum(String name, String what, long value, JsonNode minimum) {
    if (minimum.isIntegralNumber() && value < minimum.longValue()) {
      throw invalid(
          name, what + " should be greater than or equal to '" + minimum.longValue() + "'.");
    }
  }

  private static void checkMaximum(String name, String what, long value, JsonNode maximum) {
    if (maximum.isIntegralNumber() && value > maximum.longValue()) {
      throw invalid(name, what + " should be less than or equal to '" + maximum.longValue() + "'.");
    }
  }

  private void checkItems(String name, JsonNode type, JsonNode value) {
    if (!value.isArray()) {
      return;
    }
    var prefix = type.path("prefixItems");
    for (var i = 0; i < value.size(); i++) {
      var itemType = i < prefix.size() ? prefix.get(i) : type.path("items");
      if (itemType.isObject()) {
        check(name + "[" + i + "]", itemType, value.get(i));
      } else if (itemType.isBoolean() && !itemType.booleanValue()) {
        throw invalid(name, "The array must not have more than '" + i + "' items.");
      }
    }
  }

  private void checkMembers(String name, JsonNode type, JsonNode value) {
    if (!value.isObject()) {
      return;
    }
    if (type.path("discriminator").isObject()) {
      checkMembers(name, variant(name, type, value), value);
    }
    var properties = type.path("properties");
    for (var property : properties.properties()) {
      var member = Values.member(value, property.getKey());
      if (member.isPresent()) {
        check(name + "." + property.getKey(), property.getValue(), member.get());
      } else if (!isNullable(property.getValue())) {
        throw invalid(name, "The required property '" + property.getKey() + "' is missing.");
      }
    }
    checkAdditional(name, type, value);
  }

  private void checkAdditional(String name, JsonNode type, JsonNode value) {
    var properties = type.path("properties");
    var additional = type.path("additionalProperties");
    if (additional.isMissingNode()) {
      return;
    }
    for (var member : value.properties()) {
      if (Values.member(properties, member.getKey()).isEmpty()) {
        if (additional.isObject()) {
          check(name + "." + member.getKey(), additional, member.getValue());
        } else if (!additional.asBoolean(true)) {
          throw invalid(
              name,
              "The property '"
                  + member.getKey()
                  + "' is not allowed: the type has the properties '"
                  + String.join(
                      ", ", properties.properties().stream().map(Map.Entry::getKey).toList())
                  + "'.");
        }
      }
    }
  }

  /** Returns the variant of a discriminated type that a value selects. */
  private JsonNode variant(String name, JsonNode type, JsonNode value) {
    var discriminator = type.path("discriminator");
    var property = discriminator.path("propertyName").asText();
    var selected = Values.member(value, property).map(JsonNode::asText).orElse("");
    var mapping = discriminator.path("mapping");
    var variant = mapping.get(selected);
    if (variant == null) {
      throw invalid(
          name,
          "The property '"
              + property
              + "' is '"
              + selected
              + "': it must be one of '"
              + String.join(", ", mapping.properties().stream().map(Map.Entry::getKey).toList())
              + "'.");
    }
    return template.definition(variant);
  }

  private static ArmException invalid(String name, String reason) {
    return TemplateErrors.invalidTemplate(
        "The provided value for the template parameter '" + name + "' is not valid. " + reason);
  }
}
