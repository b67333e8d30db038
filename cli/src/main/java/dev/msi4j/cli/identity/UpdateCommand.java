package dev.msi4j.cli.identity;

import dev.msi4j.IdentityUpdate;
import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.azure.Tags;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Replaces the tags of a user-assigned identity. */
@Command(
    name = "update",
    description = "Replace the tags of a user-assigned identity",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi identity update -g shop -n orders --tags team=core tier=2",
      "  msi identity update -g shop -n orders --tags \"\""
    })
final class UpdateCommand implements Runnable {
  private final Environment environment;

  @Mixin private IdentityName id = new IdentityName();

  @Option(
      names = "--tags",
      paramLabel = "TAG",
      arity = "1..*",
      required = true,
      description = "Tags as name=value, separated by spaces; an empty text removes all")
  private List<String> tags = List.of();

  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  UpdateCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var update = IdentityUpdate.builder().tags(Tags.parse(tags)).build();
    var updated =
        azure.client(environment).userAssignedIdentities().update(id.group(), id.name(), update);
    output.print(environment.out(), IdentityTables.IDENTITIES, updated);
  }
}
