package dev.msi4j.cli.console;

/** Puts JSON on several lines for people to read; azure-json writes it on one. */
final class IndentedJson {
  private final String json;
  private final StringBuilder text = new StringBuilder();
  private int depth;

  private IndentedJson(String json) {
    this.json = json;
  }

  /** Returns the same JSON, with a member or an item to a line. */
  static String of(String json) {
    return new IndentedJson(json).indented();
  }

  private String indented() {
    int at = 0;
    while (at < json.length()) {
      at = json.charAt(at) == '"' ? copyString(at) : copySign(at);
    }
    return text.toString();
  }

  private int copyString(int start) {
    int end = start + 1;
    while (json.charAt(end) != '"') {
      end += json.charAt(end) == '\\' ? 2 : 1;
    }
    // JSON allows DEL, C1 and bidirectional controls as they are; a terminal obeys them.
    text.append(TerminalText.line(json.substring(start, end + 1)));
    return end + 1;
  }

  private int copySign(int at) {
    char sign = json.charAt(at);
    switch (sign) {
      case '{', '[' -> {
        text.append(sign);
        if (isClosing(at + 1)) {
          text.append(json.charAt(at + 1));
          return at + 2;
        }
        depth++;
        newLine();
      }
      case '}', ']' -> {
        depth--;
        newLine();
        text.append(sign);
      }
      case ',' -> {
        text.append(sign);
        newLine();
      }
      case ':' -> text.append(": ");
      default -> text.append(sign);
    }
    return at + 1;
  }

  private boolean isClosing(int at) {
    return json.charAt(at) == '}' || json.charAt(at) == ']';
  }

  private void newLine() {
    text.append('\n').append("  ".repeat(depth));
  }
}
