package dev.msi4j.cli.token;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.TokenFile;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Option for the token to read. */
final class TokenOption {
  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      defaultValue = "-",
      description = "File with the token; - reads standard input (default: -)")
  private Path file = Path.of("-");

  Jwt read(Environment environment) {
    return Jwt.parse(TokenFile.read(file, environment));
  }
}
