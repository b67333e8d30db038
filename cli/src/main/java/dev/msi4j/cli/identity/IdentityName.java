package dev.msi4j.cli.identity;

import picocli.CommandLine.Option;

/** Options that name a user-assigned identity. */
final class IdentityName {
  @Option(
      names = {"-g", "--resource-group"},
      paramLabel = "GROUP",
      required = true,
      description = "Resource group of the identity")
  private String group = "";

  @Option(
      names = {"-n", "--name"},
      paramLabel = "NAME",
      required = true,
      description = "Name of the identity")
  private String name = "";

  String group() {
    return group;
  }

  String name() {
    return name;
  }
}
