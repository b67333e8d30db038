package dev.msi4j.local.internal.entra;

import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.store.DocumentKind;
import dev.msi4j.local.internal.store.Documents;
import dev.msi4j.local.internal.store.Entry;
import dev.msi4j.local.internal.store.Scan;
import dev.msi4j.local.internal.store.Store;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Stores the groups of the tenant with their members. Each membership has two documents, so that
 * the members of a group and the groups of a member are each found by one query.
 */
public final class Groups {
  private static final String GROUP = "group";
  private static final String MEMBER = "group.member";
  private static final String MEMBER_OF = "group.memberof";

  static final List<DocumentKind> DOCUMENT_KINDS =
      List.of(DocumentKind.object(GROUP), DocumentKind.text(MEMBER), DocumentKind.text(MEMBER_OF));

  /** Returns the group with an object id. */
  public Optional<Group> find(Documents documents, UUID objectId) {
    return documents.get(GROUP, objectId.toString()).map(Groups::read);
  }

  /**
   * Scans all groups, ordered by object id.
   *
   * @param after the object id after which the scan starts; empty to scan all groups
   */
  public Scan scan(Store store, String after) {
    return Scan.of(store, GROUP, "", after);
  }

  /** Deserializes a stored group. */
  public static Group read(Entry entry) {
    return read(entry.body());
  }

  private static Group read(String body) {
    return Json.read(body, Group.class);
  }

  /** Adds or replaces a group. */
  public void save(Documents documents, Group group) {
    documents.put(GROUP, group.objectId().toString(), Json.write(group));
  }

  /** Deletes a group with its memberships; its members stay. */
  public void delete(Documents documents, UUID objectId) {
    members(documents, objectId).forEach(member -> remove(documents, objectId, member));
    forget(documents, objectId);
    documents.delete(GROUP, objectId.toString());
  }

  /** Adds a member; returns false if the group has the member already. */
  public boolean add(Documents documents, UUID group, UUID member) {
    documents.put(MEMBER_OF, key(member, group), group.toString());
    return documents.insert(MEMBER, key(group, member), member.toString());
  }

  /** Removes a member; returns false if the group does not have the member. */
  public boolean remove(Documents documents, UUID group, UUID member) {
    documents.delete(MEMBER_OF, key(member, group));
    return documents.delete(MEMBER, key(group, member));
  }

  /** Removes a deleted object from all groups. */
  void forget(Documents documents, UUID member) {
    groupsOf(documents, member).forEach(group -> remove(documents, group, member));
  }

  /** Returns the direct members of a group. */
  public List<UUID> members(Documents documents, UUID group) {
    return targets(documents, MEMBER, group);
  }

  /**
   * Scans the direct members of a group, ordered by object id. The body of an entry is the object
   * id of the member.
   *
   * @param after the key after which the scan starts; empty to scan all members
   */
  public Scan scanMembers(Store store, UUID group, String after) {
    return Scan.of(store, MEMBER, group + "/", after);
  }

  /** Returns the groups of which an object is a direct member. */
  public List<UUID> groupsOf(Documents documents, UUID member) {
    return targets(documents, MEMBER_OF, member);
  }

  /** Returns the groups of which an object is a member, directly or as a member of other groups. */
  public Set<UUID> allGroupsOf(Documents documents, UUID member) {
    return closure(documents, MEMBER_OF, member);
  }

  /** Returns the members of a group, and the members of the groups among them. */
  public Set<UUID> allMembers(Documents documents, UUID group) {
    return closure(documents, MEMBER, group);
  }

  /** Returns all objects that are reached from one. Groups can be members of each other. */
  private static Set<UUID> closure(Documents documents, String kind, UUID from) {
    var reached = new LinkedHashSet<UUID>();
    var open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty()) {
      targets(documents, kind, open.remove()).stream().filter(reached::add).forEach(open::add);
    }
    return reached;
  }

  private static List<UUID> targets(Documents documents, String kind, UUID from) {
    return documents.list(kind, from + "/", "", Integer.MAX_VALUE).stream()
        .map(entry -> UUID.fromString(entry.body()))
        .toList();
  }

  private static String key(UUID from, UUID to) {
    return from + "/" + to;
  }
}
