package dev.msi4j.federation;

/** Validates names of branches and tags in subjects. */
final class GitRefs {
  /** Characters that git rejects in the name of a branch or tag. */
  private static final String FORBIDDEN_CHARACTERS = ": ~^?*[\\";

  private GitRefs() {}

  /** Returns the name if it is a valid name of a branch or tag without a {@code refs/…/} prefix. */
  static String name(String parameter, String value) {
    return withoutPrefix(
        parameter, Preconditions.requireText(parameter, value, FORBIDDEN_CHARACTERS));
  }

  /** Returns the pattern if it has no {@code refs/…/} prefix. */
  static String pattern(String parameter, String value) {
    return withoutPrefix(parameter, Preconditions.requireText(parameter, value, ":"));
  }

  private static String withoutPrefix(String parameter, String value) {
    if (value.startsWith("refs/")) {
      throw Preconditions.invalid(
          parameter,
          value,
          "must be the name alone, such as '"
              + value.replaceFirst("refs/(heads/|tags/|pull/)?", "")
              + "': the subject has 'refs/…' already");
    }
    return value;
  }
}
