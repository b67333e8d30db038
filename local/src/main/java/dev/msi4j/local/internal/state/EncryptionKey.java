package dev.msi4j.local.internal.state;

import dev.msi4j.local.internal.files.OutputFile;
import dev.msi4j.local.internal.store.DocumentCipher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Key that encrypts the secret documents in a shared database. The key comes from an environment
 * variable, or from a file in the state directory that only its owner can read.
 */
public final class EncryptionKey {
  /** The environment variable that holds the key in base64. */
  static final String VARIABLE = "MSI4J_STATE_KEY";

  private final @Nullable String configured;

  private EncryptionKey(@Nullable String configured) {
    this.configured = configured;
  }

  /** Returns the key that the environment variables set, if any. */
  public static EncryptionKey of(Map<String, String> variables) {
    return new EncryptionKey(variables.get(VARIABLE));
  }

  /** Returns whether an environment variable sets the key. */
  boolean isConfigured() {
    return configured != null;
  }

  /**
   * Returns a cipher with the configured key, or with the key in the directory. Creates a key file
   * if neither exists.
   */
  DocumentCipher cipher(StateDirectory directory) {
    return configured == null
        ? cipher(read(directory.path().resolve("state.key")), "the file state.key")
        : cipher(configured, VARIABLE);
  }

  private static DocumentCipher cipher(String text, String name) {
    try {
      return new DocumentCipher(Base64.getDecoder().decode(text.strip()));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          name + " is not a key: it must be " + DocumentCipher.KEY_BYTES + " bytes in base64", e);
    }
  }

  private static String read(Path file) {
    try {
      if (!Files.exists(file)) {
        create(file);
      }
      // Read even after creating: when two processes start together, the first key wins.
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the key file " + file + " cannot be created or read", e);
    }
  }

  private static void create(Path file) throws IOException {
    var key = new byte[DocumentCipher.KEY_BYTES];
    new SecureRandom().nextBytes(key);
    // Has no effect if another process created the file first.
    var unused = OutputFile.at(file).create(Base64.getEncoder().encodeToString(key) + "\n");
  }
}
