package dev.msi4j.cli.local;

import dev.msi4j.cli.console.ChildProcess;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.ShutdownHook;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.internal.http.ProxyBypass;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs a command with a local Azure of its own. */
@Command(
    name = "run",
    description = {
      "Run a command with a new local Azure, and stop it afterwards",
      "The state is in memory, and the ports are free ones. The command gets the variables of 'msi"
          + " local env'. The exit status is that of the command."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  msi local run -- mvn verify", "  msi local run -- msi group list"})
final class RunCommand implements Callable<Integer> {
  private final Environment environment;

  @Parameters(
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "Command and its arguments, after --")
  private List<String> command = List.of();

  RunCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    var azure = LocalAzure.builder().clock(environment.clock()).start();
    var status = new AtomicInteger();
    ShutdownHook.run(() -> status.set(run(azure)), azure::close);
    return status.get();
  }

  private int run(LocalAzure azure) {
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(ProxyBypass.addTo(azure.environment(), environment.variables()));
    return ChildProcess.run(builder);
  }
}
