package dev.msi4j.cli.local;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.SecretFile;
import dev.msi4j.local.LocalAzure;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which local Azure to steer below {@code /admin}, and the secret that it asks for there. */
public final class AdminOptions {
  @Mixin private LocalCommand.State state = new LocalCommand.State();

  @Option(
      names = "--admin-secret-file",
      paramLabel = "FILE",
      required = true,
      description = "The file with the secret that 'msi local start' was given.")
  private Path secretFile = Path.of("");

  public LocalAdmin admin(Environment environment) {
    var folder = state.in(environment);
    return LocalAdmin.of(
        folder,
        secret(),
        Map.of(
            "WrongSecret",
            "the secret in "
                + secretFile
                + " is wrong: the local Azure on "
                + folder.path()
                + " was started with another one",
            // Without /admin its paths are Resource Manager's, which misses this before all else.
            "MissingApiVersionParameter",
            "the local Azure on "
                + folder.path()
                + " has no /admin: start it by 'msi local start --admin-secret-file FILE'"));
  }

  /** What could be no secret is refused in the words of who would have to accept it. */
  private String secret() {
    var secret = SecretFile.read("the secret in " + secretFile, secretFile);
    var unused = LocalAzure.builder().adminSecret(secret);
    return secret;
  }
}
