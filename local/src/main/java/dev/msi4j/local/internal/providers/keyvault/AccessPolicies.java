package dev.msi4j.local.internal.providers.keyvault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Changes the access policies of some principals, and keeps those of all others. */
final class AccessPolicies {
  private static final String PERMISSIONS = "permissions";
  private static final List<String> KINDS = List.of("keys", "secrets", "certificates", "storage");

  private AccessPolicies() {}

  /** The ways to change policies, as the last segment of the request path names them. */
  enum Change {
    /** Adds permissions to those of the principals. */
    ADD,
    /** Replaces the permissions of the principals. */
    REPLACE,
    /** Removes permissions, and the policy of a principal without any. */
    REMOVE;

    static Optional<Change> of(String name) {
      return Arrays.stream(values()).filter(each -> each.name().equalsIgnoreCase(name)).findFirst();
    }
  }

  /** Returns existing policies with a change. */
  static ArrayNode changed(JsonNode existing, Change change, JsonNode requested) {
    ArrayNode policies = existing.deepCopy();
    for (var policy : requested) {
      var found = find(policies, policy);
      if (change == Change.REMOVE) {
        found.ifPresent(each -> remove(policies, each, policy));
      } else if (found.isEmpty()) {
        policies.add(policy.deepCopy());
      } else if (change == Change.ADD) {
        add(found.get(), policy);
      } else {
        found.get().set(PERMISSIONS, policy.path(PERMISSIONS).deepCopy());
      }
    }
    return policies;
  }

  private static Optional<ObjectNode> find(ArrayNode policies, JsonNode policy) {
    return StreamSupport.stream(policies.spliterator(), false)
        .filter(each -> isOfSamePrincipal(each, policy))
        .map(ObjectNode.class::cast)
        .findFirst();
  }

  private static boolean isOfSamePrincipal(JsonNode one, JsonNode other) {
    return List.of("tenantId", "objectId", "applicationId").stream()
        .allMatch(name -> one.path(name).asText().equalsIgnoreCase(other.path(name).asText()));
  }

  private static void add(ObjectNode policy, JsonNode more) {
    for (var kind : KINDS) {
      var added = more.path(PERMISSIONS).path(kind);
      if (!added.isEmpty()) {
        var permissions = permissions(policy);
        var all =
            permissions.path(kind) instanceof ArrayNode array ? array : permissions.putArray(kind);
        added.forEach(each -> {
          if (!contains(all, each)) {
            all.add(each);
          }
        });
      }
    }
  }

  private static void remove(ArrayNode policies, ObjectNode policy, JsonNode removed) {
    var permissions = permissions(policy);
    for (var kind : KINDS) {
      if (permissions.path(kind) instanceof ArrayNode existing) {
        var rest = Json.array();
        existing.forEach(each -> {
          if (!contains(removed.path(PERMISSIONS).path(kind), each)) {
            rest.add(each);
          }
        });
        permissions.set(kind, rest);
      }
    }
    if (KINDS.stream().allMatch(kind -> permissions.path(kind).isEmpty())) {
      var all = policies.elements();
      while (all.hasNext()) {
        if (all.next().equals(policy)) {
          all.remove();
        }
      }
    }
  }

  private static ObjectNode permissions(ObjectNode policy) {
    return (ObjectNode) policy.path(PERMISSIONS);
  }

  private static boolean contains(JsonNode permissions, JsonNode permission) {
    var text = CaseFolding.of(permission.asText());
    return StreamSupport.stream(permissions.spliterator(), false)
        .anyMatch(each -> CaseFolding.of(each.asText()).equals(text));
  }
}
