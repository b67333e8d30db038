package dev.msi4j.cli.estate;

import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.manifest.Source;
import dev.msi4j.cli.state.StateFile;
import dev.msi4j.cli.state.StateOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports an exported state, or copies a subscription of Azure. */
@Command(
    name = "import",
    description = "Import a state written by 'msi local export', or copy a subscription",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi local import state.json --replace --name shop",
      "  msi local import --from-azure --dry-run",
      "  msi local import --from-azure --resource-group shop --name rehearsal",
      "",
      "A copy has the resource groups, identities, credentials, roles and assignments to virtual",
      "machines, with new principals. The subscription is only read."
    })
public final class ImportCommand implements Runnable {
  private static final Path COPY = Path.of("subscription.json");

  private final Environment environment;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "File written by 'msi local export'")
  private @Nullable Path file;

  @Option(names = "--replace", description = "Replace an existing state (default: fail)")
  private boolean replace;

  @Option(
      names = "--from-azure",
      description = "Copy the subscription that the other options and variables select")
  private boolean fromAzure;

  @Option(
      names = "--dry-run",
      description = "Print the copy as a file for 'msi apply' instead of importing it")
  private boolean dryRun;

  @Option(
      names = {"-g", "--resource-group"},
      paramLabel = "GROUP",
      description = "Resource group to copy; can be repeated (default: all)")
  private List<String> groups = List.of();

  @Mixin private StateOptions state = new StateOptions();
  @Mixin private AzureOptions azure = new AzureOptions();

  public ImportCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    if (fromAzure == (file != null)) {
      throw new CommandException("pass either a FILE or --from-azure");
    }
    if (fromAzure) {
      copy();
    } else {
      importState(Objects.requireNonNull(file));
    }
  }

  private void importState(Path exported) {
    if (dryRun || !groups.isEmpty()) {
      throw new CommandException("--dry-run and --resource-group need --from-azure");
    }
    var text = StateFile.read(exported);
    state.with(
        environment, opened -> StateFile.named(exported, () -> opened.importFrom(text, replace)));
    environment.out().line("Imported " + exported + ".");
  }

  private void copy() {
    var client = azure.client(environment);
    var writer =
        new EstateWriter(
            new InventoryReader(client, environment).all(),
            client.subscriptionId(),
            azure.cloud(environment).federationAudience());
    if (dryRun) {
      environment.out().print(writer.yaml(groups));
      environment.out().flush();
      return;
    }
    String name = "subscription " + client.subscriptionId();
    var source = new Source(name, writer.json(groups));
    var root = Objects.requireNonNull(source.read(COPY));
    state.serve(
        environment, local -> new LocalEstate(environment, local).applyKnownRoles(source, root));
    environment.out().line("Copied " + name + ".");
  }
}
