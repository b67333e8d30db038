package dev.msi4j.local.internal.providers.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.Paging;
import dev.msi4j.local.internal.arm.Tags;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.providers.resources.TagNames.TagName;
import dev.msi4j.local.internal.providers.resources.TagNames.Use;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.store.Store;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Serves the tag names of a subscription, with their values and the number of uses. */
final class TagNameOperations {
  private static final String LIST_PATH = "/subscriptions/{subscriptionId}/tagNames";
  private static final String NAME_PATH = LIST_PATH + "/{tagName}";
  private static final String VALUE_PATH = NAME_PATH + "/tagValues/{tagValue}";
  private static final String NAMES = "Microsoft.Resources/subscriptions/tagNames";
  private static final String VALUES = NAMES + "/tagValues";

  private final Store store;
  private final Paging paging;
  private final TagNames tagNames;

  TagNameOperations(Store store, Paging paging, TagNames tagNames) {
    this.store = store;
    this.paging = paging;
    this.tagNames = tagNames;
  }

  void declare(Operations.OperationsBuilder operations) {
    operations.get(LIST_PATH).action(NAMES + "/read").handle(this::list);
    operations.put(NAME_PATH).action(NAMES + "/write").handle(this::saveName);
    operations.delete(NAME_PATH).action(NAMES + "/delete").handle(this::deleteName);
    operations.put(VALUE_PATH).action(VALUES + "/write").handle(this::saveValue);
    operations.delete(VALUE_PATH).action(VALUES + "/delete").handle(this::deleteValue);
  }

  private Response list(ArmRequest request) {
    var uses = tagNames.uses(request.subscription());
    return paging.page(
        request,
        "",
        after -> entries(uses, after),
        entry -> true,
        entry -> name(request, Objects.requireNonNull(uses.get(entry.key()))));
  }

  private static Iterable<Entry> entries(SortedMap<String, Use> uses, String after) {
    return uses.keySet().stream()
        .filter(key -> key.compareTo(after) > 0)
        .map(key -> new Entry(NAMES, key, ""))
        .toList();
  }

  private Response saveName(ArmRequest request) {
    var name = request.argument("tagName");
    Tags.check(Map.of(name, ""));
    boolean exists =
        store.write(documents -> {
          var existing = tagNames.find(documents, request.subscription(), name);
          if (existing.isEmpty()) {
            tagNames.save(documents, request.subscription(), new TagName(name, List.of()));
          }
          return existing.isPresent();
        });
    return Response.json(exists ? 200 : 201, name(request, use(request, name)));
  }

  private Response saveValue(ArmRequest request) {
    var name = request.argument("tagName");
    var value = request.argument("tagValue");
    Tags.check(Map.of(name, value));
    boolean exists =
        store.write(documents -> {
          var tagName =
              tagNames
                  .find(documents, request.subscription(), name)
                  .orElseThrow(() -> ResourcesErrors.tagNameNotFound(name));
          if (tagName.has(value)) {
            return true;
          }
          tagNames.save(documents, request.subscription(), tagName.with(value));
          return false;
        });
    return Response.json(
        exists ? 200 : 201, value(request, name, value, use(request, name).count(value)));
  }

  private Response deleteName(ArmRequest request) {
    var name = request.argument("tagName");
    if (use(request, name).count() > 0) {
      throw ResourcesErrors.tagInUse("tag name", name);
    }
    boolean deleted =
        store.write(documents -> {
          var found = tagNames.find(documents, request.subscription(), name);
          found
              .filter(tagName -> !tagName.values().isEmpty())
              .ifPresent(tagName -> {
                throw ResourcesErrors.tagNameHasValues(name);
              });
          found.ifPresent(tagName -> tagNames.delete(documents, request.subscription(), tagName));
          return found.isPresent();
        });
    return Response.empty(deleted ? 200 : 204);
  }

  private Response deleteValue(ArmRequest request) {
    var name = request.argument("tagName");
    var value = request.argument("tagValue");
    if (use(request, name).count(value) > 0) {
      throw ResourcesErrors.tagInUse("tag value", value);
    }
    boolean deleted =
        store.write(documents -> {
          var found =
              tagNames
                  .find(documents, request.subscription(), name)
                  .filter(tagName -> tagName.has(value));
          found.ifPresent(
              tagName -> tagNames.save(documents, request.subscription(), tagName.without(value)));
          return found.isPresent();
        });
    return Response.empty(deleted ? 200 : 204);
  }

  private Use use(ArmRequest request, String name) {
    return Optional.ofNullable(tagNames.uses(request.subscription()).get(CaseFolding.of(name)))
        .orElseGet(() -> new Use(name, new TreeMap<>()));
  }

  private static ObjectNode name(ArmRequest request, Use use) {
    var document = Json.object().put("id", id(request, use.name())).put("tagName", use.name());
    addCount(document, use.count());
    var values = document.putArray("values");
    use.values().forEach((value, count) -> values.add(value(request, use.name(), value, count)));
    return document;
  }

  private static ObjectNode value(ArmRequest request, String name, String value, int count) {
    var document =
        Json.object().put("id", id(request, name) + "/tagValues/" + value).put("tagValue", value);
    addCount(document, count);
    return document;
  }

  private static void addCount(ObjectNode document, int count) {
    document.putObject("count").put("type", "Total").put("value", count);
  }

  private static String id(ArmRequest request, String name) {
    return "/subscriptions/" + request.subscription() + "/tagNames/" + name;
  }
}
