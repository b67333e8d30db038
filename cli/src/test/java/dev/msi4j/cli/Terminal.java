package dev.msi4j.cli;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Types whole command lines: text and exit status come out. */
record Terminal(Map<String, String> variables, Path home, String answers, boolean interactive) {

  /** A terminal with nothing set. */
  static Terminal in(Path home) {
    return new Terminal(Map.of(), home, "", false);
  }

  Terminal with(Map<String, String> more) {
    var all = new HashMap<>(variables);
    all.putAll(more);
    return new Terminal(all, home, answers, interactive);
  }

  Terminal with(String name, String value) {
    return with(Map.of(name, value));
  }

  Terminal answering(String lines) {
    return new Terminal(variables, home, lines, interactive);
  }

  /** The same with a person in front of it. */
  Terminal attended() {
    return new Terminal(variables, home, answers, true);
  }

  Result run(String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    var environment =
        new Environment(
            variables,
            new BufferedReader(new StringReader(answers)),
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            home,
            "Linux",
            interactive,
            Clock.systemUTC());
    int status = Msi.run(environment, args);
    return new Result(status, out.toString(), err.toString());
  }

  /** What came of a command line. */
  record Result(int status, String out, String err) {
    List<String> lines() {
      return out.lines().toList();
    }
  }
}
