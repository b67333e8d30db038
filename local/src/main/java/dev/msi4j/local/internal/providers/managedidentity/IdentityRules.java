package dev.msi4j.local.internal.providers.managedidentity;

import dev.msi4j.local.internal.arm.ArmErrors;
import dev.msi4j.local.internal.arm.Providers;
import dev.msi4j.local.internal.arm.ResourceId;
import dev.msi4j.local.internal.arm.ResourceIdentities;
import dev.msi4j.local.internal.arm.SystemData;
import dev.msi4j.local.internal.entra.Caller;
import dev.msi4j.local.internal.entra.Directory;
import dev.msi4j.local.internal.entra.Principal;
import dev.msi4j.local.internal.entra.ReplicationDelay;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Validates, stores and deletes user-assigned identities with their service principals in the
 * directory.
 */
final class IdentityRules {
  /** The document kind of identities. */
  static final String KIND = "microsoft.managedidentity/userassignedidentities";

  static final List<DocumentKind> DOCUMENT_KINDS = List.of(DocumentKind.object(KIND));

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_-]{2,127}");

  private final Directory directory;
  private final ReplicationDelay replicationDelay;
  private final ResourceIdentities resourceIdentities;
  private final Providers providers;
  private final Clock clock;

  IdentityRules(
      Directory directory,
      ReplicationDelay replicationDelay,
      ResourceIdentities resourceIdentities,
      Providers providers,
      Clock clock) {
    this.directory = directory;
    this.replicationDelay = replicationDelay;
    this.resourceIdentities = resourceIdentities;
    this.providers = providers;
    this.clock = clock;
  }

  /**
   * An identity as a client requests it; null for properties that are not set.
   *
   * @param location the name of a region
   */
  record RequestedIdentity(
      @Nullable String location,
      @Nullable Map<String, String> tags,
      @Nullable String isolationScope,
      @Nullable List<String> assignmentRestrictions) {}

  /**
   * The result of a write.
   *
   * @param created whether the identity is new
   */
  record Written(IdentityRow row, boolean created) {}

  Optional<IdentityRow> find(Documents documents, ResourceId id) {
    return documents.get(KIND, id.key()).map(body -> Json.read(body, IdentityRow.class));
  }

  IdentityRow get(Documents documents, ResourceId id) {
    return find(documents, id).orElseThrow(() -> ArmErrors.resourceNotFound(id));
  }

  /** Returns whether the principal of the identity is replicated in the directory. */
  boolean isReplicated(Documents documents, IdentityRow row) {
    return directory
        .byObjectId(documents, UUID.fromString(row.principalId()))
        .filter(replicationDelay::isVisible)
        .isPresent();
  }

  /** Creates an identity, or replaces the tags of an existing one and keeps its principal. */
  Written createOrUpdate(
      Documents documents, ResourceId id, RequestedIdentity requestedIdentity, Caller caller) {
    if (requestedIdentity.location == null) {
      throw ArmErrors.locationRequired();
    }
    var existing = find(documents, id);
    if (existing.isPresent()) {
      var row = existing.get();
      checkLocation(id, row, requestedIdentity);
      var tags = requestedIdentity.tags == null ? Map.<String, String>of() : requestedIdentity.tags;
      return new Written(save(documents, id, updated(row, tags, requestedIdentity, caller)), false);
    }
    return new Written(save(documents, id, create(documents, id, requestedIdentity, caller)), true);
  }

  /** Updates the properties that the request sets. Tags are replaced as a whole, as in Azure. */
  IdentityRow update(
      Documents documents, ResourceId id, RequestedIdentity requestedIdentity, Caller caller) {
    var row = get(documents, id);
    checkLocation(id, row, requestedIdentity);
    var tags = requestedIdentity.tags == null ? row.tags() : requestedIdentity.tags;
    return save(documents, id, updated(row, tags, requestedIdentity, caller));
  }

  /**
   * Deletes an identity with its credentials and its principal; returns false if it did not exist.
   */
  boolean delete(Documents documents, ResourceId id) {
    var row = find(documents, id);
    row.ifPresent(found -> {
      removePrincipal(documents, found);
      providers.removeUnder(documents, id.key());
      documents.delete(KIND, id.key());
    });
    return row.isPresent();
  }

  /** Deletes the principal of an identity from the directory. */
  void removePrincipal(Documents documents, IdentityRow row) {
    directory.delete(documents, UUID.fromString(row.principalId()));
  }

  /** Invalidates all tokens issued to the identity. */
  void revokeTokens(Documents documents, ResourceId id) {
    directory.revoke(documents, UUID.fromString(get(documents, id).principalId()));
  }

  /** Returns the keys of the resources that the identity is assigned to. */
  List<String> associatedResources(Documents documents, ResourceId id) {
    get(documents, id);
    return resourceIdentities.users(documents, id);
  }

  private IdentityRow create(
      Documents documents, ResourceId id, RequestedIdentity requestedIdentity, Caller caller) {
    if (!NAME.matcher(id.name()).matches()) {
      throw ArmErrors.invalidName(
          "identity",
          id.name(),
          "it must have 3 to 128 letters, digits, hyphens and underscores, and start with a letter or a"
              + " digit");
    }
    var principal =
        directory.create(documents, Principal.Kind.MANAGED_IDENTITY, id.name(), id.toString());
    return new IdentityRow(
        id.toString().replace("/resourceGroups/", "/resourcegroups/"),
        id.name(),
        requestedIdentity.location == null ? "" : requestedIdentity.location,
        requestedIdentity.tags == null ? Map.of() : requestedIdentity.tags,
        principal.tenantId().toString(),
        principal.objectId().toString(),
        principal.appId().toString(),
        requestedIdentity.isolationScope == null ? "None" : requestedIdentity.isolationScope,
        requestedIdentity.assignmentRestrictions == null
            ? List.of()
            : requestedIdentity.assignmentRestrictions,
        SystemData.created(caller, clock.instant()));
  }

  private IdentityRow updated(
      IdentityRow row,
      Map<String, String> tags,
      RequestedIdentity requestedIdentity,
      Caller caller) {
    return row.with(
        tags,
        requestedIdentity.isolationScope == null
            ? row.isolationScope()
            : requestedIdentity.isolationScope,
        requestedIdentity.assignmentRestrictions == null
            ? row.assignmentRestrictions()
            : requestedIdentity.assignmentRestrictions,
        row.systemData().modified(caller, clock.instant()));
  }

  private static void checkLocation(
      ResourceId id, IdentityRow row, RequestedIdentity requestedIdentity) {
    if (requestedIdentity.location != null && !requestedIdentity.location.equals(row.location())) {
      throw ArmErrors.invalidResourceLocation(id, row.location(), requestedIdentity.location);
    }
  }

  private static IdentityRow save(Documents documents, ResourceId id, IdentityRow row) {
    documents.put(KIND, id.key(), Json.write(row));
    return row;
  }
}
