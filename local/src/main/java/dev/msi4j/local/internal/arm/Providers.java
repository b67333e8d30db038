package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.arm.LongRunningOperations.Effect;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The resource providers that are plugged in. Providers need services that need to know all
 * providers, so this is made first and filled while the server is put together; then nobody adds.
 */
public final class Providers {
  private final List<ResourceProvider> all = new ArrayList<>();

  /** Plugs a provider in. */
  public void add(ResourceProvider provider) {
    all.add(provider);
  }

  /** The namespaces of all. */
  public List<String> namespaces() {
    return all.stream().map(ResourceProvider::namespace).toList();
  }

  /** Whether there is a provider of this namespace. */
  public boolean serve(String namespace) {
    return all.stream().anyMatch(provider -> provider.namespace().equalsIgnoreCase(namespace));
  }

  /** Describes a stored resource for lists across providers; empty if it is not part of them. */
  public Optional<GenericResource> describe(Entry resource) {
    return of(resource.kind()).flatMap(provider -> provider.describe(resource));
  }

  List<ResourceProvider> all() {
    return all;
  }

  /** The provider that resources of a kind belong to. */
  Optional<ResourceProvider> of(String kind) {
    return all.stream()
        .filter(provider ->
            kind.regionMatches(
                true, 0, provider.namespace() + "/", 0, provider.namespace().length() + 1))
        .findFirst();
  }

  /**
   * Removes all resources in a group or under a resource, role assignments among them, and what
   * belongs to these elsewhere. What is inside a resource goes before the resource.
   *
   * @param key the key of the group or resource, which itself stays
   */
  public void removeUnder(Documents documents, String key) {
    var contents = documents.under(key + "/");
    for (var i = contents.size() - 1; i >= 0; i--) {
      var entry = contents.get(i);
      of(entry.kind()).ifPresent(provider -> provider.removed(documents, entry));
    }
    // Only then: what is kept beside a resource says what else has to go, also in other groups.
    documents.under(key + "/").forEach(entry -> documents.delete(entry.kind(), entry.key()));
  }

  /** What an operation does at its end. */
  Effect effect(String name) {
    return all.stream()
        .flatMap(provider -> Stream.ofNullable(provider.effects().get(name)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no provider declares the effect " + name));
  }
}
