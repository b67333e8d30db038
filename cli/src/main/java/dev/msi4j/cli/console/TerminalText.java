package dev.msi4j.cli.console;

import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * Escapes the characters with which untrusted text could control a terminal or disguise a line:
 * control characters (C0, DEL, C1), line separators and bidirectional controls.
 */
public final class TerminalText {
  private TerminalText() {}

  /** Escapes text for one line, including line feeds and tabs. */
  public static String line(String text) {
    return escaped(text, TerminalText::isControl);
  }

  /** Escapes text for several lines; line feeds and tabs stay. */
  public static String lines(String text) {
    return escaped(text, c -> isControl(c) && !isLayout(c));
  }

  /** Returns whether text contains a character that would be escaped. */
  public static boolean hasControls(String text) {
    return indexOf(text, TerminalText::isControl) < text.length();
  }

  private static String escaped(String text, IntPredicate isEscaped) {
    int first = indexOf(text, isEscaped);
    if (first == text.length()) {
      return text;
    }
    var escaped = new StringBuilder(text.length() + 16).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isEscaped.test(c)) {
        escaped.append(escape(c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /** Returns the index of the first match; the length of the text if there is none. */
  private static int indexOf(String text, IntPredicate isEscaped) {
    int i = 0;
    while (i < text.length() && !isEscaped.test(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Returns an escape sequence that is also valid in JSON. */
  private static String escape(int c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> String.format(Locale.ROOT, "\\u%04x", c);
    };
  }

  private static boolean isLayout(int c) {
    return c == '\n' || c == '\t' || (c == '\r' && System.lineSeparator().indexOf('\r') >= 0);
  }

  private static boolean isControl(int c) {
    return Character.isISOControl(c) || isBidirectionalControl(c) || c == 0x2028 || c == 0x2029;
  }

  /** Returns whether a character has the Unicode property Bidi_Control. */
  private static boolean isBidirectionalControl(int c) {
    return c == 0x061c
        || c == 0x200e
        || c == 0x200f
        || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069);
  }
}
