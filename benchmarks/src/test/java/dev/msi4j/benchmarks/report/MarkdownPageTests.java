package dev.msi4j.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownPageTests {
  private static final String PAGE = "# Title\n\nHead.\n\n## A\n\na\n\n## B\n\nb\n";

  @Test
  void withSectionReplacesSectionOfSameTitle() {
    assertThat(new MarkdownPage(PAGE).withSection("A", "new").text())
        .isEqualTo("# Title\n\nHead.\n\n## A\n\nnew\n\n## B\n\nb\n");
  }

  @Test
  void withSectionReplacesLastSection() {
    assertThat(new MarkdownPage(PAGE).withSection("B", "new").text())
        .isEqualTo("# Title\n\nHead.\n\n## A\n\na\n\n## B\n\nnew\n");
  }

  @Test
  void withSectionAppendsNewSection() {
    assertThat(new MarkdownPage(PAGE).withSection("C", "c").text())
        .isEqualTo(PAGE + "\n## C\n\nc\n");
  }

  @Test
  void withHeadKeepsSections() {
    assertThat(new MarkdownPage(PAGE).withHead("# New\n").text())
        .isEqualTo("# New\n\n## A\n\na\n\n## B\n\nb\n");
  }

  @Test
  void emptyPageGetsHeadAndSection() {
    assertThat(new MarkdownPage("").withHead("# New").withSection("A", "a").text())
        .isEqualTo("# New\n\n## A\n\na\n");
  }
}
