package dev.msi4j.cli.local;

import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.ErrorPrinter;
import dev.msi4j.cli.console.ShutdownHook;
import dev.msi4j.cli.state.DatabaseOption;
import dev.msi4j.cli.state.ServerDirectory;
import dev.msi4j.cli.state.StateOption;
import dev.msi4j.local.LocalAzure;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a local Azure in this process. */
@Command(
    name = "start",
    aliases = "up",
    description = "Run a local Azure until Ctrl-C, SIGTERM or 'msi local stop'",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi local start --detach",
      "  msi local start --port 0 --state ./azure --env-file ./azure.env",
      "  msi local start --in-memory --operation-polls 3 --page-size 2"
    })
final class StartCommand implements Runnable {
  private final Environment environment;

  @Mixin private StateOption state = new StateOption();
  @Mixin private DatabaseOption database = new DatabaseOption();
  @Mixin private StartOptions options = new StartOptions();

  @Option(
      names = {"-d", "--detach"},
      description = "Start in the background, and return when the server is ready")
  private boolean detach;

  @Spec private CommandSpec spec = CommandSpec.create();

  StartCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    options.checkInMemory(database);
    if (detach) {
      startDetached();
    } else {
      runServer();
    }
  }

  private void startDetached() {
    if (options.isInMemory() && !state.isGiven()) {
      throw new ParameterException(
          spec.commandLine(),
          "--detach and --in-memory need --state or --name: other commands find the server there");
    }
    var directory = state.directory(environment);
    var running = directory.running();
    if (running.isPresent()) {
      environment
          .out()
          .line(
              "A local Azure runs already on "
                  + directory.path()
                  + ", process "
                  + running.get().pid()
                  + ".");
    } else {
      var root = spec.root();
      var arguments = new ArrayList<>(root.commandLine().getParseResult().originalArgs());
      arguments.removeAll(List.of("-d", "--detach"));
      var server =
          new DetachedServer(directory)
              .start(root.userObject().getClass().getName(), environment.home(), arguments);
      environment.out().line("Started a local Azure, process " + server.pid() + ".");
      environment.out().line("  " + directory.command("msi local status") + " shows its address");
    }
    environment.out().flush();
  }

  private void runServer() {
    var builder = database.applyTo(options.builder(), environment);
    warnAboutAddress();
    boolean inMemory = options.isInMemory();
    ServerDirectory directory =
        inMemory && !state.isGiven() ? ServerDirectory.temporary() : state.directory(environment);
    var server = new Server(directory.claim(), options.envFile());
    ShutdownHook.run(
        () -> {
          var placed = inMemory ? builder : builder.stateDirectory(directory.path());
          var azure = server.start(placed.clock(environment.clock()), environment.variables());
          var shown = inMemory ? "memory" : directory.path().toString();
          print(azure, directory, database.shown().orElse(shown));
          server.await();
        },
        server::close);
  }

  private void warnAboutAddress() {
    String address = options.address();
    try {
      if (!InetAddress.getByName(address).isLoopbackAddress()) {
        ErrorPrinter.warn(
            "address " + address + " is not loopback: any host that reaches it can try to sign in",
            environment.err());
      }
    } catch (UnknownHostException e) {
      throw new CommandException(
          "cannot resolve --address '" + address + "': pass an address of this host", e);
    }
  }

  private void print(LocalAzure azure, ServerDirectory directory, String shownState) {
    var out = environment.out();
    out.line("Local Azure at " + azure.armEndpoint());
    out.line("  state         " + shownState);
    out.line("  CA file       " + azure.caFile());
    out.line("  tenant        " + azure.tenantId());
    out.line("  subscription  " + azure.subscriptionId());
    out.line("  client        " + azure.clientId());
    out.line("  machines      " + azure.environment().get("MSI4J_IMDS_ENDPOINT"));
    out.println();
    out.println("In another terminal:");
    out.line("  eval \"$(" + directory.command("msi local env") + ")\"");
    out.println("      sets the environment variables of this local Azure, including its secret");
    out.line("  msi identity list " + directory.localOption());
    out.println("      lists its identities");
    out.line("Stop with Ctrl-C or '" + directory.command("msi local stop") + "'.");
    out.flush();
  }
}
