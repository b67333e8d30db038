package dev.msi4j.cli.federation;

import dev.msi4j.ManagedServiceIdentityClient;
import dev.msi4j.ResourceId;
import picocli.CommandLine.Option;

/** Options that name the identity of federated credentials. */
final class IdentityOptions {
  @Option(
      names = {"-g", "--resource-group"},
      paramLabel = "GROUP",
      required = true,
      description = "Resource group of the identity")
  private String group = "";

  @Option(
      names = "--identity-name",
      paramLabel = "NAME",
      required = true,
      description = "Name of the identity")
  private String identity = "";

  String group() {
    return group;
  }

  String identity() {
    return identity;
  }

  ResourceId id(ManagedServiceIdentityClient client) {
    return ResourceId.userAssignedIdentity(client.subscriptionId(), group, identity);
  }
}
