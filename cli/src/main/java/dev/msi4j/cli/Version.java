package dev.msi4j.cli;

import java.io.IOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Provides the text of {@code msi --version}. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    var properties = new Properties();
    try (var resource = Version.class.getResourceAsStream("msi.properties")) {
      properties.load(resource);
    }
    return new String[] {
      "msi " + properties.getProperty("version") + ", Java " + Runtime.version()
    };
  }
}
