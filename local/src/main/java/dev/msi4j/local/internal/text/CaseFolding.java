package dev.msi4j.local.internal.text;

/**
 * Lower-cases text one char at a time, to compare case-insensitive names of Azure. Unlike {@link
 * String#toLowerCase}, it keeps the length, ignores the context of a char and runs in linear time.
 */
public final class CaseFolding {
  private CaseFolding() {}

  /** Returns the text in lower case, with the same length. */
  public static String of(String text) {
    for (var index = 0; index < text.length(); index++) {
      var character = text.charAt(index);
      if (character != Character.toLowerCase(character)) {
        return lowerCased(text);
      }
    }
    return text;
  }

  private static String lowerCased(String text) {
    var characters = text.toCharArray();
    for (var index = 0; index < characters.length; index++) {
      characters[index] = Character.toLowerCase(characters[index]);
    }
    return new String(characters);
  }
}
