package dev.msi4j.cli;

/** Prints the figures of the large runs, {@code mvn -Pscale}; other runs print nothing. */
public final class ScaleReport {
  private static final boolean ENABLED = System.getProperty("scale.audited") != null;

  private ScaleReport() {}

  /** Prints what was done, and its figures. */
  public static void print(String work, String figures) {
    if (ENABLED) {
      System.out.println(work + ": " + figures);
    }
  }
}
