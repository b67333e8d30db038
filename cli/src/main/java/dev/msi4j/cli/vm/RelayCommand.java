package dev.msi4j.cli.vm;

import dev.msi4j.cli.console.ChildProcess;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.ErrorPrinter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Forwards ports inside a network namespace and runs a program there; {@code exec} starts it. */
@Command(
    name = "relay",
    hidden = true,
    description = "Forward ports in a network namespace and run a command",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi vm relay --pass 169.254.169.254:80=/tmp/socket -- curl http://169.254.169.254",
      "  msi vm relay --pass 127.0.0.1:8445=/tmp/socket -- env"
    })
final class RelayCommand implements Callable<Integer> {
  /** The exit status of a shell that does not find a command. */
  private static final int NOT_FOUND = 127;

  private final Environment environment;

  @Option(
      names = "--pass",
      paramLabel = "FROM=TO",
      required = true,
      description = "Address to listen on, and address to connect to; repeatable")
  private Map<String, String> forwards = Map.of();

  @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "Command and its arguments")
  private List<String> command = List.of();

  RelayCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    forwards.forEach(
        (from, to) -> TcpForwarder.start(TcpForwarder.address(from), TcpForwarder.address(to)));
    try {
      return ChildProcess.run(new ProcessBuilder(command));
    } catch (UncheckedIOException e) {
      ErrorPrinter.print(e, "", environment.err(), false);
      return NOT_FOUND;
    }
  }
}
