package dev.msi4j.local.internal.imds;

import java.util.LinkedHashMap;
import java.util.Map;

/** Lists the kinds of hosts with a token endpoint, for the support matrix. */
public final class DeclaredHosts {
  private DeclaredHosts() {}

  /** Returns the names of the fault injection operations by kind, such as {@code AZURE_ARC}. */
  public static Map<String, String> operations() {
    var operations = new LinkedHashMap<String, String>();
    for (var kind : HostKind.values()) {
      operations.put(kind.name(), kind.operation());
    }
    return operations;
  }
}
