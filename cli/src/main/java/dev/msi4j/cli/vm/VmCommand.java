package dev.msi4j.cli.vm;

import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.ErrorPrinter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets programs here believe that they run in a virtual machine of a local Azure. */
@Command(
    name = "vm",
    synopsisSubcommandLabel = "COMMAND",
    description = "Runs programs as if they were in a virtual machine of a local Azure.")
public final class VmCommand {
  /** As a shell has it where a command is not to be found. */
  private static final int NOT_FOUND = 127;

  private final Environment environment;

  public VmCommand(Environment environment) {
    this.environment = environment;
  }

  /** Which virtual machine. */
  static final class Name {
    @Parameters(index = "0", paramLabel = "NAME", description = "The name of the virtual machine.")
    private String name = "";

    @Option(
        names = {"-g", "--resource-group"},
        paramLabel = "GROUP",
        description = "Its resource group; needed where several have one of that name.")
    private @Nullable String group;

    @Mixin private AzureOptions azure = new AzureOptions();

    Map<String, String> variables(Environment environment) {
      return azure.variables(environment);
    }

    VirtualMachine find(Environment environment) {
      return VirtualMachine.find(azure.client(environment), group, name);
    }
  }

  @Command(
      name = "env",
      description = {
        "Prints the variables by which programs take this for the virtual machine: they get tokens"
            + " of its identities. Variables that lead elsewhere are unset."
      },
      footerHeading = "%nExample:%n",
      footer = "  eval \"$(msi vm env web --local)\"")
  public void env(
      @Mixin Name name,
      @Option(
              names = "--extension",
              description =
                  "Set MSI_ENDPOINT too, for clients that know the token extension alone; newer"
                      + " ones then take this for Cloud Shell.")
          boolean extension) {
    var variables = new VirtualMachineEnvironment(name.variables(environment));
    environment
        .out()
        .print(variables.exports(name.find(environment), extension, environment.variables()));
    environment.out().flush();
  }

  @Command(
      name = "exec",
      description = {
        "Runs a command where 169.254.169.254 is the virtual machine's instance metadata,"
            + " localhost:50342 its token extension, if that is installed, and the local Azure is"
            + " where it always is. There is no other network. Only on Linux; who is not root is"
            + " shown as root to the command. The exit status is the command's."
      },
      footerHeading = "%nExample:%n",
      footer =
          "  msi vm exec web --local -- curl -H Metadata:true"
              + " 'http://169.254.169.254/metadata/instance?api-version=2021-02-01'")
  public int exec(
      @Mixin Name name,
      @Parameters(
              index = "1..*",
              arity = "1..*",
              paramLabel = "COMMAND",
              description = "The command and its arguments, behind --.")
          List<String> command) {
    var variables = new VirtualMachineEnvironment(name.variables(environment));
    var namespace = NetworkNamespace.find(environment.system());
    return new VirtualMachineProcess(namespace, variables).run(name.find(environment), command);
  }

  @Command(name = "relay", hidden = true, description = "What 'exec' runs inside.")
  public int relay(
      @Option(names = "--pass", paramLabel = "FROM=TO", required = true)
          Map<String, String> passages,
      @Parameters(arity = "1..*", paramLabel = "COMMAND") List<String> command) {
    passages.forEach(
        (from, to) -> TcpForwarder.start(TcpForwarder.address(from), TcpForwarder.address(to)));
    try {
      return VirtualMachineProcess.await(new ProcessBuilder(command));
    } catch (UncheckedIOException e) {
      ErrorPrinter.print(e, environment.err(), false);
      return NOT_FOUND;
    }
  }
}
