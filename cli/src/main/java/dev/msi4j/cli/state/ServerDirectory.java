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
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The state directory of a local Azure. Besides the state it holds a lock file, which the operating
 * system unlocks when the process ends, and two files with the process id and the environment
 * variables of the server. The files are trusted: no other user may be able to write them.
 */
public final class ServerDirectory {
  private static final int MAX_BYTES = 64 << 10;
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,63}");

  /** The way other commands refer to the directory. */
  private enum Kind {
    STANDARD,
    NAME,
    PATH,
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
    return new ServerDirectory(folder, Kind.PATH);
  }

  /**
   * Returns the directory of a local Azure by its name, next to the standard directory.
   *
   * @throws CommandException if the name is not one of letters, digits, dots, underscores, hyphens
   */
  public static ServerDirectory named(Environment environment, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new CommandException(
          "name '" + name + "' must be letters, digits, '.', '_' and '-', and start with a letter");
    }
    return new ServerDirectory(
        StateDirectories.standard(environment).resolveSibling(name), Kind.NAME);
  }

  /** Returns the directory of a path, or of a name if the path is one relative element. */
  public static ServerDirectory of(Environment environment, Path value) {
    boolean isName =
        !value.isAbsolute()
            && value.getNameCount() == 1
            && NAME.matcher(value.toString()).matches();
    return isName ? named(environment, value.toString()) : at(value);
  }

  /** Returns the directory of commands that select none. */
  public static ServerDirectory standard(Environment environment) {
    return new ServerDirectory(StateDirectories.standard(environment), Kind.STANDARD);
  }

  /** Creates a temporary directory, deleted when its claim is closed. */
  public static ServerDirectory temporary() {
    try {
      return new ServerDirectory(Files.createTempDirectory("msi-local-"), Kind.TEMPORARY);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create a temporary directory", e);
    }
  }

  public Path path() {
    return folder;
  }

  /** Returns a command line with the option that selects this directory. */
  public String command(String command) {
    return switch (kind) {
      case STANDARD -> command;
      case NAME -> command + " --name " + folder.getFileName();
      case PATH, TEMPORARY -> command + " --state " + ShellExports.label(folder);
    };
  }

  /** Returns the option that selects the local Azure of this directory. */
  public String localOption() {
    return switch (kind) {
      case STANDARD -> "--local";
      case NAME -> "--local=" + folder.getFileName();
      case PATH, TEMPORARY -> "--local=" + ShellExports.label(folder);
    };
  }

  /**
   * Locks the directory for this process.
   *
   * @throws CommandException if another server runs on the directory
   */
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
                + ": stop it with '"
                + command("msi local stop")
                + "', or pass another directory with --state or --name");
      }
      return new Claim(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("the state folder " + folder + " cannot be used", e);
    }
  }

  /** Returns the process id for an error message; empty if the file is damaged. */
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
      // Another server in this process holds the lock.
      return null;
    }
  }

  /**
   * Returns the process of the running server, if any.
   *
   * @throws IllegalStateException if another user can write the files
   */
  public Optional<RunningServer> running() {
    if (!Files.exists(process)) {
      return Optional.empty();
    }
    try {
      PrivateDirectory.check(folder);
      return RunningServer.find(process, InputFile.readText(process, MAX_BYTES));
    } catch (CharacterCodingException e) {
      throw RunningServer.damaged(process, e);
    } catch (IOException e) {
      throw new UncheckedIOException("the file " + process + " cannot be read", e);
    }
  }

  /** Returns the error of a command that needs a running server. */
  public CommandException notRunning() {
    return new CommandException(
        "no local Azure runs on "
            + folder
            + ": start one with '"
            + command("msi local start")
            + "'");
  }

  /** Returns the shell exports of the running server, if any. */
  public Optional<String> exports() {
    return running()
        .map(server -> {
          try {
            return InputFile.readText(environment, MAX_BYTES);
          } catch (IOException e) {
            throw new UncheckedIOException("the file " + environment + " cannot be read", e);
          }
        });
  }

  /** The exclusive lock of this process on the directory, until closed. */
  public final class Claim implements AutoCloseable {
    private final FileChannel channel;

    private Claim(FileChannel channel) {
      this.channel = channel;
    }

    /** Publishes the process id and the shell exports of the server. */
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
        throw new UncheckedIOException("the state folder " + folder + " cannot be released", e);
      }
    }
  }
}
