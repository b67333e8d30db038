package dev.msi4j.cli.federation;

import dev.msi4j.Identity;
import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.ResourceId;
import dev.msi4j.cli.azure.AzureOptions;
import dev.msi4j.cli.console.CommandException;
import dev.msi4j.cli.console.Environment;
import dev.msi4j.cli.console.Output;
import dev.msi4j.cli.console.Table;
import dev.msi4j.federation.Capacity;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows how many of its allowed federated credentials each identity uses. */
@Command(
    name = "capacity",
    description = "Show how many of its 20 allowed federated credentials each identity uses",
    footerHeading = "%nExamples:%n",
    footer = {
      "  msi federation capacity -g shop",
      "  msi federation capacity -g shop --identity-name orders -o json"
    })
public final class CapacityCommand implements Runnable {
  private static final Table<Capacity> CAPACITIES =
      new Table<Capacity>()
          .column("Identity", capacity -> capacity.identity().name())
          .column("ResourceGroup", capacity -> capacity.identity().resourceGroup())
          .column("Credentials", CapacityCommand::used)
          .json(CapacityCommand::json);

  private final Environment environment;

  @Option(
      names = {"-g", "--resource-group"},
      paramLabel = "GROUP",
      description = "Resource group (default: all of the subscription)")
  private @Nullable String group;

  @Option(
      names = "--identity-name",
      paramLabel = "NAME",
      description = "Identity, with --resource-group (default: all)")
  private @Nullable String identity;

  @Mixin private AzureOptions azure = new AzureOptions();
  @Mixin private Output output = new Output();

  public CapacityCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    var client = azure.client(environment);
    var federation = azure.federation(environment, client, Duration.ZERO);
    var capacities = identities(client).map(federation::capacity).toList();
    output.printAll(environment.out(), CAPACITIES, capacities);
  }

  private Stream<ResourceId> identities(ManagedServiceIdentityClient client) {
    var identities = client.userAssignedIdentities();
    if (group == null) {
      if (identity != null) {
        throw new CommandException("--identity-name '" + identity + "' requires --resource-group");
      }
      return ids(identities.listBySubscription().stream());
    }
    return identity == null
        ? ids(identities.listByResourceGroup(group).stream())
        : Stream.of(ResourceId.userAssignedIdentity(client.subscriptionId(), group, identity));
  }

  private static Stream<ResourceId> ids(Stream<Identity> identities) {
    return identities.map(Identity::resourceId).filter(Objects::nonNull);
  }

  private static String used(Capacity capacity) {
    return capacity.used() + " of " + Capacity.LIMIT + " used";
  }

  private static Map<String, Object> json(Capacity capacity) {
    var members = new LinkedHashMap<String, Object>();
    members.put("identity", capacity.identity().toString());
    members.put("used", capacity.used());
    members.put("limit", Capacity.LIMIT);
    members.put("names", capacity.names());
    return members;
  }
}
