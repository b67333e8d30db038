package dev.msi4j.local.front;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Instant;

/**
 * A folder that keeps an authority. The key file holds the certificate too, so that the two always
 * belong together, and {@code ca.pem} is a copy of the certificate for clients.
 */
final class CertificateFolder {
  private final Path folder;

  CertificateFolder(Path folder) {
    this.folder = folder;
  }

  Path certificate() {
    return folder.resolve("ca.pem");
  }

  private Path keyFile() {
    return folder.resolve("ca.key");
  }

  /** The key kept here, or a new one that is kept from now on. */
  IssuingKey key(Instant now) {
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
  void publish(IssuingKey key) {
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

  private IssuingKey keptKey(Instant now) throws IOException {
    if (!Files.exists(keyFile())) {
      addKey(IssuingKey.create(now));
    }
    // Read even after writing: of two processes that start together the first one's key counts.
    var key = readKey();
    if (key.lasts(now)) {
      return key;
    }
    var renewed = IssuingKey.create(now);
    Files.move(temporary(Pem.of(renewed)), keyFile(), StandardCopyOption.ATOMIC_MOVE);
    return renewed;
  }

  private void addKey(IssuingKey key) throws IOException {
    var temporary = temporary(Pem.of(key));
    try {
      // A link, because unlike a move it is both atomic and refused if the name is taken.
      Files.createLink(keyFile(), temporary);
    } catch (FileAlreadyExistsException e) {
      return;
    } catch (UnsupportedOperationException e) {
      Files.move(temporary, keyFile());
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private IssuingKey readKey() throws IOException {
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
    if (pem.equals(published())) {
      return;
    }
    var temporary = temporary(pem);
    if (Files.getFileAttributeView(temporary, PosixFileAttributeView.class) != null) {
      Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rw-r--r--"));
    }
    Files.move(temporary, certificate(), StandardCopyOption.ATOMIC_MOVE);
  }

  private String published() throws IOException {
    try {
      return Files.readString(certificate());
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  /** A new file that only its owner can read, where the file system knows owners. */
  private Path temporary(String text) throws IOException {
    var temporary = Files.createTempFile(folder, "ca", ".new");
    return Files.writeString(temporary, text);
  }
}
