package dev.msi4j.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A JVM that answers each line of its standard input with one line, and ends with its input. */
class ChildProcess implements AutoCloseable {
  private final Process process;
  private final Path log;
  private final Writer commands;
  private final BufferedReader answers;

  /**
   * Starts a JVM.
   *
   * @param log the file for its standard error output
   */
  ChildProcess(Path log, List<String> command) throws IOException {
    this.log = log;
    process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    commands = process.outputWriter(StandardCharsets.US_ASCII);
    answers =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
  }

  /** Returns the command that runs a class. */
  static List<String> command(
      Jdk jdk, List<String> options, List<Path> classPath, Class<?> main, List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(jdk.program("java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(main.getName());
    command.addAll(arguments);
    return command;
  }

  /** Sends a line and returns the answer. */
  String ask(String line) throws IOException {
    try {
      commands.write(line + "\n");
      commands.flush();
    } catch (IOException e) {
      throw new IOException("the process ended: see " + log, e);
    }
    var answer = readLine();
    if (answer.startsWith("error")) {
      throw new IOException("'" + line + "' failed with '" + answer + "': see " + log);
    }
    return answer;
  }

  /** Returns the next line of the standard output. */
  String readLine() throws IOException {
    var line = answers.readLine();
    if (line == null) {
      throw new IOException("the process ended: see " + log);
    }
    return line;
  }

  /** Returns the process. */
  ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() throws IOException {
    commands.close();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
