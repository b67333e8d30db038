package dev.msi4j.cli.graph;

import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.Identity;
import dev.msi4j.ResourceId;
import dev.msi4j.cli.estate.Host;
import dev.msi4j.cli.estate.Inventory;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A directed graph of access: workload, credential, identity, role and scope, and host and
 * identity.
 *
 * @param nodes the nodes in the order of their kinds
 */
record AccessGraph(List<Node> nodes, List<Edge> edges) {
  /** The kind of a node, in the order from the left to the right of a picture. */
  enum Kind {
    WORKLOAD,
    HOST,
    CREDENTIAL,
    IDENTITY,
    ROLE,
    SCOPE;

    /** Returns the word in reports. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A node.
   *
   * @param id the number of the node
   * @param details properties for people, by name
   */
  record Node(int id, Kind kind, String label, Map<String, String> details) {}

  /** An edge between the numbers of two nodes. */
  record Edge(int from, int to) {}

  /**
   * Returns the graph of a subscription.
   *
   * @param group the resource group of the shown identities; empty for all
   */
  static AccessGraph of(Inventory inventory, List<Host> hosts, String group) {
    var builder = new Builder(inventory);
    inventory
        .identities()
        .forEach((id, identity) -> {
          if (isIn(id, group)) {
            builder.addIdentity(id, identity);
          }
        });
    for (var host : hosts) {
      host.identities().stream()
          .filter(id -> inventory.identities().containsKey(id) && isIn(id, group))
          .forEach(id -> builder.addHost(host, id));
      if (host.principalId() != null && isIn(host.id(), group)) {
        builder.addSystemAssigned(host, host.principalId());
      }
    }
    return builder.build();
  }

  private static boolean isIn(ResourceId id, String group) {
    return group.isEmpty() || group.equalsIgnoreCase(id.resourceGroup());
  }

  /** Collects nodes by their keys, so that each is added once. */
  private static final class Builder {
    private final Inventory inventory;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Set<Edge> edges = new LinkedHashSet<>();
    private final Map<String, List<Inventory.Assignment>> assignments;

    Builder(Inventory inventory) {
      this.inventory = inventory;
      assignments =
          inventory.assignments().stream()
              .collect(Collectors.groupingBy(Inventory.Assignment::principalId));
    }

    private int node(Kind kind, String key, String label, Map<String, String> details) {
      return nodes
          .computeIfAbsent(kind + " " + key, added -> new Node(nodes.size(), kind, label, details))
          .id();
    }

    private int identity(ResourceId id, Identity identity) {
      var details = new LinkedHashMap<String, String>();
      details.put("id", id.toString());
      details.put("clientId", String.valueOf(identity.clientId()));
      details.put("principalId", String.valueOf(identity.principalId()));
      return node(Kind.IDENTITY, key(id), id.name(), details);
    }

    void addIdentity(ResourceId id, Identity identity) {
      int node = identity(id, identity);
      for (var each : inventory.credentials().getOrDefault(id, List.of())) {
        int credential = credential(each);
        connect(workload(each), credential);
        connect(credential, node);
      }
      addRoles(node, String.valueOf(identity.principalId()));
    }

    private int credential(FederatedIdentityCredential credential) {
      var id = Objects.requireNonNullElse(credential.id(), "");
      return node(
          Kind.CREDENTIAL,
          id.toLowerCase(Locale.ROOT),
          Objects.requireNonNullElse(credential.name(), ""),
          details("id", id, "audience", String.join(", ", credential.audiences())));
    }

    /** Returns two properties in their order, so that the output does not change. */
    private static Map<String, String> details(
        String first, String firstValue, String second, String secondValue) {
      var details = new LinkedHashMap<String, String>();
      details.put(first, firstValue);
      details.put(second, secondValue);
      return details;
    }

    private int workload(FederatedIdentityCredential credential) {
      var issuer = Objects.requireNonNullElse(credential.issuer(), "");
      var expression = credential.claimsMatchingExpression();
      var trusted =
          expression == null
              ? Objects.requireNonNullElse(credential.subject(), "")
              : expression.value();
      return node(Kind.WORKLOAD, issuer + " " + trusted, trusted, Map.of("issuer", issuer));
    }

    private void addRoles(int identity, String principalId) {
      for (var each : assignments.getOrDefault(principalId.toLowerCase(Locale.ROOT), List.of())) {
        var scope = each.scope();
        int role =
            node(
                Kind.ROLE,
                each.roleId() + " " + scope.toLowerCase(Locale.ROOT),
                inventory.roleNames().nameOf(each.roleId()),
                Map.of("roleId", each.roleId()));
        connect(identity, role);
        connect(
            role,
            node(Kind.SCOPE, scope.toLowerCase(Locale.ROOT), label(scope), Map.of("id", scope)));
      }
    }

    private static String label(String scope) {
      var last = scope.substring(scope.lastIndexOf('/') + 1);
      return last.isEmpty() ? scope : last;
    }

    void addHost(Host host, ResourceId identity) {
      connect(
          host(host),
          identity(identity, Objects.requireNonNull(inventory.identities().get(identity))));
    }

    private int host(Host host) {
      return node(
          Kind.HOST,
          key(host.id()),
          host.id().name(),
          details("id", host.id().toString(), "type", host.type()));
    }

    void addSystemAssigned(Host host, String principalId) {
      int identity =
          node(
              Kind.IDENTITY,
              principalId,
              host.id().name() + " (system-assigned)",
              Map.of("principalId", principalId));
      connect(host(host), identity);
      addRoles(identity, principalId);
    }

    private void connect(int from, int to) {
      edges.add(new Edge(from, to));
    }

    private static String key(ResourceId id) {
      return id.toString().toLowerCase(Locale.ROOT);
    }

    AccessGraph build() {
      return new AccessGraph(List.copyOf(nodes.values()), List.copyOf(edges));
    }
  }
}
