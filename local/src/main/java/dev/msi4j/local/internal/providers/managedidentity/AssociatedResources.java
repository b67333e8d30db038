package dev.msi4j.local.internal.providers.managedidentity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Store;
import dev.msi4j.local.internal.text.CaseFolding;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lists the resources that an identity is assigned to, with filter, order and paging by offset. */
final class AssociatedResources {
  private static final Pattern CONTAINS =
      Pattern.compile(
          "\\s*contains\\(\\s*(name|type|resourceGroup)\\s*,\\s*'([^']*)'\\s*\\)\\s*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern EQUALS =
      Pattern.compile(
          "\\s*(name|type|resourceGroup)\\s+eq\\s+'([^']*)'\\s*", Pattern.CASE_INSENSITIVE);
  private static final Pattern ORDER =
      Pattern.compile(
          "\\s*(name|type|resourceGroup)(\\s+(asc|desc))?\\s*", Pattern.CASE_INSENSITIVE);

  /** The number of resources read in one transaction. */
  private static final int BATCH_SIZE = 200;

  private AssociatedResources() {}

  /**
   * Returns a page of the resources with the given keys.
   *
   * @param maxPageSize the page size if the request does not set a smaller {@code $top}
   */
  static Response page(
      ArmRequest request,
      Store store,
      List<String> keys,
      int maxPageSize,
      String subscriptionName) {
    var query = request.http().query();
    var all =
        resources(store, keys)
            .filter(query.filled("$filter").map(AssociatedResources::filter).orElse(any -> true))
            .sorted(
                query
                    .filled("$orderby")
                    .map(AssociatedResources::order)
                    .orElse(Comparator.comparing(ResourceId::key)))
            .toList();
    var skipped = Math.min(number(request, "$skip", 0), all.size());
    var start = skipped + (long) number(request, "skiptoken", number(request, "$skiptoken", 0));
    var size = Math.min(maxPageSize, Math.max(1, number(request, "$top", maxPageSize)));
    var from = (int) Math.min(start, all.size());
    var to = Math.min(from + size, all.size());

    var document = Json.object().put("totalCount", all.size());
    var value = document.putArray("value");
    all.subList(from, to)
        .forEach(id -> value.add(Responses.associatedResource(id, subscriptionName)));
    if (to < all.size()) {
      document.put("nextLink", nextLink(request, to));
    }
    return Response.json(200, document);
  }

  /** Returns the ids of the existing resources, read in batches to keep transactions short. */
  private static Stream<ResourceId> resources(Store store, List<String> keys) {
    return IntStream.iterate(0, from -> from < keys.size(), from -> from + BATCH_SIZE)
        .mapToObj(from -> keys.subList(from, Math.min(keys.size(), from + BATCH_SIZE)))
        .flatMap(batch ->
            store
                .read(documents ->
                    batch.stream().flatMap(key -> resource(documents, key).stream()).toList())
                .stream());
  }

  /** Returns the id with the letter case of the stored resource. */
  private static Optional<ResourceId> resource(Documents documents, String key) {
    return ResourceId.parse(key)
        .flatMap(id -> documents.get(id.kind(), key))
        .map(body -> Json.read(body, JsonNode.class).path("id").asText())
        .flatMap(ResourceId::parse);
  }

  private static Predicate<ResourceId> filter(String filter) {
    var contains = CONTAINS.matcher(filter);
    if (contains.matches()) {
      return id ->
          CaseFolding.of(property(id, contains.group(1)))
              .contains(CaseFolding.of(contains.group(2)));
    }
    var equal = EQUALS.matcher(filter);
    if (equal.matches()) {
      return id -> property(id, equal.group(1)).equalsIgnoreCase(equal.group(2));
    }
    throw ArmErrors.badRequest(
        "The $filter '"
            + filter
            + "' is invalid: expected contains(PROPERTY, 'TEXT') or PROPERTY eq 'TEXT', where PROPERTY is"
            + " name, type or resourceGroup.");
  }

  private static Comparator<ResourceId> order(String order) {
    var matcher = ORDER.matcher(order);
    if (!matcher.matches()) {
      throw ArmErrors.badRequest(
          "The $orderby '"
              + order
              + "' is invalid: expected name, type or resourceGroup, optionally followed by asc or desc.");
    }
    Comparator<ResourceId> comparator =
        Comparator.comparing(id -> CaseFolding.of(property(id, matcher.group(1))));
    return "desc".equalsIgnoreCase(matcher.group(3)) ? comparator.reversed() : comparator;
  }

  private static String property(ResourceId id, String name) {
    return switch (CaseFolding.of(name)) {
      case "name" -> id.name();
      case "type" -> id.type();
      default -> id.resourceGroup();
    };
  }

  private static int number(ArmRequest request, String name, int defaultValue) {
    var text = request.http().query().filled(name);
    if (text.isEmpty()) {
      return defaultValue;
    }
    try {
      var number = Integer.parseInt(text.get());
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Handled like a negative number.
    }
    throw ArmErrors.badRequest(
        "The " + name + " '" + text.get() + "' is invalid: expected an integer of 0 or more.");
  }

  private static String nextLink(ArmRequest request, int start) {
    var http = request.http();
    var kept =
        Stream.of("$top", "$filter", "$orderby")
            .flatMap(name ->
                http
                    .query()
                    .filled(name)
                    .map(value ->
                        "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8))
                    .stream())
            .collect(Collectors.joining());
    return http.origin()
        + http.path()
        + "?skiptoken="
        + start
        + "&api-version="
        + request.apiVersion()
        + kept;
  }
}
