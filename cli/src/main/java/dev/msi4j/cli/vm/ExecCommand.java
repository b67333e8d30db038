package dev.msi4j.cli.vm;

import dev.msi4j.cli.console.Environment;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a program inside the network of a virtual machine. */
@Command(
    name = "exec",
    description = {
      "Run a command in the network of a virtual machine",
      "169.254.169.254 is the instance metadata service, localhost:50342 the token extension if"
          + " installed, and the local Azure keeps its address; the names of existing key vaults"
          + " resolve to it; there is no other network. Linux only. Non-root users appear as root"
          + " (uid 0) inside the namespace. The exit status is that of the command."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi vm exec web --local -- az login --identity",
      "  msi vm exec web --local -- curl -H Metadata:true \\",
      "      'http://169.254.169.254/metadata/instance?api-version=2021-02-01'"
    })
final class ExecCommand implements Callable<Integer> {
  private final Environment environment;

  @Mixin private VmOptions machine = new VmOptions();

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "Command and its arguments, after --")
  private List<String> command = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  ExecCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    var variables = machine.variables(environment);
    var namespace = NetworkNamespace.find(environment.system());
    var main = spec.root().userObject().getClass().getName();
    return new VirtualMachineProcess(namespace, variables, main)
        .run(machine.find(environment), machine.vaults(environment), command);
  }
}
