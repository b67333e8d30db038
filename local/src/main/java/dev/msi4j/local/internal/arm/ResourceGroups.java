package dev.msi4j.local.internal.arm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.text.CaseFolding;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The resource groups of every subscription, and what happens to their contents. */
public final class ResourceGroups {
  /** The kind under which the store keeps them. */
  public static final String KIND = "microsoft.resources/resourcegroups";

  public static final List<DocumentKind> DOCUMENT_KINDS = List.of(DocumentKind.object(KIND));

  private static final String SUCCEEDED = "Succeeded";
  private static final String DELETING = "Deleting";

  private final Providers providers;
  private final ResourceReferences resourceReferences;

  public ResourceGroups(Providers providers, ResourceReferences resourceReferences) {
    this.providers = providers;
    this.resourceReferences = resourceReferences;
  }

  /** A resource group. */
  public record Group(
      String id, String name, String location, Map<String, String> tags, String provisioningState) {

    /** A group that is there for use. */
    public static Group of(
        String subscription, String name, String location, Map<String, String> tags) {
      var id = "/subscriptions/" + subscription + "/resourceGroups/" + name;
      return new Group(id, name, location, tags, SUCCEEDED);
    }

    /** The same group with other tags. */
    public Group tagged(Map<String, String> others) {
      return new Group(id, name, location, others, provisioningState);
    }

    public boolean isDeleting() {
      return provisioningState.equals(DELETING);
    }

    /** The key under which the store keeps it. */
    public String key() {
      return CaseFolding.of(id);
    }

    /** As answers show it. */
    public ObjectNode json() {
      var document =
          Json.object()
              .put("id", id)
              .put("name", name)
              .put("type", "Microsoft.Resources/resourceGroups")
              .put("location", location);
      tags.forEach(document.putObject("tags")::put);
      document.putObject("properties").put("provisioningState", provisioningState);
      return document;
    }

    private Group usable() {
      return new Group(id, name, location, tags, SUCCEEDED);
    }

    private Group deleting() {
      return new Group(id, name, location, tags, DELETING);
    }
  }

  /** The group as the store keeps it. */
  public static Group read(Entry entry) {
    return Json.read(entry.body(), Group.class);
  }

  /** The prefix of the keys of a subscription's groups. */
  public static String prefix(String subscription) {
    return "/subscriptions/" + CaseFolding.of(subscription) + "/resourcegroups/";
  }

  /** The prefix of the keys of what is in a group. */
  public static String prefix(String subscription, String group) {
    return prefix(subscription) + CaseFolding.of(group) + "/";
  }

  /** A group by its name. */
  public Optional<Group> find(Documents documents, String subscription, String name) {
    return documents
        .get(KIND, prefix(subscription) + CaseFolding.of(name))
        .map(body -> Json.read(body, Group.class));
  }

  public void save(Documents documents, Group group) {
    documents.put(KIND, group.key(), Json.write(group));
  }

  /** From now on the group takes nothing new. */
  public void startDeleting(Documents documents, Group group) {
    save(documents, group.deleting());
  }

  /**
   * Removes a group and all that is in it. As in Azure the deletion fails while a resource of
   * another group uses one of this group: a reference never outlives its target, so that it can't
   * come to mean another resource of the same id.
   */
  public void delete(Documents documents, String key) {
    var group = documents.get(KIND, key).map(body -> Json.read(body, Group.class));
    var used = resourceReferences.usedFromOutside(documents, key + "/");
    if (group.isPresent() && !used.isEmpty()) {
      save(documents, group.get().usable());
      throw ArmErrors.resourceGroupDeletionBlocked(group.get().name(), used);
    }
    providers.removeUnder(documents, key);
    documents.delete(KIND, key);
  }
}
