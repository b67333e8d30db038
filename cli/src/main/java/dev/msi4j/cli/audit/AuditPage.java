package dev.msi4j.cli.audit;

import static dev.msi4j.cli.console.HtmlText.escape;

import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the result of an audit as one HTML page without scripts and external files. */
final class AuditPage {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; }
      body { font: 14px/1.5 system-ui, sans-serif; margin: 2rem; }
      table { border-collapse: collapse; width: 100%; }
      th, td { border-bottom: 1px solid #8886; padding: .4rem .6rem; text-align: left; }
      td { vertical-align: top; overflow-wrap: anywhere; }
      details { color: GrayText; }
      .critical, .high { color: light-dark(#b00020, #ff8a80); font-weight: 600; }
      .medium { color: light-dark(#8a4b00, #ffcc80); }
      .accepted { opacity: .5; }
      """;

  private AuditPage() {}

  static String write(Audit audit) {
    return String.format(
        Locale.ROOT,
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>Audit of managed identities</title>
        <style>
        %s</style>
        </head>
        <body>
        <h1>Audit of managed identities</h1>
        <p>%d findings, %d accepted, %d rules not checked.</p>
        <table>
        <thead><tr><th>Severity</th><th>Rule</th><th>Resource</th><th>Finding</th></tr></thead>
        <tbody>
        %s</tbody>
        </table>
        %s</body>
        </html>
        """,
        STYLE,
        audit.open().size(),
        audit.findings().size() - audit.open().size(),
        audit.notChecked().size(),
        audit.findings().stream().map(AuditPage::row).collect(Collectors.joining()),
        notChecked(audit));
  }

  private static String row(Finding finding) {
    var rule = finding.rule();
    return (finding.isAccepted() ? "<tr class=\"accepted\">" : "<tr>")
        + cell(" class=\"" + finding.severity().word() + "\"", finding.severity().word())
        + cell("", escape(rule.id()))
        + cell(
            " title=\"" + escape(finding.place().resource()) + "\"", escape(finding.place().name()))
        + cell("", escape(finding.place().message()) + explanation(rule))
        + "</tr>\n";
  }

  private static String cell(String attributes, String html) {
    return "<td" + attributes + ">" + html + "</td>";
  }

  private static String explanation(Rule rule) {
    return "<details><summary>"
        + escape(rule.title())
        + "</summary>"
        + escape(rule.why() + " " + rule.remedy())
        + " <i>"
        + escape(rule.source())
        + "</i></details>";
  }

  private static String notChecked(Audit audit) {
    return audit.notChecked().isEmpty()
        ? ""
        : audit.notChecked().stream()
            .map(each ->
                "<li>"
                    + escape(each.rule().id() + " " + each.rule().title())
                    + ": "
                    + escape(each.reason())
                    + "</li>\n")
            .collect(Collectors.joining("", "<h2>Not checked</h2>\n<ul>\n", "</ul>\n"));
  }
}
