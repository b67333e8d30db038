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
 * Keys in files that only their owner can read: who sends a key back has shown that it may read
 * there. A key is good once, and for a short while.
 */
final class ArcSecretFiles implements AutoCloseable {
  private static final Duration LIFETIME = Duration.ofMinutes(5);

  /** Whoever asks for keys without end does not fill the disk. */
  private static final int MOST = 100;

  private final Path folder;
  private final Clock clock;
  private final Supplier<UUID> ids;
  private final Map<Path, Key> keys = new LinkedHashMap<>();

  /**
   * Keys in a folder.
   *
   * @throws UncheckedIOException if it is not there and can't be made, or is not to be written in
   */
  ArcSecretFiles(Path folder, Clock clock, Supplier<UUID> ids) {
    this.folder = folder.toAbsolutePath();
    this.clock = clock;
    this.ids = ids;
    try {
      Files.createDirectories(this.folder);
    } catch (IOException e) {
      throw unusable(e);
    }
    if (!Files.isWritable(this.folder)) {
      throw unusable(new IOException("it can't be written in"));
    }
  }

  private UncheckedIOException unusable(IOException why) {
    return new UncheckedIOException(
        "the folder " + folder + " for the keys of Azure Arc can't be used", why);
  }

  private record Key(String content, Instant until) {
    /** Without the key. */
    @Override
    public String toString() {
      return "Key[until=" + until + "]";
    }
  }

  /** Makes a key and returns the file it is in. */
  synchronized Path issue() {
    removeOld(clock.instant());
    var file = folder.resolve(ids.get() + ".key");
    var key = new Key(ids.get() + "-" + ids.get(), clock.instant().plus(LIFETIME));
    try {
      Files.createFile(file, onlyForOwner());
      Files.writeString(file, key.content);
    } catch (IOException e) {
      throw unusable(e);
    }
    keys.put(file, key);
    return file;
  }

  /** Whether this is the content of a key that is still good; it is not from now on. */
  synchronized boolean redeem(String content) {
    removeOld(clock.instant());
    var found =
        keys.entrySet().stream()
            .filter(entry -> ConstantTime.equals(content, entry.getValue().content))
            .map(Map.Entry::getKey)
            .findFirst();
    found.ifPresent(file -> {
      keys.remove(file);
      delete(file);
    });
    return found.isPresent();
  }

  @Override
  public synchronized void close() {
    keys.keySet().forEach(this::delete);
    keys.clear();
  }

  private void removeOld(Instant now) {
    Iterator<Map.Entry<Path, Key>> oldestFirst = keys.entrySet().iterator();
    while (oldestFirst.hasNext()) {
      var entry = oldestFirst.next();
      if (keys.size() < MOST && now.isBefore(entry.getValue().until)) {
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

  private FileAttribute<?>[] onlyForOwner() {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
