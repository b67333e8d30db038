package dev.msi4j.local.internal.rbac;

import dev.msi4j.local.internal.text.CaseFolding;
import org.jspecify.annotations.Nullable;

/**
 * A management group. It contains subscriptions and other management groups.
 *
 * @param parent the name of the group that contains this one, or null for the root group
 * @param version the number of writes
 * @param updatedTime the time of the last write, or null if the group was never written
 * @param updatedBy the object id of the caller of the last write, or null
 */
public record ManagementGroup(
    String name,
    String displayName,
    @Nullable String parent,
    int version,
    @Nullable String updatedTime,
    @Nullable String updatedBy) {
  /** The resource type. */
  public static final String TYPE = "Microsoft.Management/managementGroups";

  /** Returns the resource id of the group with a name. */
  public static String id(String name) {
    return "/providers/" + TYPE + "/" + name;
  }

  /** Returns the resource id. */
  public String id() {
    return id(name);
  }

  /** Returns the key of the group in the store: the id in lower case. */
  public String key() {
    return CaseFolding.of(id());
  }

  /** Returns whether a name is the name of this group. */
  public boolean isNamed(@Nullable String other) {
    return name.equalsIgnoreCase(other);
  }

  /** Returns whether this is the root group of the tenant. */
  public boolean isRoot() {
    return parent == null;
  }
}
