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

/** The rules of user-assigned identities; each has a service principal in the directory. */
final class IdentityRules {
  /** The kind under which the store keeps identities. */
  static final String KIND = "microsoft.managedidentity/userassignedidentities";

  static final List<DocumentKind> DOCUMENT_KINDS = List.of(DocumentKind.object(KIND));

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_-]{2,127}");

  private final Directory directory;
  private final ReplicationDelay replicationDelay;
  private final ResourceIdentities hosts;
  private final Providers providers;
  private final Clock clock;

  IdentityRules(
      Directory directory,
      ReplicationDelay replicationDelay,
      ResourceIdentities hosts,
      Providers providers,
      Clock clock) {
    this.directory = directory;
    this.replicationDelay = replicationDelay;
    this.hosts = hosts;
    this.providers = providers;
    this.clock = clock;
  }

  /**
   * What a client asks an identity to be; null where it does not say.
   *
   * @param location a region's name
   */
  record RequestedIdentity(
      @Nullable String location,
      @Nullable Map<String, String> tags,
      @Nullable String isolationScope,
      @Nullable List<String> assignmentRestrictions) {}

  /** A row, and whether the write made it. */
  record Written(IdentityRow row, boolean created) {}

  Optional<IdentityRow> find(Documents documents, ResourceId id) {
    return documents.get(KIND, id.key()).map(body -> Json.read(body, IdentityRow.class));
  }

  IdentityRow get(Documents documents, ResourceId id) {
    return find(documents, id).orElseThrow(() -> ArmErrors.resourceNotFound(id));
  }

  /** Whether those who read the directory know the identity's principal by now. */
  boolean isKnown(Documents documents, IdentityRow row) {
    return directory
        .byObjectId(documents, UUID.fromString(row.principalId()))
        .filter(replicationDelay::isVisible)
        .isPresent();
  }

  /** Makes an identity, or replaces the tags of the one that is there; its principal stays. */
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
      return new Written(save(documents, id, changed(row, tags, requestedIdentity, caller)), false);
    }
    return new Written(save(documents, id, create(documents, id, requestedIdentity, caller)), true);
  }

  /**
   * Changes what the client names, and nothing else; tags are replaced as a whole, as Azure does.
   */
  IdentityRow update(
      Documents documents, ResourceId id, RequestedIdentity requestedIdentity, Caller caller) {
    var row = get(documents, id);
    checkLocation(id, row, requestedIdentity);
    var tags = requestedIdentity.tags == null ? row.tags() : requestedIdentity.tags;
    return save(documents, id, changed(row, tags, requestedIdentity, caller));
  }

  /** Removes an identity, its credentials and its principal; false where there was none. */
  boolean delete(Documents documents, ResourceId id) {
    var row = find(documents, id);
    row.ifPresent(found -> {
      removePrincipal(documents, found);
      providers.removeUnder(documents, id.key());
      documents.delete(KIND, id.key());
    });
    return row.isPresent();
  }

  /** Takes an identity's principal out of the directory. */
  void removePrincipal(Documents documents, IdentityRow row) {
    directory.delete(documents, UUID.fromString(row.principalId()));
  }

  /** From now on tokens that the identity has are worth nothing. */
  void revokeTokens(Documents documents, ResourceId id) {
    directory.revoke(documents, UUID.fromString(get(documents, id).principalId()));
  }

  /** The keys of the resources that use an identity. */
  List<String> associatedResources(Documents documents, ResourceId id) {
    get(documents, id);
    return hosts.users(documents, id);
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

  private IdentityRow changed(
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
