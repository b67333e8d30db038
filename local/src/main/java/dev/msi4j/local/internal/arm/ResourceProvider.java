package dev.msi4j.local.internal.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import java.util.Map;
import java.util.Optional;

/**
 * A resource provider. It declares its operations to Resource Manager, which knows no provider by
 * name.
 */
public interface ResourceProvider {
  /** Returns the namespace, such as {@code Microsoft.ManagedIdentity}. */
  String namespace();

  /** Returns the display name for the list of operations. */
  String displayName();

  /** Returns the api-versions of the provider. */
  ApiVersions versions();

  /** Declares the operations of the provider. */
  void declare(Operations.OperationsBuilder operations);

  /** Returns the effects that complete long-running operations, by name. */
  default Map<String, LongRunningOperations.Effect> effects() {
    return Map.of();
  }

  /**
   * Describes a stored resource of this provider for lists that span providers. Returns an empty
   * value for the documents that Azure leaves out of these lists: documents without a region.
   */
  default Optional<GenericResource> describe(Entry resource) {
    return Optional.empty();
  }

  /**
   * Replaces the tags of a resource that {@link #describe} describes: the member {@code tags} of
   * its document.
   */
  default void tag(Documents documents, Entry resource, Map<String, String> tags) {
    var document = Json.read(resource.body(), ObjectNode.class);
    tags.forEach(document.putObject("tags")::put);
    documents.put(resource.kind(), resource.key(), Json.write(document));
  }

  /**
   * Deletes the documents outside of a resource that belong to it, such as its principal. The
   * caller deletes the resource and its children.
   */
  default void onRemoved(Documents documents, Entry resource) {}
}
