package dev.msi4j.cli.estate;

import picocli.CommandLine.Option;

/** Options that decide what a plan may delete. */
final class PlanOptions {
  @Option(
      names = "--delete-others",
      description =
          "Delete what exists in declared lists and resource groups and is not declared"
              + " (default: keep)")
  private boolean deleteOthers;

  @Option(
      names = "--replace",
      description =
          "Delete identities in another region than declared, and create them again (default: fail)")
  private boolean replace;

  /** Returns whether items that are not declared are deleted. */
  boolean deletesOthers() {
    return deleteOthers;
  }

  /** Returns whether an identity in another region is replaced. */
  boolean replaces() {
    return replace;
  }
}
