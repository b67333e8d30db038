package dev.msi4j.cli.console;

/** Escapes text for HTML. */
public final class HtmlText {
  private HtmlText() {}

  /** Returns text that HTML shows as it is, also as the value of a quoted attribute. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Returns JSON that can be the content of a script element: no text of it ends the element. */
  public static String escapeJson(String json) {
    return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }
}
