package dev.msi4j.local.providers.resources;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.arm.ArmErrors;
import dev.msi4j.local.arm.ResourceId;
import dev.msi4j.local.front.LowerCase;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The {@code $filter} of a list of resources: comparisons joined by {@code and}. A tag is asked for
 * by its name, or by its name and its value.
 */
final class ResourceFilter {
  private static final Pattern AND =
      Pattern.compile("(?<!\\s)\\s+and\\s+", Pattern.CASE_INSENSITIVE);
  private static final Pattern COMPARISON =
      Pattern.compile(
          "\\s*(resourceType|name|location|resourceGroup|tagName|tagValue)\\s+(eq|ne)\\s+'([^']*)'\\s*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SUBSTRING =
      Pattern.compile(
          "\\s*substringof\\('([^']*)',\\s*(name|resourceGroup)\\)\\s*", Pattern.CASE_INSENSITIVE);

  private final List<Predicate<JsonNode>> conditions;

  private ResourceFilter(List<Predicate<JsonNode>> conditions) {
    this.conditions = conditions;
  }

  static ResourceFilter parse(String filter) {
    return new ResourceFilter(
        Stream.of(AND.split(filter, -1)).map(term -> condition(term, filter)).toList());
  }

  boolean matches(JsonNode resource) {
    return conditions.stream().allMatch(condition -> condition.test(resource));
  }

  private static Predicate<JsonNode> condition(String term, String filter) {
    var comparison = COMPARISON.matcher(term);
    if (comparison.matches()) {
      var equal = equal(LowerCase.of(comparison.group(1)), comparison.group(3));
      return comparison.group(2).equalsIgnoreCase("eq") ? equal : equal.negate();
    }
    var substring = SUBSTRING.matcher(term);
    if (substring.matches()) {
      var part = LowerCase.of(substring.group(1));
      var member = LowerCase.of(substring.group(2));
      return resource -> LowerCase.of(member(resource, member)).contains(part);
    }
    throw ArmErrors.invalidFilter(filter);
  }

  private static Predicate<JsonNode> equal(String member, String value) {
    return switch (member) {
      case "tagname" -> resource -> resource.path("tags").has(value);
      case "tagvalue" -> resource -> hasTagValue(resource, value);
      default -> resource -> member(resource, member).equalsIgnoreCase(value);
    };
  }

  private static boolean hasTagValue(JsonNode resource, String value) {
    return resource.path("tags").properties().stream()
        .anyMatch(tag -> tag.getValue().asText().equals(value));
  }

  private static String member(JsonNode resource, String member) {
    return switch (member) {
      case "resourcetype" -> resource.path("type").asText();
      case "resourcegroup" ->
          ResourceId.parse(resource.path("id").asText()).map(ResourceId::resourceGroup).orElse("");
      default -> resource.path(member).asText();
    };
  }
}
