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

/** Stores the resource groups of all subscriptions, and deletes them with their resources. */
public final class ResourceGroups {
  /** The document kind of resource groups. */
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

    /** Returns a group in the state Succeeded. */
    public static Group of(
        String subscription, String name, String location, Map<String, String> tags) {
      var id = "/subscriptions/" + subscription + "/resourceGroups/" + name;
      return new Group(id, name, location, tags, SUCCEEDED);
    }

    /** Returns this group with other tags. */
    public Group tagged(Map<String, String> newTags) {
      return new Group(id, name, location, newTags, provisioningState);
    }

    public boolean isDeleting() {
      return provisioningState.equals(DELETING);
    }

    /** Returns the key of the group in the store. */
    public String key() {
      return CaseFolding.of(id);
    }

    /** Returns the group as responses show it. */
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

    private Group succeeded() {
      return new Group(id, name, location, tags, SUCCEEDED);
    }

    private Group deleting() {
      return new Group(id, name, location, tags, DELETING);
    }
  }

  /** Reads a stored group. */
  public static Group read(Entry entry) {
    return Json.read(entry.body(), Group.class);
  }

  /** Returns the key prefix of the groups of a subscription. */
  public static String prefix(String subscription) {
    return "/subscriptions/" + CaseFolding.of(subscription) + "/resourcegroups/";
  }

  /** Returns the key prefix of the resources in a group. */
  public static String prefix(String subscription, String group) {
    return prefix(subscription) + CaseFolding.of(group) + "/";
  }

  /** Finds a group by its name. */
  public Optional<Group> find(Documents documents, String subscription, String name) {
    return documents
        .get(KIND, prefix(subscription) + CaseFolding.of(name))
        .map(body -> Json.read(body, Group.class));
  }

  public void save(Documents documents, Group group) {
    documents.put(KIND, group.key(), Json.write(group));
  }

  /** Sets the state of a group to Deleting. Such a group rejects new resources. */
  public void startDeleting(Documents documents, Group group) {
    save(documents, group.deleting());
  }

  /**
   * Deletes a group and its resources. As in Azure, the deletion fails while a resource of another
   * group uses a resource of this group. Otherwise the reference would later point to a new
   * resource of the same id.
   *
   * @throws ArmException if a resource of the group is in use
   */
  public void delete(Documents documents, String key) {
    var group = documents.get(KIND, key).map(body -> Json.read(body, Group.class));
    var used = resourceReferences.usedFromOutside(documents, key + "/");
    if (group.isPresent() && !used.isEmpty()) {
      save(documents, group.get().succeeded());
      throw ArmErrors.resourceGroupDeletionBlocked(group.get().name(), used);
    }
    providers.removeUnder(documents, key);
    documents.delete(KIND, key);
  }
}
