package dev.msi4j.local.internal.text;

/**
 * Text in lower case, letter by letter and whatever stands beside a letter: the form in which names
 * are the same that Azure takes for the same. {@link String#toLowerCase} minds what stands beside a
 * letter and makes two of some, which takes it hours for a long text of those.
 */
public final class CaseFolding {
  private CaseFolding() {}

  /** The text in lower case, as long as it was. */
  public static String of(String text) {
    for (var index = 0; index < text.length(); index++) {
      var letter = text.charAt(index);
      if (letter != Character.toLowerCase(letter)) {
        return changed(text);
      }
    }
    return text;
  }

  private static String changed(String text) {
    var letters = text.toCharArray();
    for (var index = 0; index < letters.length; index++) {
      letters[index] = Character.toLowerCase(letters[index]);
    }
    return new String(letters);
  }
}
