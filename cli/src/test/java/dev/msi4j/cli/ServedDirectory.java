package dev.msi4j.cli;

import dev.msi4j.cli.console.ShellExports;
import dev.msi4j.cli.state.ServerDirectory;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.LocalAzureBuilder;
import java.io.IOException;
import java.nio.file.Path;

/** A state directory that a local Azure in this process serves. */
public record ServedDirectory(Path path, LocalAzure azure, ServerDirectory.Claim claim)
    implements AutoCloseable {
  public static ServedDirectory start(Path path, LocalAzureBuilder builder) throws IOException {
    var claim = ServerDirectory.at(path).claim();
    var azure = builder.start();
    claim.announce(ShellExports.write(azure.environment()));
    return new ServedDirectory(path, azure, claim);
  }

  @Override
  public void close() {
    azure.close();
    claim.close();
  }
}
