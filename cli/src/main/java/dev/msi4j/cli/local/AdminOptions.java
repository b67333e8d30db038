package dev.msi4j.cli.local;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.SecretFile;
import dev.msi4j.cli.state.StateOption;
import dev.msi4j.local.LocalAzure;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that select a running local Azure and the secret of its {@code /admin} API. */
public final class AdminOptions {
  @Mixin private StateOption state = new StateOption();

  @Option(
      names = "--admin-secret-file",
      paramLabel = "FILE",
      required = true,
      description = "File with the secret passed to 'msi local start'")
  private Path secretFile = Path.of("");

  public LocalAdmin admin(Environment environment) {
    var folder = state.directory(environment);
    return LocalAdmin.of(
        folder,
        secret(),
        Map.of(
            "WrongSecret",
            "the secret in "
                + secretFile
                + " is wrong: the local Azure on "
                + folder.path()
                + " was started with another secret",
            // Without an admin secret, Resource Manager handles the path and rejects it first.
            "MissingApiVersionParameter",
            "the local Azure on "
                + folder.path()
                + " has no /admin: start it with 'msi local start --admin-secret-file FILE'"));
  }

  /** Returns the secret; the builder checks it with the same rule as the server. */
  private String secret() {
    var secret = SecretFile.read("the secret in " + secretFile, secretFile);
    var unused = LocalAzure.builder().adminSecret(secret);
    return secret;
  }
}
