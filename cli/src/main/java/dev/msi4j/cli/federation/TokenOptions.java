package dev.msi4j.cli.federation;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.TokenFile;
import dev.msi4j.federation.PresentedToken;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options for the token to diagnose: the token itself, or its claims. */
final class TokenOptions {
  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "File with the token; - reads standard input")
  private @Nullable Path file;

  @ArgGroup(exclusive = false)
  private @Nullable Claims claims;

  /** The claims of a token. */
  static final class Claims {
    @Option(
        names = "--issuer",
        paramLabel = "URL",
        required = true,
        description = "iss claim of the token")
    private String issuer = "";

    @Option(
        names = "--subject",
        paramLabel = "S",
        required = true,
        description = "sub claim of the token")
    private String subject = "";

    @Option(
        names = "--audience",
        paramLabel = "A",
        description = "aud claim of the token (default: api://AzureADTokenExchange of the cloud)")
    private @Nullable String audience;
  }

  /**
   * Returns the token to diagnose.
   *
   * @param defaultAudience the audience if none is given
   */
  PresentedToken read(Environment environment, String defaultAudience) {
    if (file != null) {
      return PresentedToken.parse(TokenFile.read(file, environment));
    }
    var given = Objects.requireNonNull(claims);
    return PresentedToken.of(
        given.issuer, given.subject, given.audience == null ? defaultAudience : given.audience);
  }
}
