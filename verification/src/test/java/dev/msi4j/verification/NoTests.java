package dev.msi4j.verification;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** Excludes the tests of this module and the test jars of other modules. */
final class NoTests implements ImportOption {
  private final ImportOption withoutLocalTests = new ImportOption.DoNotIncludeTests();

  @Override
  public boolean includes(Location location) {
    return withoutLocalTests.includes(location) && !location.contains("-tests.jar");
  }
}
