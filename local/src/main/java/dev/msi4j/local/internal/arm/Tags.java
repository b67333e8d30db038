package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.http.JsonBody;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Checks the limits of tags, which are the same for all resource types and for resource groups
 * (learn.microsoft.com, "Use tags to organize your Azure resources").
 */
public final class Tags {
  private static final int MAX_TAGS = 50;
  private static final int MAX_NAME_LENGTH = 512;
  private static final int MAX_VALUE_LENGTH = 256;

  private static final String RESERVED = "<>%&\\?/";

  /** Azure links resources by tags such as {@code hidden-link:}, followed by a resource id. */
  private static final String HIDDEN = "hidden-";

  private Tags() {}

  /**
   * Returns the tags in a body, in the order sent.
   *
   * @throws ArmException if a name, a value or the number of tags breaks a limit
   */
  public static Optional<Map<String, String>> of(JsonBody body) {
    var tags = body.textsByName("tags");
    tags.ifPresent(Tags::check);
    return tags;
  }

  /**
   * Checks tags against the limits.
   *
   * @throws ArmException if a name, a value or the number of tags breaks a limit
   */
  public static void check(Map<String, String> tags) {
    if (tags.size() > MAX_TAGS) {
      throw ArmErrors.tooManyTags(tags.size(), MAX_TAGS);
    }
    var invalid = tags.keySet().stream().filter(Tags::hasReservedCharacters).toList();
    if (!invalid.isEmpty()) {
      throw ArmErrors.invalidTagNameCharacters(invalid);
    }
    var names = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
    tags.forEach((name, value) -> {
      if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
        throw ArmErrors.invalidTagName(
            name, "it must have 1 to " + MAX_NAME_LENGTH + " characters");
      }
      if (!names.add(name)) {
        throw ArmErrors.invalidTagName(
            name, "another tag has this name, and names are compared ignoring case");
      }
      if (value.length() > MAX_VALUE_LENGTH) {
        throw ArmErrors.invalidTagValue(name, value, MAX_VALUE_LENGTH);
      }
    });
  }

  private static boolean hasReservedCharacters(String name) {
    return !name.regionMatches(true, 0, HIDDEN, 0, HIDDEN.length())
        && name.chars().anyMatch(c -> RESERVED.indexOf(c) >= 0 || Character.isISOControl(c));
  }
}
