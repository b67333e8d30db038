package dev.msi4j.cli.local;

import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.ErrorPrinter;
import dev.msi4j.cli.console.SecretFile;
import dev.msi4j.cli.console.ShellExports;
import dev.msi4j.cli.state.DatabaseOption;
import dev.msi4j.cli.state.ServerDirectory;
import dev.msi4j.local.LocalAzure;
import dev.msi4j.local.LocalAzureBuilder;
import dev.msi4j.local.internal.http.ProxyBypass;
import dev.msi4j.samples.ShutdownHook;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a local Azure as a process of its own. */
@Command(
    name = "local",
    synopsisSubcommandLabel = "COMMAND",
    description = "A local Azure: a token service and Resource Manager on this machine.")
public final class LocalCommand {
  private final Environment environment;

  public LocalCommand(Environment environment) {
    this.environment = environment;
  }

  /** The folder that a local Azure keeps its state in. */
  public static final class State {
    @Option(
        names = "--state",
        paramLabel = "DIR",
        description = "The folder of its state and of the files that say where it runs.")
    private @Nullable Path folder;

    public ServerDirectory in(Environment environment) {
      return folder == null ? ServerDirectory.standard(environment) : ServerDirectory.at(folder);
    }

    boolean isGiven() {
      return folder != null;
    }
  }

  /** How a local Azure is to run. */
  static final class Settings {
    private static final Pattern GUID =
        Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    @Option(
        names = "--port",
        paramLabel = "N",
        defaultValue = "8445",
        description = "The port, 0 for any that is free; ${DEFAULT-VALUE} by default.")
    private int port;

    @Option(
        names = "--imds-port",
        paramLabel = "N",
        description =
            "The port for the token endpoints of virtual machines; by default the one after --port,"
                + " or any that is free if that is 0.")
    private @Nullable Integer imdsPort;

    @Option(
        names = "--address",
        paramLabel = "A",
        defaultValue = "127.0.0.1",
        description = "The address to listen on; ${DEFAULT-VALUE} by default.")
    private String address = "127.0.0.1";

    @Option(
        names = "--env-file",
        paramLabel = "FILE",
        description = "A file to write the variables to that lead to it, once it answers.")
    private @Nullable Path envFile;

    @Option(
        names = "--in-memory",
        description = "Keep the state in memory and forget it at the end.")
    private boolean inMemory;

    @Option(
        names = "--page-size",
        paramLabel = "N",
        defaultValue = "100",
        description = "How many items to a page of a listing; ${DEFAULT-VALUE} by default.")
    private int pageSize;

    @ArgGroup private @Nullable CompletionOptions completion;

    @Option(
        names = "--unregistered-providers",
        description = "Start with no resource provider registered in the subscription.")
    private boolean unregistered;

    @Option(
        names = "--issuer-ca",
        paramLabel = "FILE",
        description =
            "An authority to trust for the certificates of issuers of assertions, in PEM; may be"
                + " given again.")
    private List<Path> issuerAuthorities = List.of();

    @Option(
        names = "--replication-delay",
        paramLabel = "TIME",
        description = "How long new principals and credentials stay unknown, such as PT30S.")
    private Duration replicationDelay = Duration.ZERO;

    @Option(
        names = "--allow-concurrent-credential-writes",
        description = "Let writes of federated credentials of one identity wait for each other.")
    private boolean concurrentCredentialWrites;

    @Option(
        names = "--resource",
        paramLabel = "URI",
        description =
            "A resource that tokens can be requested for, such as api://app; may be given again.")
    private List<String> resources = List.of();

    @Option(
        names = "--resource-v2",
        paramLabel = "URI[=APPID]",
        description =
            "A resource that takes v2.0 tokens, such as api://app=APPID or api://APPID; may be given"
                + " again.")
    private List<String> version2Resources = List.of();

    @Option(names = "--throttling", description = "Refuse requests that come too fast for Azure.")
    private boolean throttling;

    @Option(
        names = "--admin-secret-file",
        paramLabel = "FILE",
        description =
            "A file with a secret of 16 characters or more; who has it can plan faults and steer"
                + " the clock below /admin.")
    private @Nullable Path adminSecretFile;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    private int imdsPort() {
      if (imdsPort != null) {
        return imdsPort;
      }
      return port == 0 ? 0 : port + 1;
    }

    /** A database is no place for what is to be forgotten. */
    private void checkInMemory(DatabaseOption database) {
      if (inMemory && database.isGiven()) {
        throw new ParameterException(
            Objects.requireNonNull(command).commandLine(),
            "--in-memory and --database do not go together: the state is in one or the other");
      }
    }

    private String place(ServerDirectory folder) {
      return inMemory ? "memory" : folder.path().toString();
    }

    private static void addVersion2(LocalAzureBuilder builder, String resource) {
      int equals = resource.lastIndexOf('=');
      if (equals < 0) {
        builder.resourceWithV2Tokens(resource);
        return;
      }
      String id = resource.substring(equals + 1);
      if (!GUID.matcher(id).matches()) {
        throw new IllegalArgumentException(
            "--resource-v2 is '" + resource + "': the application id after '=' must be a GUID");
      }
      builder.resourceWithV2Tokens(resource.substring(0, equals), UUID.fromString(id));
    }

    LocalAzureBuilder builder() {
      try {
        var builder = LocalAzure.builder().port(port).imdsPort(imdsPort()).pageSize(pageSize);
        if (completion != null) {
          completion.applyTo(builder);
        }
        builder
            .address(address)
            .providersRegistered(!unregistered)
            .replicationDelay(replicationDelay)
            .rejectConcurrentCredentialWrites(!concurrentCredentialWrites)
            .throttling(throttling);
        issuerAuthorities.forEach(builder::trustedIssuerCa);
        resources.forEach(builder::resource);
        version2Resources.forEach(resource -> addVersion2(builder, resource));
        if (adminSecretFile != null) {
          builder.adminSecret(SecretFile.read("the secret in " + adminSecretFile, adminSecretFile));
        }
        return builder;
      } catch (IllegalArgumentException e) {
        throw new ParameterException(
            Objects.requireNonNull(command).commandLine(), e.getMessage(), e);
      }
    }
  }

  @Command(
      name = "start",
      description = "Runs one until Ctrl-C, SIGTERM, or 'msi local stop'.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  msi local start",
        "  msi local start --port 0 --state ./azure --env-file ./azure.env",
        "  msi local start --in-memory --operation-polls 3 --page-size 2",
        "  msi local start --database jdbc:postgresql://localhost/azure"
      })
  public void start(@Mixin State state, @Mixin DatabaseOption database, @Mixin Settings settings) {
    settings.checkInMemory(database);
    var builder = database.applyTo(settings.builder(), environment);
    warnOf(settings.address);
    ServerDirectory folder =
        settings.inMemory && !state.isGiven() ? ServerDirectory.temporary() : state.in(environment);
    var server = new Server(folder.claim(), settings.envFile);
    ShutdownHook.run(
        () -> {
          var placed = settings.inMemory ? builder : builder.stateDirectory(folder.path());
          var azure = server.start(placed.clock(environment.clock()), environment.variables());
          tell(azure, folder, database.shown().orElseGet(() -> settings.place(folder)));
          server.await();
        },
        server::close);
  }

  @Command(
      name = "stop",
      description = "Ends the one that runs on a state folder, and waits until it has ended.")
  public void stop(@Mixin State state) {
    ServerDirectory folder = state.in(environment);
    var running = folder.running();
    if (running.isPresent()) {
      running.get().stop();
      environment.out().line("Ended the local Azure, process " + running.get().pid() + ".");
    } else {
      environment.out().line("No local Azure runs on " + folder.path() + ".");
    }
  }

  @Command(
      name = "env",
      description = "Prints the variables that lead to the one that runs; they hold its secret.",
      footerHeading = "%nExample:%n",
      footer = "  eval \"$(msi local env)\"")
  public void env(@Mixin State state) {
    ServerDirectory folder = state.in(environment);
    var exports = ShellExports.read(folder.exports().orElseThrow(() -> notRunning(folder)));
    environment
        .out()
        .print(ShellExports.print(ProxyBypass.addTo(exports, environment.variables())));
    environment.out().flush();
  }

  public static CommandException notRunning(ServerDirectory folder) {
    return new CommandException(
        "no local Azure runs on "
            + folder.path()
            + ": start one by '"
            + folder.command("msi local start")
            + "'");
  }

  private void warnOf(String address) {
    try {
      if (!InetAddress.getByName(address).isLoopbackAddress()) {
        ErrorPrinter.warn(
            address + " is not loopback; whoever reaches it can try to sign in", environment.err());
      }
    } catch (UnknownHostException e) {
      throw new CommandException("address '" + address + "' is not known", e);
    }
  }

  private void tell(LocalAzure azure, ServerDirectory folder, String state) {
    var out = environment.out();
    out.line("Local Azure at " + azure.armEndpoint());
    out.line("  state         " + state);
    out.line("  CA file       " + azure.caFile());
    out.line("  tenant        " + azure.tenantId());
    out.line("  subscription  " + azure.subscriptionId());
    out.line("  client        " + azure.clientId());
    out.line("  machines      " + azure.environment().get("MSI4J_IMDS_ENDPOINT"));
    out.println();
    out.println("In another terminal:");
    out.line("  eval \"$(" + folder.command("msi local env") + ")\"");
    out.println("      sets the variables that lead here, the secret included");
    out.line("  msi identity list " + folder.localOption());
    out.println("      lists the identities of this one");
    out.line("Ctrl-C or '" + folder.command("msi local stop") + "' ends it.");
    out.flush();
  }
}
