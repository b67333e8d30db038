package dev.msi4j.cli.estate;

import picocli.CommandLine.Option;

/** Option for the format of a plan. */
final class ReportOption {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|markdown|json",
      defaultValue = "text",
      description = "Output format (default: ${DEFAULT-VALUE})")
  private PlanReport.Format format = PlanReport.Format.TEXT;

  PlanReport.Format format() {
    return format;
  }
}
