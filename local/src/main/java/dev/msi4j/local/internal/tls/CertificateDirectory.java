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
 * A folder that keeps an authority. The key file holds the certificate too, so that the two always
 * belong together, and {@code ca.pem} is a copy of the certificate for clients.
 */
final class CertificateDirectory {
  private final Path folder;

  CertificateDirectory(Path folder) {
    this.folder = folder;
  }

  Path certificate() {
    return folder.resolve("ca.pem");
  }

  private Path keyFile() {
    return folder.resolve("ca.key");
  }

  /** The key kept here, or a new one that is kept from now on. */
  CaKeyPair key(Instant now) {
    try {
      Files.createDirectories(folder);
      var key = keptKey(now);
      publish(Pem.certificate(key.certificate()));
      return key;
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Gives clients a copy of the certificate of a key that is kept elsewhere. */
  void publish(CaKeyPair key) {
    try {
      Files.createDirectories(folder);
      publish(Pem.certificate(key.certificate()));
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private UncheckedIOException unusable(IOException why) {
    return new UncheckedIOException("can't keep a certificate authority in " + folder, why);
  }

  private CaKeyPair keptKey(Instant now) throws IOException {
    if (!Files.exists(keyFile())) {
      var unused = OutputFile.at(keyFile()).create(Pem.of(CaKeyPair.create(now)));
    }
    // Read even after writing: of two processes that start together the first one's key counts.
    var key = readKey();
    if (key.lasts(now)) {
      return key;
    }
    var renewed = CaKeyPair.create(now);
    OutputFile.at(keyFile()).write(Pem.of(renewed), OutputFile.Access.OWNER);
    return renewed;
  }

  private CaKeyPair readKey() throws IOException {
    var text = Files.readString(keyFile());
    try {
      return Pem.issuingKey(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          keyFile() + " is not the key of a certificate authority; delete it and a new one is made",
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
