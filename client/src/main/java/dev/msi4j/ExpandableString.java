package dev.msi4j;

import org.jspecify.annotations.Nullable;

/** The text of an expandable enum: Azure may add values. The comparison is case-insensitive. */
record ExpandableString(String text) {
  /**
   * Validates a text.
   *
   * @param name the name of the parameter, for the error message
   * @throws IllegalArgumentException if the text is null or blank
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

  /**
   * Folds each char like {@link String#equalsIgnoreCase}, in linear time. {@link
   * String#toLowerCase} can take quadratic time for some texts.
   */
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
