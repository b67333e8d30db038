package dev.msi4j.local.internal.rbac;

import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Stores the management groups of the tenant, and the group of each subscription. The root group
 * has the tenant id as name and exists always. It contains each subscription that was not moved.
 */
public final class ManagementGroups {
  /** The document kind of management groups. */
  public static final String KIND = "microsoft.management/managementgroups";

  /** The kind of the documents that contain the group of a moved subscription. */
  private static final String BY_SUBSCRIPTION = "managementgroup.bysubscription";

  public static final List<DocumentKind> DOCUMENT_KINDS =
      List.of(DocumentKind.object(KIND), DocumentKind.text(BY_SUBSCRIPTION));

  private final String root;

  /**
   * Creates the management groups of a tenant.
   *
   * @param tenantId the name of the root group
   */
  public ManagementGroups(UUID tenantId) {
    root = tenantId.toString();
  }

  /** Returns the name of the root group. */
  public String root() {
    return root;
  }

  /** Finds a group by its name. */
  public Optional<ManagementGroup> find(Documents documents, String name) {
    var stored =
        documents.get(KIND, CaseFolding.of(ManagementGroup.id(name))).map(ManagementGroups::read);
    return stored.isEmpty() && root.equalsIgnoreCase(name) ? Optional.of(unwrittenRoot()) : stored;
  }

  /** Returns all groups in the order of their names. */
  public List<ManagementGroup> all(Documents documents) {
    var stored =
        documents.list(KIND, "", "", Integer.MAX_VALUE).stream()
            .map(entry -> read(entry.body()))
            .toList();
    return stored.stream().anyMatch(ManagementGroup::isRoot)
        ? stored
        : Stream.concat(Stream.of(unwrittenRoot()), stored.stream())
            .sorted((one, other) -> one.key().compareTo(other.key()))
            .toList();
  }

  private ManagementGroup unwrittenRoot() {
    return new ManagementGroup(root, "Tenant Root Group", null, 1, null, null);
  }

  /** Adds or replaces a group. */
  public void save(Documents documents, ManagementGroup group) {
    documents.put(KIND, group.key(), Json.write(group));
  }

  /** Deletes a group. */
  public void delete(Documents documents, ManagementGroup group) {
    documents.delete(KIND, group.key());
  }

  /** Returns the name of the group that contains a subscription. */
  public String groupOf(Documents documents, String subscription) {
    return documents.get(BY_SUBSCRIPTION, CaseFolding.of(subscription)).orElse(root);
  }

  /** Moves a subscription to a group. */
  public void move(Documents documents, String subscription, ManagementGroup group) {
    var key = CaseFolding.of(subscription);
    if (group.isRoot()) {
      documents.delete(BY_SUBSCRIPTION, key);
    } else {
      documents.put(BY_SUBSCRIPTION, key, group.name());
    }
  }

  /** Returns the hierarchy of the scopes in the tenant. */
  public ScopeHierarchy scopes(Documents documents) {
    var parents = new HashMap<String, String>();
    for (var group : all(documents)) {
      if (group.parent() != null) {
        parents.put(CaseFolding.of(group.name()), CaseFolding.of(group.parent()));
      }
    }
    var subscriptions = new HashMap<String, String>();
    documents
        .list(BY_SUBSCRIPTION, "", "", Integer.MAX_VALUE)
        .forEach(entry -> subscriptions.put(entry.key(), CaseFolding.of(entry.body())));
    return new ScopeHierarchy(CaseFolding.of(root), parents, subscriptions);
  }

  private static ManagementGroup read(String body) {
    return Json.read(body, ManagementGroup.class);
  }
}
