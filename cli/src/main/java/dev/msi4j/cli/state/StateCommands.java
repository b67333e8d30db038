package dev.msi4j.cli.state;

import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.ErrorPrinter;
import dev.msi4j.cli.console.TextFile;
import dev.msi4j.local.internal.files.OutputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands of {@code msi local} that treat the state of one that does not run as a whole. */
public final class StateCommands {
  /** A device without end must not fill the heap. */
  private static final long MOST_BYTES = 256 << 20;

  private StateCommands() {}

  public static List<Runnable> in(Environment environment) {
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

    @Mixin private StateOptions state = new StateOptions();

    @Parameters(paramLabel = "FILE", description = "The file, replaced if it is there.")
    private Path file = Path.of("");

    private Export(Environment environment) {
      this.environment = environment;
    }

    @Override
    public void run() {
      check(file);
      state.with(environment, opened -> write(file, opened.export()));
      environment.out().line("Exported to " + file + ".");
      ErrorPrinter.warn(file + " holds the secret and all keys of this state", environment.err());
    }
  }

  @Command(name = "import", description = "Makes what was exported the state.")
  private static final class Import implements Runnable {
    private final Environment environment;

    @Mixin private StateOptions state = new StateOptions();

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
      environment.out().line("Imported " + file + ".");
    }
  }

  @Command(name = "reset", description = "Removes all state; the next start makes another account.")
  private static final class Reset implements Runnable {
    private final Environment environment;

    @Mixin private StateOptions state = new StateOptions();

    private Reset(Environment environment) {
      this.environment = environment;
    }

    @Override
    public void run() {
      state.with(environment, opened -> opened.reset());
      environment.out().line("Nothing is left.");
    }
  }

  @Command(
      name = "seed",
      description = "Adds documents to the state that is there, or none if one of them is there.")
  private static final class Seed implements Runnable {
    private final Environment environment;

    @Mixin private StateOptions state = new StateOptions();

    @Parameters(paramLabel = "FILE", description = "The documents, as 'msi local export' has them.")
    private Path file = Path.of("");

    private Seed(Environment environment) {
      this.environment = environment;
    }

    @Override
    public void run() {
      var text = read(file);
      state.with(environment, opened -> named(file, () -> opened.seed(text)));
      environment.out().line("Added " + file + ".");
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
      throw new CommandException("the file " + file + ": " + e.getMessage(), e);
    }
  }

  /** Fails before the state is opened if the file cannot be written. */
  private static void check(Path file) {
    try {
      OutputFile.at(file).check();
    } catch (IOException e) {
      throw new UncheckedIOException("the file " + file + " cannot be written", e);
    }
  }

  private static void write(Path file, String text) {
    try {
      OutputFile.at(file).write(text, OutputFile.Access.OWNER);
    } catch (IOException e) {
      throw new UncheckedIOException("the file " + file + " cannot be written", e);
    }
  }
}
