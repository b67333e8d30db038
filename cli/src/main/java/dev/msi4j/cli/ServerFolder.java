package dev.msi4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a local Azure that runs as a process of its own. Beside the state there are a lock,
 * which the system takes from a process that dies, and two files that say who serves it and how to
 * reach it.
 */
final class ServerFolder {
  private final Path folder;
  private final Path process;
  private final Path environment;

  private ServerFolder(Path folder) {
    this.folder = folder;
    this.process = folder.resolve("server.pid");
    this.environment = folder.resolve("server.env");
  }

  static ServerFolder at(Path folder) {
    return new ServerFolder(folder.toAbsolutePath().normalize());
  }

  Path path() {
    return folder;
  }

  /** Claims the folder for this process, or says who has it. */
  Claim claim() {
    try {
      PrivateFiles.createFolder(folder);
      var channel =
          FileChannel.open(
              folder.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new CommandFailure(
            "a local Azure runs already on the state folder "
                + folder
                + running().map(server -> " (process " + server.pid() + ")").orElse("")
                + ": end it by 'msi local stop', or name another folder by --state");
      }
      return new Claim(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("the state folder " + folder + " cannot be used", e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Another server in this very process has it.
      return null;
    }
  }

  /** Returns the process that serves the folder, if one does. */
  Optional<RunningServer> running() {
    return read(process).flatMap(RunningServer::find);
  }

  /** Returns the lines that tell a shell how to reach the server, if one serves the folder. */
  Optional<String> exports() {
    return running().flatMap(server -> read(environment));
  }

  private static Optional<String> read(Path file) {
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("the file " + file + " cannot be read", e);
    }
  }

  /** The right of this process to the folder, until it is closed. */
  final class Claim implements AutoCloseable {
    private final FileChannel lock;

    private Claim(FileChannel lock) {
      this.lock = lock;
    }

    /** Says that this process serves the folder, and how to reach it. */
    void announce(String exports) throws IOException {
      PrivateFiles.write(environment, exports);
      PrivateFiles.write(process, RunningServer.ofThisProcess().toLine());
    }

    @Override
    public void close() {
      try (lock) {
        Files.deleteIfExists(process);
        Files.deleteIfExists(environment);
      } catch (IOException e) {
        throw new UncheckedIOException("the state folder " + folder + " cannot be given up", e);
      }
    }
  }
}
