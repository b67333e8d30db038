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
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The world outside, as the commands see it.
 *
 * @param variables the environment variables
 * @param in where answers to questions come from
 * @param out where results go
 * @param err where errors and warnings go
 * @param home the user's home folder
 * @param system the name of the operating system, as the system property {@code os.name} has it
 * @param interactive whether a person sits in front of it
 * @param clock what a local Azure goes by
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

  /** Returns the world of this process. */
  public static Environment ofProcess() {
    Charset charset = Charset.defaultCharset();
    return new Environment(
        System.getenv(),
        new BufferedReader(new InputStreamReader(System.in, charset)),
        writer(FileDescriptor.out, charset),
        writer(FileDescriptor.err, charset),
        Path.of(System.getProperty("user.home")),
        System.getProperty("os.name"),
        Boolean.getBoolean("msi.interactive"),
        Clock.systemUTC());
  }

  /** Writes to the file itself: System.out keeps no reason for a failure. */
  private static TerminalWriter writer(FileDescriptor descriptor, Charset charset) {
    return new TerminalWriter(new OutputStreamWriter(new FileOutputStream(descriptor), charset));
  }

  /** Returns a variable; null if it is not set, or blank. */
  public @Nullable String variable(String name) {
    String value = variables.get(name);
    return value == null || value.isBlank() ? null : value;
  }

  /** Waits for Enter, or for the end of all input. */
  public void awaitEnter(String prompt) {
    out.println();
    out.print(TerminalText.line(prompt) + " ");
    out.flush();
    var unused = readLine();
  }

  /** Asks a question; only a yes in so many words is one. */
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
      throw new UncheckedIOException("the answer cannot be read", e);
    }
  }

  /** Without the variables, which hold secrets. */
  @Override
  public String toString() {
    return "Environment[home=" + home + ", system=" + system + "]";
  }
}
