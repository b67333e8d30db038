package dev.msi4j.local.internal.providers.shells;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.ArmRequest;
import dev.msi4j.local.internal.arm.ManagedServiceIdentity;
import dev.msi4j.local.internal.arm.Providers;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.ResourceIdentities;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.json.MergePatch;
import dev.msi4j.local.internal.runtime.ServerRuntime;
import dev.msi4j.local.internal.store.Documents;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Validates, stores and deletes the resources of one type. */
final class ShellRules {
  private final ShellType type;
  private final ResourceIdentities identities;
  private final Providers providers;
  private final ServerRuntime runtime;

  ShellRules(
      ShellType type, ResourceIdentities identities, Providers providers, ServerRuntime runtime) {
    this.type = type;
    this.identities = identities;
    this.providers = providers;
    this.runtime = runtime;
  }

  /** A resource as a client requests it; null for members that are not set. */
  record RequestedShell(
      @Nullable String location,
      @Nullable Map<String, String> tags,
      ResourceIdentities.@Nullable RequestedIdentities identity,
      ObjectNode others,
      ObjectNode properties) {}

  Optional<ShellRow> find(Documents documents, String key) {
    return documents.get(type.kind(), key).map(body -> Json.read(body, ShellRow.class));
  }

  ShellRow get(Documents documents, ResourceId id) {
    return find(documents, id.key()).orElseThrow(() -> ArmErrors.resourceNotFound(id));
  }

  /** Starts to create a resource, or to replace the members of an existing one. */
  void createOrUpdate(
      Documents documents, ResourceId id, RequestedShell requested, ArmRequest request) {
    var location = Optional.ofNullable(requested.location).orElseThrow(ArmErrors::locationRequired);
    var target = new ResourceIdentities.Target(id, location, request);
    var existing = find(documents, id.key());
    existing
        .filter(row -> !row.location().equals(location))
        .ifPresent(row -> {
          throw ArmErrors.invalidResourceLocation(id, row.location(), location);
        });
    var row = existing.orElseGet(() -> create(id, location));
    var identity =
        requested.identity == null
            ? row.identity()
            : identities.replace(documents, target, row.identity(), requested.identity);
    var written =
        row.with(
            requested.tags == null ? Map.of() : requested.tags,
            identity,
            MergePatch.apply(Json.object(), requested.others),
            properties(documents, target, Json.object(), requested),
            now());
    save(documents, existing.isPresent() ? written : written.withState("Creating", now()));
  }

  /** Starts to update the members that the request sets. */
  void update(Documents documents, ResourceId id, RequestedShell requested, ArmRequest request) {
    var row = get(documents, id);
    if (requested.location != null && !requested.location.equals(row.location())) {
      throw ArmErrors.invalidResourceLocation(id, row.location(), requested.location);
    }
    var target = new ResourceIdentities.Target(id, row.location(), request);
    var identity =
        requested.identity == null
            ? row.identity()
            : identities.merge(documents, target, row.identity(), requested.identity);
    save(
        documents,
        row.with(
            requested.tags == null ? row.tags() : requested.tags,
            identity,
            MergePatch.apply(row.others(), requested.others),
            properties(documents, target, row.properties(), requested),
            now()));
  }

  private ObjectNode properties(
      Documents documents,
      ResourceIdentities.Target target,
      ObjectNode current,
      RequestedShell requested) {
    var properties = MergePatch.apply(current, requested.properties);
    type.behavior().writeOnly().forEach(path -> remove(properties, path));
    properties.remove("provisioningState");
    type.behavior().check(documents, target, properties);
    return properties;
  }

  /** Removes a member of an object, or of all objects of an array. */
  private static void remove(ObjectNode properties, String path) {
    var names = List.of(path.split("\\.", -1));
    JsonNode found = properties;
    for (var name : names.subList(0, names.size() - 1)) {
      found = found.path(name);
    }
    var member = names.get(names.size() - 1);
    if (found instanceof ObjectNode object) {
      object.remove(member);
    }
    for (var item : found) {
      if (found.isArray() && item instanceof ObjectNode object) {
        object.remove(member);
      }
    }
  }

  private ShellRow create(ResourceId id, String location) {
    if (!type.name().matcher(id.name()).matches()) {
      throw ArmErrors.invalidName(type.type(), id.name(), type.nameRule());
    }
    var now = now();
    return new ShellRow(
        id.toString(),
        id.name(),
        location,
        Map.of(),
        ManagedServiceIdentity.NONE,
        Json.object(),
        Json.object(),
        runtime.ids().get().toString(),
        "Creating",
        now,
        now);
  }

  /** Starts to delete a resource; empty if it does not exist. */
  Optional<ShellRow> startDeleting(Documents documents, ResourceId id) {
    return find(documents, id.key()).map(row -> save(documents, row.withState("Deleting", now())));
  }

  void completeWrite(Documents documents, String key) {
    find(documents, key).ifPresent(row -> save(documents, row.withState("Succeeded", now())));
  }

  /** Deletes a resource with its identities. */
  void delete(Documents documents, String key) {
    find(documents, key)
        .ifPresent(row -> {
          providers.removeUnder(documents, key);
          release(documents, row);
          documents.delete(type.kind(), key);
        });
  }

  /** Deletes what belongs to a resource that is deleted. */
  void release(Documents documents, ShellRow row) {
    identities.release(documents, row.resourceId(), row.identity());
    type.behavior().removed(documents, row);
  }

  private ShellRow save(Documents documents, ShellRow row) {
    documents.put(type.kind(), row.resourceId().key(), Json.write(row));
    return row;
  }

  private String now() {
    return runtime.clock().instant().truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
