package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.arm.LongRunningOperations.Effect;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The registry of resource providers. Providers depend on services that depend on this registry, so
 * the composition root creates it empty and then adds the providers. It does not change afterwards.
 */
public final class Providers {
  private final List<ResourceProvider> all = new ArrayList<>();

  /** Adds a provider. */
  public void add(ResourceProvider provider) {
    all.add(provider);
  }

  /** Returns the namespaces of all providers. */
  public List<String> namespaces() {
    return all.stream().map(ResourceProvider::namespace).toList();
  }

  /** Returns whether a provider has this namespace. */
  public boolean serve(String namespace) {
    return all.stream().anyMatch(provider -> provider.namespace().equalsIgnoreCase(namespace));
  }

  /** Describes a stored resource for lists that span providers; empty if they leave it out. */
  public Optional<GenericResource> describe(Entry resource) {
    return of(resource.kind()).flatMap(provider -> provider.describe(resource));
  }

  /** Replaces the tags of a stored resource that has a description. */
  public void tag(Documents documents, Entry resource, Map<String, String> tags) {
    of(resource.kind()).ifPresent(provider -> provider.tag(documents, resource, tags));
  }

  List<ResourceProvider> all() {
    return all;
  }

  /** Returns the provider of the resources of a kind. */
  Optional<ResourceProvider> of(String kind) {
    return all.stream()
        .filter(provider ->
            kind.regionMatches(
                true, 0, provider.namespace() + "/", 0, provider.namespace().length() + 1))
        .findFirst();
  }

  /**
   * Deletes all resources in a group or under a resource, with their role assignments and the
   * documents that belong to them elsewhere. Children are deleted before their parents.
   *
   * @param key the key of the group or resource, which is not deleted
   */
  public void removeUnder(Documents documents, String key) {
    var contents = documents.under(key + "/");
    for (var i = contents.size() - 1; i >= 0; i--) {
      var entry = contents.get(i);
      of(entry.kind()).ifPresent(provider -> provider.onRemoved(documents, entry));
    }
    // Deleted after all callbacks, which read these documents.
    documents.under(key + "/").forEach(entry -> documents.delete(entry.kind(), entry.key()));
  }

  /** Returns the effect of long-running operations with a name. */
  Effect effect(String name) {
    return all.stream()
        .flatMap(provider -> Stream.ofNullable(provider.effects().get(name)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no provider declares the effect " + name));
  }
}
