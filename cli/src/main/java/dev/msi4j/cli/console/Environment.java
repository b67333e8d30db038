package dev.msi4j.cli.console;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The process environment of the commands.
 *
 * @param variables the environment variables
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param home the user's home directory
 * @param system the operating system, the value of the system property {@code os.name}
 * @param interactive whether standard input and output are a terminal
 * @param clock the clock of a local Azure
 */
public record Environment(
    Map<String, String> variables,
    BufferedReader in,
    TerminalWriter out,
    TerminalWriter err,
    Path home,
    String system,
    boolean interactive,
    Clock clock) {

  /** Returns the environment of this process. */
  public static Environment ofProcess() {
    var terminals = List.of(System.getProperty("msi.terminals", "").split(",", -1));
    return new Environment(
        System.getenv(),
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
        writer(FileDescriptor.out, screen(terminals.contains("out"))),
        writer(FileDescriptor.err, screen(terminals.contains("err"))),
        userHome(),
        System.getProperty("os.name"),
        terminals.contains("in") && terminals.contains("out"),
        Clock.systemUTC());
  }

  /** Returns the display of a stream. The launcher reports it, because Java cannot detect it. */
  private static Screen screen(boolean isTerminal) {
    return isTerminal
        ? Screen.terminal(Integer.getInteger("msi.columns", 0), System.getenv())
        : Screen.NONE;
  }

  /** Returns {@code HOME}, or the home directory of the account. */
  private static Path userHome() {
    String home = System.getenv("HOME");
    return Path.of(home == null || home.isBlank() ? System.getProperty("user.home") : home);
  }

  /** Writes to the file descriptor, because System.out hides the cause of write errors. */
  private static TerminalWriter writer(FileDescriptor descriptor, Screen screen) {
    return new TerminalWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), Charset.defaultCharset()), screen);
  }

  /** Returns a variable; null if unset or blank. */
  public @Nullable String variable(String name) {
    String value = variables.get(name);
    return value == null || value.isBlank() ? null : value;
  }

  /** Waits for Enter or the end of standard input. */
  public void awaitEnter(String prompt) {
    out.println();
    out.print(TerminalText.line(prompt) + " ");
    out.flush();
    var unused = readLine();
  }

  /** Asks a question and returns true only for y or yes. */
  public boolean agrees(String question) {
    out.print(TerminalText.line(question) + " [y/N] ");
    out.flush();
    String answer = readLine();
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }

  private @Nullable String readLine() {
    try {
      return in.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException("standard input cannot be read", e);
    }
  }

  /** Omits the variables, which contain secrets. */
  @Override
  public String toString() {
    return "Environment[home=" + home + ", system=" + system + "]";
  }
}
