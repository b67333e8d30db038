package dev.msi4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Provides the text of {@code msi --version}. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {text()};
  }

  /** Returns the version of the command and of Java. */
  static String text() {
    var properties = new Properties();
    try (var resource = Version.class.getResourceAsStream("msi.properties")) {
      properties.load(resource);
    } catch (IOException e) {
      throw new UncheckedIOException("the version of the command cannot be read", e);
    }
    // Runtime.version() loads more classes than the command itself.
    var java = System.getProperty("java.runtime.version");
    return "msi " + properties.getProperty("version") + ", Java " + java;
  }
}
