package dev.msi4j.verification;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/**
 * Excludes the tests of this module, the test jars of other modules, and the libraries in the
 * published jar of the local Azure.
 */
final class NoTests implements ImportOption {
  private final ImportOption withoutLocalTests = new ImportOption.DoNotIncludeTests();

  @Override
  public boolean includes(Location location) {
    return withoutLocalTests.includes(location)
        && !location.contains("-tests.jar")
        && !location.contains("/dev/msi4j/local/internal/libraries/");
  }
}
