package dev.msi4j;

import org.jspecify.annotations.Nullable;

/** A value that Azure has a list of, which may grow; it compares without regard to case. */
record ExpandableString(String text) {
  /**
   * Checks a value.
   *
   * @param name what an error calls it
   * @throws IllegalArgumentException if it is blank
   */
  static ExpandableString of(String name, @Nullable String text) {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException(name + " '" + text + "' must not be blank");
    }
    return new ExpandableString(text);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExpandableString that && text.equalsIgnoreCase(that.text);
  }

  /** Letter by letter, as the comparison is: to lower a long text from elsewhere can take hours. */
  @Override
  public int hashCode() {
    var hash = 0;
    for (var index = 0; index < text.length(); index++) {
      hash = 31 * hash + Character.toLowerCase(Character.toUpperCase(text.charAt(index)));
    }
    return hash;
  }

  @Override
  public String toString() {
    return text;
  }
}
