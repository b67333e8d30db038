package dev.msi4j.cli.state;

import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.ShellExports;
import dev.msi4j.local.internal.files.InputFile;
import dev.msi4j.local.internal.files.OutputFile;
import dev.msi4j.local.internal.files.PrivateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a local Azure that runs as a process of its own. Beside the state there are a lock,
 * which the system takes from a process that dies, and two files that say who serves it and how to
 * reach it. The files are trusted, so the folder must belong to the user of this process.
 */
public final class ServerDirectory {
  private static final int MOST_BYTES = 64 << 10;

  /** Says where the folder is, to commands other than the one that named it. */
  private enum Kind {
    STANDARD,
    NAMED,
    TEMPORARY
  }

  private final Path folder;
  private final Kind kind;
  private final Path lock;
  private final Path process;
  private final Path environment;

  private ServerDirectory(Path folder, Kind kind) {
    this.folder = folder.toAbsolutePath().normalize();
    this.kind = kind;
    this.lock = this.folder.resolve("server.lock");
    this.process = this.folder.resolve("server.pid");
    this.environment = this.folder.resolve("server.env");
  }

  public static ServerDirectory at(Path folder) {
    return new ServerDirectory(folder, Kind.NAMED);
  }

  /** Returns the folder that is meant where none is named. */
  public static ServerDirectory standard(Environment environment) {
    return new ServerDirectory(StateDirectories.standard(environment), Kind.STANDARD);
  }

  /** Creates a folder that is deleted when its claim is closed. */
  public static ServerDirectory temporary() {
    try {
      return new ServerDirectory(Files.createTempDirectory("msi-local-"), Kind.TEMPORARY);
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder can be made", e);
    }
  }

  public Path path() {
    return folder;
  }

  /** Returns a command line that means this folder. */
  public String command(String command) {
    return kind == Kind.STANDARD ? command : command + " --state " + ShellExports.label(folder);
  }

  /** Returns the option by which commands talk to the local Azure of this folder. */
  public String localOption() {
    return kind == Kind.STANDARD ? "--local" : "--local=" + ShellExports.label(folder);
  }

  /** Claims the folder for this process, or says who has it. */
  public Claim claim() {
    PrivateDirectory.open(folder);
    PrivateDirectory.createPrivateFile(lock);
    try {
      var channel =
          FileChannel.open(lock, Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
      if (lock(channel) == null) {
        channel.close();
        throw new CommandException(
            "a local Azure runs already on the state folder "
                + folder
                + runningId()
                + ": end it by '"
                + command("msi local stop")
                + "', or name another folder by --state");
      }
      return new Claim(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("the state folder " + folder + " cannot be used", e);
    }
  }

  /** Returns the id of the server for an error, which a damaged file must not hide. */
  private String runningId() {
    try {
      return running().map(server -> " (process " + server.pid() + ")").orElse("");
    } catch (CommandException e) {
      return "";
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

  /**
   * Returns the process that serves the folder, if one does.
   *
   * @throws IllegalStateException if another user could have written the files
   */
  public Optional<RunningServer> running() {
    if (!Files.exists(process)) {
      return Optional.empty();
    }
    try {
      PrivateDirectory.check(folder);
      return RunningServer.find(process, InputFile.readText(process, MOST_BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException("the file " + process + " cannot be read", e);
    }
  }

  /** Returns the variables by which a server that serves the folder is reached. */
  public Optional<String> exports() {
    return running()
        .map(server -> {
          try {
            return InputFile.readText(environment, MOST_BYTES);
          } catch (IOException e) {
            throw new UncheckedIOException("the file " + environment + " cannot be read", e);
          }
        });
  }

  /** The right of this process to the folder, until it is closed. */
  public final class Claim implements AutoCloseable {
    private final FileChannel channel;

    private Claim(FileChannel channel) {
      this.channel = channel;
    }

    /** Says that this process serves the folder, and how to reach it. */
    public void announce(String exports) throws IOException {
      OutputFile.at(environment).write(exports, OutputFile.Access.OWNER);
      OutputFile.at(process)
          .write(
              RunningServer.ofThisProcess().toLine(folder.toRealPath()), OutputFile.Access.OWNER);
    }

    @Override
    public void close() {
      try (channel) {
        OutputFile.at(process).delete();
        OutputFile.at(environment).delete();
        if (kind == Kind.TEMPORARY) {
          OutputFile.at(lock).delete();
          Files.deleteIfExists(folder);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("the state folder " + folder + " cannot be given up", e);
      }
    }
  }
}
