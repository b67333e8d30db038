package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import java.util.Map;
import java.util.Optional;

/**
 * A resource provider: plugs its operations into Resource Manager, which knows no provider by name.
 */
public interface ResourceProvider {
  /** Its namespace: {@code Microsoft.ManagedIdentity}. */
  String namespace();

  /** How people know it, for its list of operations. */
  String displayName();

  /** The api-versions it has. */
  ApiVersions versions();

  /** Declares its operations. */
  void declare(Operations.OperationsBuilder operations);

  /** What its long-running operations do at their end, by name. */
  default Map<String, LongRunningOperations.Effect> effects() {
    return Map.of();
  }

  /**
   * Describes a stored resource of this provider for lists across providers. Returns an empty value
   * for documents that Azure leaves out of these lists: those without a region.
   */
  default Optional<GenericResource> describe(Entry resource) {
    return Optional.empty();
  }

  /**
   * Removes what belongs to a resource of this provider elsewhere, such as its principal. The
   * resource itself is removed by the caller, and so are those below it.
   */
  default void removed(Documents documents, Entry resource) {}
}
