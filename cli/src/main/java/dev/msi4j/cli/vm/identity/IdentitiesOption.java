package dev.msi4j.cli.vm.identity;

import java.util.List;
import picocli.CommandLine.Option;

/** Option that names identities of a virtual machine. */
final class IdentitiesOption {
  @Option(
      names = "--identities",
      paramLabel = "IDENTITY",
      arity = "1..*",
      defaultValue = VmIdentities.SYSTEM,
      description =
          "Names or resource ids of user-assigned identities, separated by spaces; [system] is the"
              + " system-assigned identity (default: [system])")
  private List<String> identities = List.of(VmIdentities.SYSTEM);

  boolean hasSystem() {
    return identities.contains(VmIdentities.SYSTEM);
  }

  /** Returns the names and resource ids of user-assigned identities. */
  List<String> userAssigned() {
    return identities.stream().filter(each -> !each.equals(VmIdentities.SYSTEM)).toList();
  }
}
