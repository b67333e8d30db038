package dev.msi4j.federation;

/** Checks names of branches and tags, as the subjects of code hosts have them. */
final class GitRefs {
  /** Characters that git rejects in the name of a branch or a tag; a colon also ends a value. */
  private static final String NOT_IN_A_NAME = ": ~^?*[\\";

  private GitRefs() {}

  /** Returns the name of a branch or a tag if it is one, without {@code refs/…/} before it. */
  static String name(String parameter, String value) {
    return withoutPrefix(parameter, Checks.part(parameter, value, NOT_IN_A_NAME));
  }

  /** Returns a pattern of such names. */
  static String pattern(String parameter, String value) {
    return withoutPrefix(parameter, Checks.part(parameter, value, ":"));
  }

  private static String withoutPrefix(String parameter, String value) {
    if (value.startsWith("refs/")) {
      throw Checks.broken(
          parameter,
          value,
          "must be the name alone, such as '"
              + value.replaceFirst("refs/(heads/|tags/|pull/)?", "")
              + "': the subject has 'refs/…' already");
    }
    return value;
  }
}
