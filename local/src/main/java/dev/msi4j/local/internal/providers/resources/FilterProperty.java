package dev.msi4j.local.internal.providers.resources;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.List;
import java.util.Optional;

/** A property that a {@code $filter} can test, with the operators and functions it supports. */
enum FilterProperty {
  LOCATION("location", true, ""),
  RESOURCE_TYPE("resourceType", true, ""),
  NAME("name", true, "substringof"),
  RESOURCE_GROUP("resourceGroup", true, "substringof"),
  IDENTITY("identity", true, ""),
  IDENTITY_PRINCIPAL_ID("identity/principalId", true, ""),
  PLAN("plan", true, ""),
  PLAN_PUBLISHER("plan/publisher", true, ""),
  PLAN_PRODUCT("plan/product", true, ""),
  PLAN_NAME("plan/name", true, ""),
  PLAN_VERSION("plan/version", true, ""),
  PLAN_PROMOTION_CODE("plan/promotionCode", true, ""),
  TAG_NAME("tagName", false, "startswith"),
  TAG_VALUE("tagValue", false, "");

  static final List<FilterProperty> OF_RESOURCES = List.of(values());
  static final List<FilterProperty> OF_GROUPS = List.of(TAG_NAME, TAG_VALUE);

  private final String text;
  private final boolean isNegatable;
  private final String function;

  /**
   * @param isNegatable whether {@code ne} is supported in addition to {@code eq}
   * @param function the supported function, or empty for none
   */
  FilterProperty(String text, boolean isNegatable, String function) {
    this.text = text;
    this.isNegatable = isNegatable;
    this.function = function;
  }

  /** Finds a supported property by its case-insensitive name. */
  static Optional<FilterProperty> find(List<FilterProperty> supported, String name) {
    return supported.stream().filter(each -> each.text.equalsIgnoreCase(name)).findFirst();
  }

  String text() {
    return text;
  }

  List<String> operators() {
    return isNegatable ? List.of("eq", "ne") : List.of("eq");
  }

  List<String> functions() {
    return function.isEmpty() ? List.of() : List.of(function);
  }

  /** Returns the normalized value of the property in a resource; empty if it is not set. */
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

  /** Normalizes a value for comparison: case-folded, and without blanks for a region. */
  String normalise(String value) {
    return CaseFolding.of(this == LOCATION ? value.replace(" ", "") : value);
  }
}
