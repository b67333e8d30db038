package dev.msi4j.local.internal.arm;

import dev.msi4j.local.internal.entra.Directory;
import dev.msi4j.local.internal.entra.Principal;
import dev.msi4j.local.internal.http.JsonBody;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stores the managed identities of resources and applies the rules for assigning and removing them.
 * All providers whose resources have identities use this class.
 */
public final class ResourceIdentities {
  /** The resources that use an identity: the identity's key, a bar, and the resource's key. */
  private static final String USE = "identity.use";

  /** The identities of a resource, under the key of the resource. */
  private static final String HOST = "identity.host";

  public static final List<DocumentKind> DOCUMENT_KINDS =
      List.of(DocumentKind.object(HOST), DocumentKind.object(USE));

  private static final String SYSTEM_ASSIGNED = "systemassigned";
  private static final String USER_ASSIGNED = "userassigned";
  private static final Set<String> TYPES = Set.of(SYSTEM_ASSIGNED, USER_ASSIGNED, "none");

  /** The most user-assigned identities that Azure allows on one resource. */
  private static final int MAX_ASSIGNED = 1000;

  private final Directory directory;
  private final AssignableIdentities assignable;

  public ResourceIdentities(Directory directory, AssignableIdentities assignable) {
    this.directory = directory;
    this.assignable = assignable;
  }

  /**
   * The {@code identity} block of a request, before its identities are looked up.
   *
   * @param systemAssigned whether the type includes SystemAssigned
   * @param allowsUserAssigned whether the type includes UserAssigned
   * @param userAssigned by resource id, true to assign the identity and false to remove it
   */
  public record RequestedIdentities(
      boolean systemAssigned, boolean allowsUserAssigned, Map<String, Boolean> userAssigned) {
    /**
     * Reads the block. A null value removes an assigned identity. The type is required: a default
     * would remove all identities from a resource.
     */
    public static RequestedIdentities of(JsonBody block) {
      var type = block.required("type");
      var types =
          Stream.of(type.split(",", -1))
              .map(part -> CaseFolding.of(part.strip()))
              .collect(Collectors.toSet());
      if (!TYPES.containsAll(types) || (types.contains("none") && types.size() > 1)) {
        throw ArmErrors.invalidRequestContent(
            "identity.type is '"
                + type
                + "': it must be SystemAssigned, UserAssigned, 'SystemAssigned, UserAssigned' or None");
      }
      var requested =
          new RequestedIdentities(
              types.contains(SYSTEM_ASSIGNED),
              types.contains(USER_ASSIGNED),
              userAssigned(block.object("userAssignedIdentities")));
      if (!requested.allowsUserAssigned && requested.userAssigned.containsValue(true)) {
        throw ArmErrors.identitiesNotAllowed(type);
      }
      return requested;
    }

    private static Map<String, Boolean> userAssigned(JsonBody block) {
      var assigned = new LinkedHashMap<String, Boolean>();
      for (var entry : block.node().properties()) {
        // Rejects a value that is neither an object nor null.
        block.object(entry.getKey());
        assigned.put(entry.getKey(), !entry.getValue().isNull());
      }
      return assigned;
    }
  }

  /**
   * The resource whose identities a request changes.
   *
   * @param location the name of the resource's region
   */
  public record Target(ResourceId id, String location, ArmRequest request) {}

  /** Returns the action that a caller needs on an identity to assign it to a resource. */
  public String assignAction() {
    return assignable.assignAction();
  }

  /** Replaces the identities of a resource, as a PUT does. */
  public ManagedServiceIdentity replace(
      Documents documents,
      Target target,
      ManagedServiceIdentity current,
      RequestedIdentities requested) {
    return apply(documents, target, current, requested, Map.of());
  }

  /** Adds and removes identities of a resource, as a PATCH does. */
  public ManagedServiceIdentity merge(
      Documents documents,
      Target target,
      ManagedServiceIdentity current,
      RequestedIdentities requested) {
    // A type without UserAssigned removes all user-assigned identities.
    var kept =
        requested.allowsUserAssigned
            ? current.userAssigned()
            : Map.<String, ManagedServiceIdentity.UserAssigned>of();
    return apply(documents, target, current, requested, kept);
  }

  /** Removes all identities of a resource that is deleted, and its system-assigned principal. */
  public void release(Documents documents, ResourceId resource, ManagedServiceIdentity current) {
    deletePrincipal(documents, current);
    documents.delete(HOST, resource.key());
    current
        .userAssigned()
        .keySet()
        .forEach(id -> documents.delete(USE, useKey(CaseFolding.of(id), resource.key())));
  }

  /** Returns the identities of a resource; none if the resource has none or does not exist. */
  public ManagedServiceIdentity of(Documents documents, String resourceKey) {
    return documents
        .get(HOST, resourceKey)
        .map(body -> Json.read(body, ManagedServiceIdentity.class))
        .orElse(ManagedServiceIdentity.NONE);
  }

  /** Returns the identities of all resources with a key prefix, by the key of the resource. */
  public Map<String, ManagedServiceIdentity> under(Documents documents, String prefix) {
    return documents.list(HOST, prefix, "", Integer.MAX_VALUE).stream()
        .collect(
            Collectors.toMap(
                Entry::key, entry -> Json.read(entry.body(), ManagedServiceIdentity.class)));
  }

  /** Returns the ids of a user-assigned identity's principal; empty if it does not exist. */
  public Optional<ManagedServiceIdentity.UserAssigned> lookUp(
      Documents documents, ResourceId identity) {
    return assignable
        .find(documents, identity)
        .map(AssignableIdentities.AssignableIdentity::assigned);
  }

  /**
   * Returns the keys of the resources that use an identity. A resource that was assigned an earlier
   * identity of the same id does not use the present one.
   */
  public List<String> users(Documents documents, ResourceId identity) {
    var prefix = useKey(identity.key(), "");
    var present = lookUp(documents, identity);
    return documents.list(USE, prefix, "", Integer.MAX_VALUE).stream()
        .map(Entry::key)
        .map(key -> key.substring(prefix.length()))
        .filter(key -> present.isPresent() && present.equals(of(documents, key).assigned(identity)))
        .toList();
  }

  private ManagedServiceIdentity apply(
      Documents documents,
      Target target,
      ManagedServiceIdentity current,
      RequestedIdentities requested,
      Map<String, ManagedServiceIdentity.UserAssigned> kept) {
    // Compared by key: String.CASE_INSENSITIVE_ORDER equates some letters that ids distinguish.
    var assigned =
        new TreeMap<String, ManagedServiceIdentity.UserAssigned>(
            Comparator.comparing(CaseFolding::of));
    assigned.putAll(kept);
    requested.userAssigned.forEach((id, add) -> {
      if (add) {
        assigned.put(id, assign(documents, target, current, id));
      } else {
        assigned.remove(id);
      }
    });
    checkNumber(requested, assigned.size());
    current.userAssigned().keySet().stream()
        .filter(id -> !assigned.containsKey(id))
        .forEach(id -> documents.delete(USE, useKey(CaseFolding.of(id), target.id.key())));
    assigned
        .keySet()
        .forEach(id -> documents.put(USE, useKey(CaseFolding.of(id), target.id.key()), "{}"));
    var identity =
        new ManagedServiceIdentity(
            systemAssigned(documents, target, current, requested), new LinkedHashMap<>(assigned));
    documents.put(HOST, target.id.key(), Json.write(identity));
    return identity;
  }

  private ManagedServiceIdentity.@Nullable SystemAssigned systemAssigned(
      Documents documents,
      Target target,
      ManagedServiceIdentity current,
      RequestedIdentities requested) {
    if (!requested.systemAssigned) {
      deletePrincipal(documents, current);
      return null;
    }
    return current.system() == null ? createPrincipal(documents, target.id) : current.system();
  }

  private static void checkNumber(RequestedIdentities requested, int assigned) {
    if (requested.allowsUserAssigned && assigned == 0) {
      throw ArmErrors.missingIdentities();
    }
    if (assigned > MAX_ASSIGNED) {
      throw ArmErrors.tooManyIdentities(assigned, MAX_ASSIGNED);
    }
  }

  private ManagedServiceIdentity.UserAssigned assign(
      Documents documents, Target target, ManagedServiceIdentity current, String text) {
    var id =
        ResourceId.parse(text)
            .filter(assignable::isIdentityType)
            .orElseThrow(() -> ArmErrors.invalidLinkedId(text, "identity.userAssignedIdentities"));
    var identity = assignable.find(documents, id);
    var assigned = identity.map(AssignableIdentities.AssignableIdentity::assigned);
    // Compared by principal: an identity that was deleted and created again is another identity.
    if (assigned.isEmpty() || !assigned.equals(current.assigned(id))) {
      target.request.checkLinked(assignable.assignAction(), id.toString());
    }
    var found = identity.orElseThrow(() -> ArmErrors.identityNotFound(id));
    checkIsolation(target, id, found);
    checkRestrictions(target, id, found);
    return found.assigned();
  }

  private static void checkIsolation(
      Target target, ResourceId id, AssignableIdentities.AssignableIdentity identity) {
    if (identity.isRegional() && !identity.location().equals(target.location)) {
      throw ArmErrors.badRequest(
          "The identity '"
              + id
              + "' has isolation scope Regional: it can be assigned to resources in '"
              + identity.location()
              + "' only, not in '"
              + target.location
              + "'.");
    }
  }

  private static void checkRestrictions(
      Target target, ResourceId id, AssignableIdentities.AssignableIdentity identity) {
    var restrictions = identity.assignmentRestrictions();
    var isAllowed =
        restrictions.isEmpty()
            || restrictions.stream()
                .anyMatch(name ->
                    name.equalsIgnoreCase(target.id.namespace())
                        || name.equalsIgnoreCase(target.id.type()));
    if (!isAllowed) {
      throw ArmErrors.badRequest(
          "The identity '"
              + id
              + "' can't be assigned to a resource of type '"
              + target.id.type()
              + "': its assignment restrictions allow "
              + Json.write(restrictions)
              + ".");
    }
  }

  private ManagedServiceIdentity.SystemAssigned createPrincipal(
      Documents documents, ResourceId resource) {
    var principal =
        directory.create(
            documents, Principal.Kind.MANAGED_IDENTITY, resource.name(), resource.toString());
    return new ManagedServiceIdentity.SystemAssigned(
        principal.objectId().toString(),
        principal.appId().toString(),
        principal.tenantId().toString());
  }

  private void deletePrincipal(Documents documents, ManagedServiceIdentity current) {
    var system = current.system();
    if (system != null) {
      directory.delete(documents, UUID.fromString(system.principalId()));
    }
  }

  private static String useKey(String identityKey, String resourceKey) {
    return identityKey + "|" + resourceKey;
  }
}
