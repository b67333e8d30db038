package dev.msi4j.local.internal.providers.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.ResourceReferences;
import dev.msi4j.local.internal.arm.Tags;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.text.CaseFolding;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Stores the resources of this provider and the references between resources. */
final class NetworkStore {
  static final String NAMESPACE = "Microsoft.Network";

  static final List<DocumentKind> DOCUMENT_KINDS =
      Stream.of(
              VirtualNetworks.TYPE,
              Subnets.TYPE,
              NetworkSecurityGroups.TYPE,
              SecurityRules.TYPE,
              PublicIpAddresses.TYPE,
              NetworkInterfaces.TYPE)
          .map(type -> DocumentKind.object(CaseFolding.of(NAMESPACE + "/" + type)))
          .toList();

  private static final Pattern NAME = Pattern.compile("\\w|\\w[\\w.-]{0,78}\\w");

  private final ResourceReferences resourceReferences;
  private final Clock clock;
  private final Supplier<UUID> ids;

  NetworkStore(ResourceReferences resourceReferences, Clock clock, Supplier<UUID> ids) {
    this.resourceReferences = resourceReferences;
    this.clock = clock;
    this.ids = ids;
  }

  static NetworkRow read(Entry entry) {
    return Json.read(entry.body(), NetworkRow.class);
  }

  Optional<NetworkRow> find(Documents documents, ResourceId id) {
    return documents.get(id.kind(), id.key()).map(body -> Json.read(body, NetworkRow.class));
  }

  NetworkRow get(Documents documents, ResourceId id) {
    return find(documents, id)
        .orElseThrow(() ->
            id.path().size() > 2
                ? NetworkErrors.childNotFound(id)
                : ArmErrors.resourceNotFound(id));
  }

  /** Returns the child resources of a type. */
  List<NetworkRow> children(Documents documents, ResourceId parent, String type) {
    var any = parent.child(type, "any");
    return documents.list(any.kind(), parent.key() + "/", "", Integer.MAX_VALUE).stream()
        .map(NetworkStore::read)
        .toList();
  }

  void save(Documents documents, NetworkRow row) {
    var id = row.resourceId();
    documents.put(id.kind(), id.key(), Json.write(row));
  }

  /** Deletes a resource without children, and releases what it holds. */
  void remove(Documents documents, NetworkType type, NetworkRow row) {
    release(documents, type, row);
    documents.delete(row.resourceId().kind(), row.resourceId().key());
  }

  /** Releases the addresses, names and references of a resource. */
  void release(Documents documents, NetworkType type, NetworkRow row) {
    type.release(documents, row);
    saveReferences(documents, row.id(), List.of());
  }

  /** Replaces the references from a resource to others. */
  void saveReferences(Documents documents, String source, Collection<String> targets) {
    resourceReferences.replace(documents, source, targets);
  }

  /** Returns the keys of the resources of any provider that refer to a resource. */
  List<String> users(Documents documents, String target) {
    return resourceReferences.users(documents, target);
  }

  /** Returns the resources of a type of this provider that refer to a resource. */
  List<NetworkRow> users(Documents documents, String target, String type) {
    return users(documents, target).stream()
        .flatMap(key -> ResourceId.parse(key).stream())
        .filter(id -> id.type().equalsIgnoreCase(NAMESPACE + "/" + type))
        .flatMap(id -> find(documents, id).stream())
        .toList();
  }

  /** Returns the row of a created or replaced resource. */
  NetworkRow row(WriteRequest writeRequest, ObjectNode properties) {
    return row(writeRequest, Json.object(), properties);
  }

  /** Returns the row of a created or replaced resource with other top-level members. */
  NetworkRow row(WriteRequest writeRequest, ObjectNode members, ObjectNode properties) {
    var existing = writeRequest.existing();
    existing
        .filter(NetworkRow::deleting)
        .ifPresent(row -> {
          throw NetworkErrors.anotherOperationInProgress(row.id());
        });
    if (existing.isEmpty() && !NAME.matcher(writeRequest.id().name()).matches()) {
      throw NetworkErrors.invalidResourceName(writeRequest.id().name());
    }
    return new NetworkRow(
        existing.map(NetworkRow::id).orElseGet(writeRequest.id()::toString),
        existing.map(NetworkRow::name).orElseGet(writeRequest.id()::name),
        writeRequest.id().path().size() > 2 ? null : writeRequest.location(),
        Tags.of(writeRequest.body()).orElse(Map.of()),
        members,
        properties,
        existing.map(NetworkRow::resourceGuid).orElseGet(() -> ids.get().toString()),
        newEtag(),
        existing.map(NetworkRow::writes).orElse(0),
        existing.isPresent() ? existing.get().createdAt() : now(),
        now(),
        false);
  }

  String now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
  }

  String newEtag() {
    return "W/\"" + ids.get() + "\"";
  }
}
