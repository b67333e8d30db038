package dev.msi4j.cli.vm.identity;

import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.azure.IdentityLookup;
import dev.msi4j.cli.azure.ResourceManager;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Assigns identities to a virtual machine. */
@Command(
    name = "assign",
    description = "Assign identities to a virtual machine and keep the existing ones",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi vm identity assign -g shop -n web",
      "  msi vm identity assign -g shop -n web --identities orders [system]"
    })
final class AssignCommand implements Runnable {
  private final Environment environment;

  @Mixin private VmName machine = new VmName();
  @Mixin private IdentitiesOption identities = new IdentitiesOption();
  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  AssignCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var client = azure.client(environment);
    var assigned =
        machine.identities(ResourceManager.of(client)).assign(identities.hasSystem(), ids(client));
    output.printAll(environment.out(), VmIdentities.TABLE, assigned);
  }

  /** Returns the resource ids; a name is an identity in the group of the virtual machine. */
  private List<String> ids(ManagedServiceIdentityClient client) {
    var lookup = new IdentityLookup(client);
    return identities.userAssigned().stream()
        .map(each ->
            IdentityLookup.isResourceId(each) ? each : id(lookup.find(each, machine.group())))
        .toList();
  }

  private static String id(Identity identity) {
    return Objects.requireNonNull(identity.id());
  }
}
