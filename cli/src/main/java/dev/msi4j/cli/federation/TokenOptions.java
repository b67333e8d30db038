package dev.msi4j.cli.federation;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.SecretFile;
import dev.msi4j.cli.console.TextFile;
import dev.msi4j.federation.PresentedToken;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** A token to look at: the token itself, or what it says. */
final class TokenOptions {
  private static final Path STANDARD_INPUT = Path.of("-");

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "A file with the token in it; - for standard input.")
  private @Nullable Path file;

  @ArgGroup(exclusive = false)
  private @Nullable Claims claims;

  /** What a token says. */
  static final class Claims {
    @Option(names = "--issuer", paramLabel = "URL", required = true, description = "Its iss.")
    private String issuer = "";

    @Option(names = "--subject", paramLabel = "S", required = true, description = "Its sub.")
    private String subject = "";

    @Option(
        names = "--audience",
        paramLabel = "A",
        description = "Its aud; the usual one of the cloud by default.")
    private @Nullable String audience;
  }

  /**
   * Returns what there is to look at.
   *
   * @param usual the audience that is meant when none is named
   */
  PresentedToken read(Environment environment, String usual) {
    if (file != null) {
      return PresentedToken.parse(text(file, environment));
    }
    var given = Objects.requireNonNull(claims);
    return PresentedToken.of(
        given.issuer, given.subject, given.audience == null ? usual : given.audience);
  }

  private static String text(Path file, Environment environment) {
    return file.equals(STANDARD_INPUT)
        ? TextFile.withoutMark(environment.in().lines().collect(Collectors.joining()))
        : SecretFile.read("--token-file '" + file + "'", file);
  }
}
