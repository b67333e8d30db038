package dev.msi4j.local.internal.providers.resources;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Predicate;

/** The {@code $filter} of a list of resources or of resource groups. */
final class ResourceFilter {
  /** The filter that matches every resource. */
  static final ResourceFilter NONE = new ResourceFilter(resource -> true, false);

  private final Predicate<JsonNode> condition;
  private final boolean hidesTags;

  private ResourceFilter(Predicate<JsonNode> condition, boolean hidesTags) {
    this.condition = condition;
    this.hidesTags = hidesTags;
  }

  /** Parses the filter of a list of resources (Azure REST reference, "Resources - List"). */
  static ResourceFilter ofResources(String filter) {
    return parse(filter, FilterProperty.OF_RESOURCES);
  }

  /** Parses the filter of a list of groups (Azure REST reference, "Resource Groups - List"). */
  static ResourceFilter ofGroups(String filter) {
    return parse(filter, FilterProperty.OF_GROUPS);
  }

  private static ResourceFilter parse(String filter, List<FilterProperty> properties) {
    var parser = new FilterParser(filter, properties);
    var condition = parser.parse();
    return new ResourceFilter(condition, parser.namesTagAndValue());
  }

  /** Returns whether the list item of a resource matches. */
  boolean matches(JsonNode resource) {
    return condition.test(resource);
  }

  /**
   * Returns whether the filtered list omits the tags of resources. Azure documents this for filters
   * on the name and the value of a tag.
   */
  boolean hidesTags() {
    return hidesTags;
  }
}
