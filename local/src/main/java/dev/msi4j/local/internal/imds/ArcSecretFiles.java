package dev.msi4j.local.internal.imds;

import dev.msi4j.local.internal.text.ConstantTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Writes one-time secrets to files that only the owner can read. A client proves by the secret that
 * it may read the directory. A secret expires after five minutes. Thread-safe.
 */
final class ArcSecretFiles implements AutoCloseable {
  private static final Duration LIFETIME = Duration.ofMinutes(5);

  /**
   * The limit of files, so that requests cannot fill the disk; the oldest file is deleted first.
   */
  private static final int MAX_FILES = 100;

  private final Path directory;
  private final Clock clock;
  private final Supplier<UUID> ids;
  private final Map<Path, Secret> secrets = new LinkedHashMap<>();

  /**
   * Creates the directory if it does not exist.
   *
   * @throws UncheckedIOException if the directory cannot be created or is not writable
   */
  ArcSecretFiles(Path directory, Clock clock, Supplier<UUID> ids) {
    this.directory = directory.toAbsolutePath();
    this.clock = clock;
    this.ids = ids;
    try {
      Files.createDirectories(this.directory);
    } catch (IOException e) {
      throw unusable(e);
    }
    if (!Files.isWritable(this.directory)) {
      throw unusable(new IOException("the directory is not writable"));
    }
  }

  private UncheckedIOException unusable(IOException cause) {
    return new UncheckedIOException(
        "cannot use the directory " + directory + " for the keys of Azure Arc", cause);
  }

  private record Secret(String content, Instant expiresAt) {
    /** Omits the content. */
    @Override
    public String toString() {
      return "Secret[expiresAt=" + expiresAt + "]";
    }
  }

  /** Creates a secret and returns its file. */
  synchronized Path issue() {
    removeExpired(clock.instant());
    var file = directory.resolve(ids.get() + ".key");
    var secret = new Secret(ids.get() + "-" + ids.get(), clock.instant().plus(LIFETIME));
    try {
      Files.createFile(file, ownerOnly());
      Files.writeString(file, secret.content);
    } catch (IOException e) {
      throw unusable(e);
    }
    secrets.put(file, secret);
    return file;
  }

  /** Returns whether a content is a valid secret, and invalidates the secret. */
  synchronized boolean redeem(String content) {
    removeExpired(clock.instant());
    var found =
        secrets.entrySet().stream()
            .filter(entry -> ConstantTime.equals(content, entry.getValue().content))
            .map(Map.Entry::getKey)
            .findFirst();
    found.ifPresent(file -> {
      secrets.remove(file);
      delete(file);
    });
    return found.isPresent();
  }

  @Override
  public synchronized void close() {
    secrets.keySet().forEach(this::delete);
    secrets.clear();
  }

  private void removeExpired(Instant now) {
    Iterator<Map.Entry<Path, Secret>> oldestFirst = secrets.entrySet().iterator();
    while (oldestFirst.hasNext()) {
      var entry = oldestFirst.next();
      if (secrets.size() < MAX_FILES && now.isBefore(entry.getValue().expiresAt)) {
        return;
      }
      oldestFirst.remove();
      delete(entry.getKey());
    }
  }

  private void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private FileAttribute<?>[] ownerOnly() {
    return directory.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
