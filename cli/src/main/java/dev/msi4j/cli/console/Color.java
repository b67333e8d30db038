package dev.msi4j.cli.console;

/** A color of text on a terminal, as an ANSI escape sequence. */
public enum Color {
  RED(31),
  GREEN(32),
  YELLOW(33),
  BLUE(34),
  CYAN(36);

  private final int code;

  Color(int code) {
    this.code = code;
  }

  /** Returns the text in this color. */
  String paint(String text) {
    return "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
