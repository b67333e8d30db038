package dev.msi4j.verification;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** What users are given: neither the tests here nor those that another module lends. */
final class NoTests implements ImportOption {
  private final ImportOption here = new ImportOption.DoNotIncludeTests();

  @Override
  public boolean includes(Location location) {
    return here.includes(location) && !location.contains("-tests.jar");
  }
}
