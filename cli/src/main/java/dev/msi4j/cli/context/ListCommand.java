package dev.msi4j.cli.context;

import dev.msi4j.cli.azure.Resource;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import dev.msi4j.cli.console.Settings;
import dev.msi4j.cli.console.Settings.Context;
import dev.msi4j.cli.console.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the contexts. */
@Command(
    name = "list",
    description = "List the contexts",
    footerHeading = "%nExamples:%n",
    footer = {"  msi context list", "  msi context list -o json"})
final class ListCommand implements Runnable {
  private static final Table<Resource> CONTEXTS =
      new Table<Resource>()
          .column("Name", Resource::name)
          .column("Selected", context -> context.text("selected"))
          .column("Local", context -> context.text("local"))
          .column("Subscription", context -> context.text("subscription"))
          .column("Tenant", context -> context.text("tenant"));

  private final Environment environment;

  @Mixin private Output output = new Output();

  ListCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var settings = Settings.read(environment);
    var selected = settings.get(Settings.CONTEXT).orElse("");
    output.printAll(
        environment.out(),
        CONTEXTS,
        settings.contexts().stream().map(each -> row(each, selected)).toList());
  }

  private static Resource row(Context context, String selected) {
    var row = new LinkedHashMap<String, Object>();
    row.put("name", context.name());
    row.put("selected", context.name().equals(selected));
    put(row, "local", "".equals(context.local()) ? "standard directory" : context.local());
    put(row, "subscription", context.subscription());
    put(row, "tenant", context.tenant());
    return Resource.of(row);
  }

  private static void put(Map<String, Object> row, String name, @Nullable String value) {
    if (value != null) {
      row.put(name, value);
    }
  }
}
