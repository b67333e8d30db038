package dev.msi4j.benchmarks.report;

/**
 * A Markdown page of which a program writes some sections. Sections that the program does not write
 * are kept. Immutable.
 */
public final class MarkdownPage {
  private final String text;

  /**
   * Creates a page.
   *
   * @param text the text, which may be empty
   */
  public MarkdownPage(String text) {
    this.text = text;
  }

  /** Returns the page with another beginning, up to the first section. */
  public MarkdownPage withHead(String head) {
    var first = text.startsWith("## ") ? 0 : text.indexOf("\n## ") + 1;
    var sections = first > 0 || text.startsWith("## ") ? text.substring(first) : "";
    return new MarkdownPage(head.strip() + "\n\n" + sections);
  }

  /** Returns whether the page has a section with a title. */
  public boolean has(String title) {
    return start(title) >= 0;
  }

  /**
   * Returns the page with a section in place of the section of the same title, or at the end.
   *
   * @param title the title
   * @param body the text after the heading
   */
  public MarkdownPage withSection(String title, String body) {
    var section = "## " + title + "\n\n" + body.strip() + "\n";
    var start = start(title);
    if (start < 0) {
      return new MarkdownPage((text.isBlank() ? "" : text.stripTrailing() + "\n\n") + section);
    }
    var end = text.indexOf("\n## ", start + 1);
    return new MarkdownPage(
        text.substring(0, start) + section + (end < 0 ? "" : text.substring(end)));
  }

  private int start(String title) {
    return ("\n" + text).indexOf("\n## " + title + "\n");
  }

  /** Returns the text. */
  public String text() {
    return text;
  }
}
