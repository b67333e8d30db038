package dev.msi4j;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Returns the version of this library, which the build writes to {@code msi4j.properties}. */
final class LibraryVersion {
  private LibraryVersion() {}

  static String get() {
    try (InputStream resource = LibraryVersion.class.getResourceAsStream("msi4j.properties")) {
      var properties = new Properties();
      if (resource != null) {
        properties.load(resource);
      }
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException("msi4j.properties cannot be read", e);
    }
  }
}
