package dev.msi4j.local;

import dev.msi4j.local.internal.arm.Operations;
import java.util.List;

/** Lists all operations and routes of a local Azure, for tests of every endpoint. */
public final class DeclaredEndpoints {
  private DeclaredEndpoints() {}

  /** Returns the operations of Resource Manager. */
  public static Operations operations(LocalAzure azure) {
    return azure.components().operations();
  }

  /** Returns the other routes, such as {@code GET /common/discovery/instance}. */
  public static List<String> routes(LocalAzure azure) {
    return azure.components().routes().declared();
  }

  /** Returns the routes of vaults, such as {@code GET /secrets}. */
  public static List<String> vaultRoutes(LocalAzure azure) {
    return azure.components().vaultHandler().declared();
  }
}
