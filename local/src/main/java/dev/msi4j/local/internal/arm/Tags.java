package dev.msi4j.local.internal.arm;

import java.util.Map;
import java.util.TreeSet;

/**
 * The limits of tags, which are the same for all types of resources and for resource groups
 * (learn.microsoft.com, "Use tags to organize your Azure resources").
 */
final class Tags {
  private static final int MOST = 50;
  private static final int LONGEST_NAME = 512;
  private static final int LONGEST_VALUE = 256;

  private static final String RESERVED = "<>%&\\?/";

  /** Azure links resources by tags such as {@code hidden-link:}, followed by a resource id. */
  private static final String HIDDEN = "hidden-";

  private Tags() {}

  /**
   * Checks tags as a client sent them.
   *
   * @throws ArmException if a name, a value or their number breaks a limit
   */
  static void check(Map<String, String> tags) {
    if (tags.size() > MOST) {
      throw ArmErrors.tooManyTags(tags.size(), MOST);
    }
    var invalid = tags.keySet().stream().filter(Tags::hasReservedCharacters).toList();
    if (!invalid.isEmpty()) {
      throw ArmErrors.invalidTagNameCharacters(invalid);
    }
    var names = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
    tags.forEach((name, value) -> {
      if (name.isBlank() || name.length() > LONGEST_NAME) {
        throw ArmErrors.invalidTagName(name, "it must have 1 to " + LONGEST_NAME + " characters");
      }
      if (!names.add(name)) {
        throw ArmErrors.invalidTagName(
            name, "another tag has this name, and names are compared without case");
      }
      if (value.length() > LONGEST_VALUE) {
        throw ArmErrors.invalidTagValue(name, value, LONGEST_VALUE);
      }
    });
  }

  private static boolean hasReservedCharacters(String name) {
    return !name.regionMatches(true, 0, HIDDEN, 0, HIDDEN.length())
        && name.chars().anyMatch(c -> RESERVED.indexOf(c) >= 0 || Character.isISOControl(c));
  }
}
