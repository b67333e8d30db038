package dev.msi4j.local.internal.tls;

import dev.msi4j.local.internal.files.OutputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;

/**
 * Directory of a certificate authority. {@code ca.key} holds the private key and the certificate,
 * so that the two always match; {@code ca.pem} is a copy of the certificate for clients.
 */
final class CertificateDirectory {
  private final Path directory;

  CertificateDirectory(Path directory) {
    this.directory = directory;
  }

  Path certificate() {
    return directory.resolve("ca.pem");
  }

  private Path keyFile() {
    return directory.resolve("ca.key");
  }

  /** Returns the stored key pair; creates one if none exists or it is about to expire. */
  CaKeyPair key(Instant now) {
    try {
      Files.createDirectories(directory);
      var key = storedKey(now);
      publish(Pem.certificate(key.certificate()));
      return key;
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Writes {@code ca.pem} for a key pair that is stored elsewhere. */
  void publish(CaKeyPair key) {
    try {
      Files.createDirectories(directory);
      publish(Pem.certificate(key.certificate()));
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private UncheckedIOException unusable(IOException cause) {
    return new UncheckedIOException(
        "the certificate authority in " + directory + " cannot be read or written", cause);
  }

  private CaKeyPair storedKey(Instant now) throws IOException {
    if (!Files.exists(keyFile())) {
      var created = CaKeyPair.create(now);
      // When two processes start together, the first key wins.
      if (OutputFile.at(keyFile()).create(Pem.of(created))) {
        return created;
      }
    }
    var key = readKey();
    if (key.isCurrent(now)) {
      return key;
    }
    var renewed = CaKeyPair.create(now);
    OutputFile.at(keyFile()).write(Pem.of(renewed), OutputFile.Access.OWNER);
    return renewed;
  }

  private CaKeyPair readKey() throws IOException {
    var text = Files.readString(keyFile());
    try {
      return Pem.parse(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          keyFile()
              + " is not the key of a certificate authority: delete the file to create a new one",
          e);
    }
  }

  private void publish(String pem) throws IOException {
    if (!pem.equals(published())) {
      OutputFile.at(certificate()).write(pem, OutputFile.Access.PUBLIC);
    }
  }

  private String published() throws IOException {
    try {
      return Files.readString(certificate());
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}
