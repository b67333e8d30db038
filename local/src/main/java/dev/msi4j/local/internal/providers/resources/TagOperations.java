package dev.msi4j.local.internal.providers.resources;

import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.Operations;
import dev.msi4j.local.internal.arm.Tags;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.http.Response;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Store;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Serves the tags at the scope of a resource, a resource group or a subscription, which a caller
 * can change without a permission on the resource itself.
 */
final class TagOperations {
  private static final String TYPE = "Microsoft.Resources/tags";
  private static final String PATH = "/{scope}/providers/" + TYPE + "/default";
  private static final String DISPLAY = "Tags";

  private final Store store;
  private final ScopeTags scopeTags;

  TagOperations(Store store, ScopeTags scopeTags) {
    this.store = store;
    this.scopeTags = scopeTags;
  }

  /** The ways in which an update changes tags. */
  private enum Change {
    MERGE,
    REPLACE,
    DELETE;

    Map<String, String> apply(Map<String, String> existing, Map<String, String> requested) {
      return switch (this) {
        case MERGE -> merged(existing, requested);
        case REPLACE -> requested;
        case DELETE -> without(existing, requested);
      };
    }

    static Change of(String name) {
      return Arrays.stream(values())
          .filter(each -> each.name().equalsIgnoreCase(name))
          .findFirst()
          .orElseThrow(() -> ResourcesErrors.invalidTagsOperation(name));
    }
  }

  void declare(Operations.OperationsBuilder operations) {
    operations
        .get(PATH)
        .action(TYPE + "/read")
        .display(DISPLAY, "Get tags", "Gets the tags of a resource, group or subscription")
        .handle(request -> response(request, store.read(documents -> tags(documents, request))));
    operations
        .put(PATH)
        .action(TYPE + "/write")
        .display(DISPLAY, "Update tags", "Changes the tags of a resource, group or subscription")
        .handle(this::replace);
    operations.patch(PATH).action(TYPE + "/write").handle(this::update);
    operations
        .delete(PATH)
        .action(TYPE + "/delete")
        .display(DISPLAY, "Delete tags", "Deletes the tags of a resource, group or subscription")
        .handle(this::delete);
  }

  private Map<String, String> tags(Documents documents, ArmRequest request) {
    return scopeTags.find(documents, request).tags();
  }

  private Response replace(ArmRequest request) {
    var requested = requested(request.body());
    return response(request, change(request, existing -> requested));
  }

  private Response update(ArmRequest request) {
    var body = request.body();
    var change = Change.of(body.required("operation"));
    var requested = requested(body);
    return response(request, change(request, existing -> change.apply(existing, requested)));
  }

  private Response delete(ArmRequest request) {
    change(request, existing -> Map.of());
    return Response.empty(200);
  }

  private Map<String, String> change(
      ArmRequest request, UnaryOperator<Map<String, String>> change) {
    return store.write(documents -> {
      var tagged = scopeTags.find(documents, request);
      var changed = change.apply(tagged.tags());
      Tags.check(changed);
      tagged.replace().accept(changed);
      return changed;
    });
  }

  private static Map<String, String> requested(JsonBody body) {
    var properties = body.object("properties");
    return Tags.of(properties)
        .orElseThrow(
            () -> ArmErrors.BODY.missing("tags", properties.path(), properties.node().has("tags")));
  }

  private static Map<String, String> merged(
      Map<String, String> existing, Map<String, String> requested) {
    var merged = new LinkedHashMap<>(existing);
    merged.keySet().removeIf(name -> requested.keySet().stream().anyMatch(name::equalsIgnoreCase));
    merged.putAll(requested);
    return merged;
  }

  /** Deletes the tags with a requested name, and with its value unless the value is empty. */
  private static Map<String, String> without(
      Map<String, String> existing, Map<String, String> requested) {
    var rest = new LinkedHashMap<>(existing);
    requested.forEach((name, value) ->
        rest.entrySet()
            .removeIf(tag ->
                tag.getKey().equalsIgnoreCase(name)
                    && (value.isEmpty() || tag.getValue().equals(value))));
    return rest;
  }

  private static Response response(ArmRequest request, Map<String, String> tags) {
    var document =
        Json.object()
            .put("id", request.argument("scope") + "/providers/" + TYPE + "/default")
            .put("name", "default")
            .put("type", TYPE);
    tags.forEach(document.putObject("properties").putObject("tags")::put);
    return Response.json(200, document);
  }
}
