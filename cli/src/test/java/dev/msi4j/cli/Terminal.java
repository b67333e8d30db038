package dev.msi4j.cli;

import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Screen;
import dev.msi4j.cli.console.TerminalWriter;
import dev.msi4j.local.LocalAzure;
import java.io.BufferedReader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs command lines, and records their output and exit status. */
public record Terminal(
    Map<String, String> variables, Path home, String answers, boolean interactive, Screen screen) {

  /** Returns a terminal without environment variables. */
  public static Terminal in(Path home) {
    return new Terminal(Map.of(), home, "", false, Screen.NONE);
  }

  /** Returns a terminal with the environment variables of a local Azure. */
  public static Terminal signedIn(LocalAzure azure) {
    return in(Path.of("no-home")).with(azure.environment());
  }

  public Terminal with(Map<String, String> more) {
    var all = new HashMap<>(variables);
    all.putAll(more);
    return new Terminal(all, home, answers, interactive, screen);
  }

  public Terminal with(String name, String value) {
    return with(Map.of(name, value));
  }

  public Terminal answering(String lines) {
    return new Terminal(variables, home, lines, interactive, screen);
  }

  /** Returns an interactive terminal. */
  public Terminal attended() {
    return new Terminal(variables, home, answers, true, screen);
  }

  /** Returns a terminal whose output and errors have a display of this width. */
  public Terminal wide(int columns) {
    return new Terminal(variables, home, answers, interactive, Screen.terminal(columns, variables));
  }

  public Result run(String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    var environment = environment(out, err);
    int status = Msi.run(environment, args);
    return new Result(status, out.toString(), err.toString());
  }

  /** Returns the environment of the commands; their output is discarded. */
  public Environment environment() {
    return environment(new StringWriter(), new StringWriter());
  }

  public Environment environment(Writer out, Writer err) {
    return new Environment(
        variables,
        new BufferedReader(new StringReader(answers)),
        new TerminalWriter(out, screen),
        new TerminalWriter(err, screen),
        home,
        "Linux",
        interactive,
        Clock.systemUTC());
  }

  /** The exit status and the output of a command line. */
  public record Result(int status, String out, String err) {
    public List<String> lines() {
      return out.lines().toList();
    }
  }
}
