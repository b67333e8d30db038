package dev.msi4j.cli.context;

import dev.msi4j.cli.azure.AttachedValue;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Settings;
import dev.msi4j.cli.console.Settings.Context;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Creates a context. */
@Command(
    name = "create",
    description = "Create a context, or replace the one of that name",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi context create prod --subscription 11111111-2222-3333-4444-555555555555",
      "  msi context create dev --local=shop"
    })
final class CreateCommand implements Runnable {
  private final Environment environment;

  @Parameters(index = "0", paramLabel = "NAME", description = "Name of the context")
  private String name = "";

  @Option(
      names = "--local",
      paramLabel = "DIR|NAME",
      arity = "0..1",
      preprocessor = AttachedValue.class,
      description = "State directory or name of a local Azure (default: the standard directory)")
  private @Nullable Path local;

  @Option(names = "--subscription", paramLabel = "ID", description = "Subscription id")
  private @Nullable String subscription;

  @Option(names = "--tenant", paramLabel = "ID", description = "Tenant id")
  private @Nullable String tenant;

  CreateCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    ContextName.check(name);
    if (local == null && subscription == null) {
      throw new CommandException(
          "context '" + name + "' selects no Azure: pass --local or --subscription");
    }
    Settings.read(environment).with(new Context(name, location(), subscription, tenant)).write();
  }

  /** Returns the name, or the absolute path of a directory: a context is valid anywhere. */
  private @Nullable String location() {
    if (local == null || local.toString().isEmpty()) {
      return local == null ? null : "";
    }
    boolean isName = local.getNameCount() == 1 && !local.isAbsolute();
    return isName && !local.startsWith(".")
        ? local.toString()
        : local.toAbsolutePath().normalize().toString();
  }
}
