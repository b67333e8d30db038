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
 * The key that encrypts what is secret in a database that others can look into: from a variable, or
 * from a file in the state folder that only its owner can read.
 */
public final class EncryptionKey {
  /** Has the key in base64. */
  static final String VARIABLE = "MSI4J_STATE_KEY";

  private final @Nullable String given;

  private EncryptionKey(@Nullable String given) {
    this.given = given;
  }

  public static EncryptionKey of(Map<String, String> variables) {
    return new EncryptionKey(variables.get(VARIABLE));
  }

  boolean isGiven() {
    return given != null;
  }

  /** The seal by the key that is given, or by the one in a folder, made now if there is none. */
  DocumentCipher cipher(StateDirectory folder) {
    return given == null
        ? cipher(read(folder.path().resolve("state.key")), "the file state.key")
        : cipher(given, VARIABLE);
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
        add(file);
      }
      // Read even after writing: of two processes that start together the first one's key counts.
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the key " + file + " can't be kept", e);
    }
  }

  private static void add(Path file) throws IOException {
    var key = new byte[DocumentCipher.KEY_BYTES];
    new SecureRandom().nextBytes(key);
    // If another process was quicker, its key counts.
    var unused = OutputFile.at(file).create(Base64.getEncoder().encodeToString(key) + "\n");
  }
}
