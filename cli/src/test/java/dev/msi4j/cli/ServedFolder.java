package dev.msi4j.cli;

import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.LocalAzureBuilder;
import java.io.IOException;
import java.nio.file.Path;

/** A state folder that a local Azure in this process serves. */
record ServedFolder(Path path, LocalAzure azure, ServerFolder.Claim claim)
    implements AutoCloseable {
  static ServedFolder start(Path path, LocalAzureBuilder builder) throws IOException {
    var claim = ServerFolder.at(path).claim();
    var azure = builder.start();
    claim.announce(Exports.write(azure.environment()));
    return new ServedFolder(path, azure, claim);
  }

  @Override
  public void close() {
    azure.close();
    claim.close();
  }
}
