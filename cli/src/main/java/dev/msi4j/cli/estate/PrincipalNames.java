package dev.msi4j.cli.estate;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names of the managed identities of a subscription by object id. Immutable. */
public final class PrincipalNames {
  private final Map<String, String> names = new HashMap<>();

  private PrincipalNames() {}

  /**
   * Returns the names of the user-assigned identities, and of the resources with a system-assigned
   * identity.
   */
  public static PrincipalNames of(Inventory inventory, List<Host> hosts) {
    var all = new PrincipalNames();
    inventory
        .identities()
        .forEach((id, identity) ->
            all.names.put(
                String.valueOf(identity.principalId()).toLowerCase(Locale.ROOT), id.name()));
    for (var host : hosts) {
      if (host.principalId() != null) {
        all.names.put(host.principalId(), host.id().name());
      }
    }
    return all;
  }

  /** Returns the name of a principal, or its object id if the name is unknown. */
  public String of(String principalId) {
    return names.getOrDefault(principalId, principalId);
  }
}
