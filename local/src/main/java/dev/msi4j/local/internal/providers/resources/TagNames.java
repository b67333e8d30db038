package dev.msi4j.local.internal.providers.resources;

import dev.msi4j.local.internal.arm.Providers;
import dev.msi4j.local.internal.arm.ResourceGroups;
import dev.msi4j.local.internal.arm.Subscriptions;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.store.Scan;
import dev.msi4j.local.internal.store.Store;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Stores the predefined tag names of subscriptions, and counts the use of tags. */
final class TagNames {
  private static final String KIND = "microsoft.resources/tagnames";

  static final List<DocumentKind> DOCUMENT_KINDS = List.of(DocumentKind.object(KIND));

  private final Store store;
  private final Providers providers;
  private final Subscriptions subscriptions;

  TagNames(Store store, Providers providers, Subscriptions subscriptions) {
    this.store = store;
    this.providers = providers;
    this.subscriptions = subscriptions;
  }

  /** A predefined tag name with its predefined values. */
  record TagName(String name, List<String> values) {
    /** Returns whether the name has the value. */
    boolean has(String value) {
      return values.contains(value);
    }

    TagName with(String value) {
      var more = new ArrayList<>(values);
      more.add(value);
      return new TagName(name, List.copyOf(more));
    }

    TagName without(String value) {
      return new TagName(name, values.stream().filter(each -> !each.equals(value)).toList());
    }
  }

  /**
   * The use of a tag name.
   *
   * @param values the number of tags by value; 0 for a predefined value without use
   */
  record Use(String name, SortedMap<String, Integer> values) {
    int count() {
      return values.values().stream().mapToInt(Integer::intValue).sum();
    }

    int count(String value) {
      return values.getOrDefault(value, 0);
    }
  }

  Optional<TagName> find(Documents documents, String subscription, String name) {
    return documents.get(KIND, key(subscription, name)).map(body -> Json.read(body, TagName.class));
  }

  void save(Documents documents, String subscription, TagName tagName) {
    documents.put(KIND, key(subscription, tagName.name()), Json.write(tagName));
  }

  void delete(Documents documents, String subscription, TagName tagName) {
    documents.delete(KIND, key(subscription, tagName.name()));
  }

  /**
   * Returns the use of all predefined tag names and of all tags in a subscription, by name in lower
   * case. Reads all resources of the subscription.
   */
  SortedMap<String, Use> uses(String subscription) {
    var uses = new TreeMap<String, Use>();
    Scan.of(store, KIND, prefix(subscription), "").stream()
        .map(entry -> Json.read(entry.body(), TagName.class))
        .forEach(predefined -> {
          var use = use(uses, predefined.name());
          predefined.values().forEach(value -> use.values().put(value, 0));
        });
    store
        .read(documents -> subscriptions.find(documents, subscription))
        .ifPresent(found -> count(uses, found.tags()));
    Scan.under(store, ResourceGroups.prefix(subscription), "")
        .forEach(entry -> count(uses, tags(entry)));
    return uses;
  }

  private Map<String, String> tags(Entry entry) {
    return entry.kind().equals(ResourceGroups.KIND)
        ? ResourceGroups.read(entry).tags()
        : providers.describe(entry).map(resource -> resource.tags()).orElse(Map.of());
  }

  private static void count(SortedMap<String, Use> uses, Map<String, String> tags) {
    tags.forEach((name, value) -> use(uses, name).values().merge(value, 1, Integer::sum));
  }

  private static Use use(SortedMap<String, Use> uses, String name) {
    return uses.computeIfAbsent(CaseFolding.of(name), key -> new Use(name, new TreeMap<>()));
  }

  private static String prefix(String subscription) {
    return "/subscriptions/" + CaseFolding.of(subscription) + "/tagnames/";
  }

  private static String key(String subscription, String name) {
    return prefix(subscription) + CaseFolding.of(name);
  }
}
