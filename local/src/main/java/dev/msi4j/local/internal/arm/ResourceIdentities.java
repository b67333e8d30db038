package dev.msi4j.local.internal.arm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.msi4j.local.internal.entra.Directory;
import dev.msi4j.local.internal.entra.Principal;
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
 * The identities of every resource that can have some, and the rules for giving and taking them.
 * One place for all providers of such resources.
 */
public final class ResourceIdentities {
  /** Which resources use an identity: the key is the identity's, a bar, and the resource's. */
  private static final String USE = "identity.use";

  /** The identities of a resource, under the key of the resource. */
  private static final String HOST = "identity.host";

  public static final List<DocumentKind> DOCUMENT_KINDS =
      List.of(DocumentKind.object(HOST), DocumentKind.object(USE));

  private static final String SYSTEM_ASSIGNED = "systemassigned";
  private static final String USER_ASSIGNED = "userassigned";
  private static final Set<String> TYPES = Set.of(SYSTEM_ASSIGNED, USER_ASSIGNED, "none");

  private static final String IDENTITY = "microsoft.managedidentity/userassignedidentities";

  /** The action that whoever gives an identity to a resource needs on the identity. */
  public static final String ASSIGN =
      "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action";

  /** What Azure allows on one resource. */
  private static final int MOST_ASSIGNED = 1000;

  private final Directory directory;

  public ResourceIdentities(Directory directory) {
    this.directory = directory;
  }

  /**
   * The block {@code identity} of a request, not yet looked up.
   *
   * @param user whether the type has UserAssigned
   * @param userAssigned by id, whether it is to be there
   */
  public record RequestedIdentities(
      boolean system, boolean user, Map<String, Boolean> userAssigned) {
    /**
     * Reads the block; an assigned identity that is null is to be taken away. The type has no
     * default: one would take all identities away from a resource.
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
      var requestedIdentities =
          new RequestedIdentities(
              types.contains(SYSTEM_ASSIGNED),
              types.contains(USER_ASSIGNED),
              assigned(block.object("userAssignedIdentities")));
      if (!requestedIdentities.user && requestedIdentities.userAssigned.containsValue(true)) {
        throw ArmErrors.identitiesNotAllowed(type);
      }
      return requestedIdentities;
    }

    private static Map<String, Boolean> assigned(JsonBody block) {
      var assigned = new LinkedHashMap<String, Boolean>();
      for (var entry : block.node().properties()) {
        // Asked for as an object, so that anything else is refused.
        block.object(entry.getKey());
        assigned.put(entry.getKey(), !entry.getValue().isNull());
      }
      return assigned;
    }
  }

  /** Replaces the identities of a resource, as a PUT does. */
  public ManagedServiceIdentity replace(
      Documents documents,
      Host host,
      ManagedServiceIdentity current,
      RequestedIdentities requestedIdentities) {
    return apply(documents, host, current, requestedIdentities, Map.of());
  }

  /** Adds to and takes from the identities of a resource, as a PATCH does. */
  public ManagedServiceIdentity merge(
      Documents documents,
      Host host,
      ManagedServiceIdentity current,
      RequestedIdentities requestedIdentities) {
    // A type without UserAssigned drops all assigned identities, so there is nothing to keep.
    var kept =
        requestedIdentities.user
            ? current.userAssigned()
            : Map.<String, ManagedServiceIdentity.Assigned>of();
    return apply(documents, host, current, requestedIdentities, kept);
  }

  /** A resource that gets identities, and the request by which somebody gives them to it. */
  public record Host(ResourceId id, String location, ArmRequest request) {}

  /** Takes all identities of a resource that is going away; its own dies. */
  public void release(Documents documents, ResourceId host, ManagedServiceIdentity current) {
    dropSystem(documents, current);
    documents.delete(HOST, host.key());
    current
        .userAssigned()
        .keySet()
        .forEach(id -> documents.delete(USE, use(CaseFolding.of(id), host.key())));
  }

  /** The identities of a resource; none for one that has none, or is not there. */
  public ManagedServiceIdentity of(Documents documents, String resourceKey) {
    return documents
        .get(HOST, resourceKey)
        .map(body -> Json.read(body, ManagedServiceIdentity.class))
        .orElse(ManagedServiceIdentity.NONE);
  }

  /** The identities of all resources whose keys start with a prefix, by the key of the resource. */
  public Map<String, ManagedServiceIdentity> under(Documents documents, String prefix) {
    return documents.list(HOST, prefix, "", Integer.MAX_VALUE).stream()
        .collect(
            Collectors.toMap(
                Entry::key, entry -> Json.read(entry.body(), ManagedServiceIdentity.class)));
  }

  /** What Azure fills in for a user-assigned identity; empty if it is not there. */
  public static Optional<ManagedServiceIdentity.Assigned> lookUp(
      Documents documents, ResourceId identity) {
    return documents
        .get(identity.kind(), identity.key())
        .map(body -> Json.read(body, JsonNode.class))
        .map(row ->
            new ManagedServiceIdentity.Assigned(
                row.path("principalId").asText(), row.path("clientId").asText()));
  }

  /**
   * Returns the keys of the resources that use an identity. A resource that was assigned an earlier
   * identity of the same id does not use the present one.
   */
  public List<String> users(Documents documents, ResourceId identity) {
    var prefix = use(identity.key(), "");
    var present = lookUp(documents, identity);
    return documents.list(USE, prefix, "", Integer.MAX_VALUE).stream()
        .map(Entry::key)
        .map(key -> key.substring(prefix.length()))
        .filter(key -> present.isPresent() && present.equals(of(documents, key).assigned(identity)))
        .toList();
  }

  private ManagedServiceIdentity apply(
      Documents documents,
      Host host,
      ManagedServiceIdentity current,
      RequestedIdentities requestedIdentities,
      Map<String, ManagedServiceIdentity.Assigned> kept) {
    // By key: String.CASE_INSENSITIVE_ORDER takes some letters for equal that ids keep apart.
    var assigned =
        new TreeMap<String, ManagedServiceIdentity.Assigned>(Comparator.comparing(CaseFolding::of));
    assigned.putAll(kept);
    requestedIdentities.userAssigned.forEach((id, add) -> {
      if (add) {
        assigned.put(id, assign(documents, host, current, id));
      } else {
        assigned.remove(id);
      }
    });
    checkNumber(requestedIdentities, assigned.size());
    current.userAssigned().keySet().stream()
        .filter(id -> !assigned.containsKey(id))
        .forEach(id -> documents.delete(USE, use(CaseFolding.of(id), host.id.key())));
    assigned
        .keySet()
        .forEach(id -> documents.put(USE, use(CaseFolding.of(id), host.id.key()), "{}"));
    var identity =
        new ManagedServiceIdentity(
            system(documents, host, current, requestedIdentities), new LinkedHashMap<>(assigned));
    documents.put(HOST, host.id.key(), Json.write(identity));
    return identity;
  }

  private ManagedServiceIdentity.@Nullable Own system(
      Documents documents,
      Host host,
      ManagedServiceIdentity current,
      RequestedIdentities requestedIdentities) {
    if (!requestedIdentities.system) {
      dropSystem(documents, current);
      return null;
    }
    return current.system() == null ? createSystem(documents, host.id) : current.system();
  }

  private static void checkNumber(RequestedIdentities requestedIdentities, int assigned) {
    if (requestedIdentities.user && assigned == 0) {
      throw ArmErrors.missingIdentities();
    }
    if (assigned > MOST_ASSIGNED) {
      throw ArmErrors.tooManyIdentities(assigned, MOST_ASSIGNED);
    }
  }

  private static ManagedServiceIdentity.Assigned assign(
      Documents documents, Host host, ManagedServiceIdentity current, String id) {
    var identity =
        ResourceId.parse(id)
            .filter(parsed -> parsed.kind().equals(IDENTITY))
            .orElseThrow(() -> ArmErrors.invalidLinkedId(id, "identity.userAssignedIdentities"));
    var present = lookUp(documents, identity);
    // Compared by principal: an identity that was deleted and created again is another identity.
    if (present.isEmpty() || !present.equals(current.assigned(identity))) {
      host.request.checkLinked(ASSIGN, identity.toString());
    }
    var row =
        documents
            .get(identity.kind(), identity.key())
            .map(body -> Json.read(body, JsonNode.class))
            .orElseThrow(() -> ArmErrors.identityNotFound(identity));
    checkIsolation(host, identity, row);
    checkRestrictions(host, identity, row);
    return present.orElseThrow();
  }

  private static void checkIsolation(Host host, ResourceId identity, JsonNode row) {
    var region = row.path("location").asText();
    if (row.path("isolationScope").asText().equals("Regional") && !region.equals(host.location)) {
      throw ArmErrors.badRequest(
          "The identity '"
              + identity
              + "' has isolation scope Regional: it can be assigned to resources in '"
              + region
              + "' only, not in '"
              + host.location
              + "'.");
    }
  }

  private static void checkRestrictions(Host host, ResourceId identity, JsonNode row) {
    var restrictions = row.path("assignmentRestrictions");
    var allowed = false;
    for (var provider : restrictions) {
      var name = provider.asText();
      allowed |=
          name.equalsIgnoreCase(host.id.namespace()) || name.equalsIgnoreCase(host.id.type());
    }
    if (!restrictions.isEmpty() && !allowed) {
      throw ArmErrors.badRequest(
          "The identity '"
              + identity
              + "' can't be assigned to a resource of type '"
              + host.id.type()
              + "': its assignment restrictions allow "
              + restrictions
              + ".");
    }
  }

  private ManagedServiceIdentity.Own createSystem(Documents documents, ResourceId host) {
    var principal =
        directory.create(documents, Principal.Kind.MANAGED_IDENTITY, host.name(), host.toString());
    return new ManagedServiceIdentity.Own(
        principal.objectId().toString(),
        principal.appId().toString(),
        principal.tenantId().toString());
  }

  private void dropSystem(Documents documents, ManagedServiceIdentity current) {
    var system = current.system();
    if (system != null) {
      directory.delete(documents, UUID.fromString(system.principalId()));
    }
  }

  private static String use(String identityKey, String hostKey) {
    return identityKey + "|" + hostKey;
  }
}
