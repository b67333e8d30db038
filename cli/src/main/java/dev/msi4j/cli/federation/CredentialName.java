package dev.msi4j.cli.federation;

import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.ManagedServiceIdentityClient;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that name a federated identity credential. */
final class CredentialName {
  @Mixin private IdentityOptions identity = new IdentityOptions();

  @Option(
      names = {"-n", "--name"},
      paramLabel = "NAME",
      required = true,
      description = "Name of the credential")
  private String name = "";

  String name() {
    return name;
  }

  /** Returns the options that name the identity of the credential. */
  IdentityOptions identity() {
    return identity;
  }

  /** Reads the credential. */
  FederatedIdentityCredential get(ManagedServiceIdentityClient client) {
    return client.federatedIdentityCredentials().get(identity.group(), identity.identity(), name);
  }
}
