package dev.msi4j.cli.azure;

import com.azure.core.credential.AccessToken;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.UserDirectories;
import dev.msi4j.local.internal.files.InputFile;
import dev.msi4j.local.internal.files.OutputFile;
import dev.msi4j.local.internal.files.PrivateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the access tokens of service principals in files that only their owner can read, so that a
 * command need not sign in again. A file that cannot be used costs only the time of a sign-in.
 */
final class PersistentTokenCache {
  private static final Duration SHORTEST_LIFETIME = Duration.ofMinutes(5);
  private static final int MAX_BYTES = 64 << 10;

  private final Path directory;
  private final Clock clock;

  private PersistentTokenCache(Path directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /** Returns the cache of a user; empty if the user has no home directory. */
  static Optional<PersistentTokenCache> of(Environment environment) {
    return Files.isDirectory(environment.home())
        ? Optional.of(
            new PersistentTokenCache(
                UserDirectories.cache(environment).resolve("tokens"), environment.clock()))
        : Optional.empty();
  }

  /**
   * Returns the key of the tokens of an account.
   *
   * @param parts what the token depends on: authority, tenant, client, secret and scope
   */
  static String key(List<String> parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var text = String.join("\0", parts).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(digest.digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Returns a token that is valid for some minutes at least. */
  Optional<AccessToken> get(String key) {
    var file = directory.resolve(key);
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      PrivateDirectory.check(directory);
      var lines = InputFile.readText(file, MAX_BYTES).lines().toList();
      var expiry = Instant.parse(lines.get(0));
      return expiry.isAfter(clock.instant().plus(SHORTEST_LIFETIME))
          ? Optional.of(new AccessToken(lines.get(1), expiry.atOffset(ZoneOffset.UTC)))
          : Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Keeps a token, and deletes those that have expired. */
  void put(String key, AccessToken token) {
    try {
      PrivateDirectory.open(directory);
      deleteExpired();
      OutputFile.at(directory.resolve(key))
          .write(
              token.getExpiresAt().toInstant() + "\n" + token.getToken() + "\n",
              OutputFile.Access.OWNER);
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      // The next command signs in.
      return;
    }
  }

  private void deleteExpired() throws IOException {
    // A name that starts with a dot is a file that another process is writing.
    try (var files = Files.newDirectoryStream(directory, "[!.]*")) {
      for (var file : files) {
        if (get(String.valueOf(file.getFileName())).isEmpty()) {
          OutputFile.at(file).delete();
        }
      }
    }
  }
}
