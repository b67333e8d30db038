package dev.msi4j.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands of {@code msi local} that treat the state of one that does not run as a whole. */
final class StateCommands {
  private StateCommands() {}

  static List<Runnable> in(Environment environment) {
    return List.of(
        new Export(environment),
        new Import(environment),
        new Reset(environment),
        new Seed(environment));
  }

  @Command(
      name = "export",
      description = "Writes the whole state, secrets included, to a file that only you can read.")
  private static final class Export implements Runnable {
    private final Environment environment;

    @Mixin private StoppedState state = new StoppedState();

    @Parameters(paramLabel = "FILE", description = "The file, replaced if it is there.")
    private Path file = Path.of("");

    private Export(Environment environment) {
      this.environment = environment;
    }

    @Override
    public void run() {
      state.with(environment, opened -> write(file, opened.export()));
      environment.out().println("Exported to " + file + ".");
      environment
          .err()
          .println("msi: warning: " + file + " holds the secret and all keys of this state");
    }
  }

  @Command(name = "import", description = "Makes what was exported the state.")
  private static final class Import implements Runnable {
    private final Environment environment;

    @Mixin private StoppedState state = new StoppedState();

    @Parameters(paramLabel = "FILE", description = "What 'msi local export' has written.")
    private Path file = Path.of("");

    @Option(names = "--replace", description = "Remove the state that is there.")
    private boolean replace;

    private Import(Environment environment) {
      this.environment = environment;
    }

    @Override
    public void run() {
      var text = read(file);
      state.with(environment, opened -> named(file, () -> opened.importFrom(text, replace)));
      environment.out().println("Imported " + file + ".");
    }
  }

  @Command(name = "reset", description = "Removes all state; the next start makes another account.")
  private static final class Reset implements Runnable {
    private final Environment environment;

    @Mixin private StoppedState state = new StoppedState();

    private Reset(Environment environment) {
      this.environment = environment;
    }

    @Override
    public void run() {
      state.with(environment, opened -> opened.reset());
      environment.out().println("Nothing is left.");
    }
  }

  @Command(
      name = "seed",
      description = "Adds documents to the state that is there, or none if one of them is there.")
  private static final class Seed implements Runnable {
    private final Environment environment;

    @Mixin private StoppedState state = new StoppedState();

    @Parameters(paramLabel = "FILE", description = "The documents, as 'msi local export' has them.")
    private Path file = Path.of("");

    private Seed(Environment environment) {
      this.environment = environment;
    }

    @Override
    public void run() {
      var text = read(file);
      state.with(environment, opened -> named(file, () -> opened.seed(text)));
      environment.out().println("Added " + file + ".");
    }
  }

  private static String read(Path file) {
    return TextFile.read("the file " + file, file);
  }

  /** Names the file in an error about its content. */
  private static void named(Path file, Runnable work) {
    try {
      work.run();
    } catch (IllegalArgumentException e) {
      throw new CommandFailure("the file " + file + ": " + e.getMessage(), e);
    }
  }

  private static void write(Path file, String text) {
    try {
      PrivateFiles.write(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("the file " + file + " cannot be written", e);
    }
  }
}
