package dev.msi4j.local.providers.resources;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.arm.ResourceId;
import dev.msi4j.local.front.LowerCase;
import java.util.List;
import java.util.Optional;

/** A property that a {@code $filter} can test, with the operators and functions it supports. */
enum FilterProperty {
  LOCATION("location", List.of("eq", "ne"), List.of()),
  RESOURCE_TYPE("resourceType", List.of("eq", "ne"), List.of()),
  NAME("name", List.of("eq", "ne"), List.of("substringof")),
  RESOURCE_GROUP("resourceGroup", List.of("eq", "ne"), List.of("substringof")),
  IDENTITY("identity", List.of("eq", "ne"), List.of()),
  IDENTITY_PRINCIPAL_ID("identity/principalId", List.of("eq", "ne"), List.of()),
  PLAN("plan", List.of("eq", "ne"), List.of()),
  PLAN_PUBLISHER("plan/publisher", List.of("eq", "ne"), List.of()),
  PLAN_PRODUCT("plan/product", List.of("eq", "ne"), List.of()),
  PLAN_NAME("plan/name", List.of("eq", "ne"), List.of()),
  PLAN_VERSION("plan/version", List.of("eq", "ne"), List.of()),
  PLAN_PROMOTION_CODE("plan/promotionCode", List.of("eq", "ne"), List.of()),
  TAG_NAME("tagName", List.of("eq"), List.of("startswith")),
  TAG_VALUE("tagValue", List.of("eq"), List.of());

  static final List<FilterProperty> OF_RESOURCES = List.of(values());
  static final List<FilterProperty> OF_GROUPS = List.of(TAG_NAME, TAG_VALUE);

  private final String text;
  private final List<String> operators;
  private final List<String> functions;

  FilterProperty(String text, List<String> operators, List<String> functions) {
    this.text = text;
    this.operators = operators;
    this.functions = functions;
  }

  /** The property with this name, compared without case, if a list supports it. */
  static Optional<FilterProperty> find(List<FilterProperty> supported, String name) {
    return supported.stream().filter(each -> each.text.equalsIgnoreCase(name)).findFirst();
  }

  String text() {
    return text;
  }

  List<String> operators() {
    return operators;
  }

  List<String> functions() {
    return functions;
  }

  /** The value that a resource has, in the form in which values are compared; empty for none. */
  String valueIn(JsonNode resource) {
    var value =
        switch (this) {
          case RESOURCE_TYPE -> resource.path("type").asText();
          case RESOURCE_GROUP ->
              ResourceId.parse(resource.path("id").asText())
                  .map(ResourceId::resourceGroup)
                  .orElse("");
          case IDENTITY -> resource.at("/identity/type").asText();
          case PLAN -> resource.at("/plan/name").asText();
          default -> resource.at("/" + text).asText();
        };
    return normalise(value);
  }

  /** The form in which values are compared: without case, regions also by their display names. */
  String normalise(String value) {
    return LowerCase.of(this == LOCATION ? value.replace(" ", "") : value);
  }
}
