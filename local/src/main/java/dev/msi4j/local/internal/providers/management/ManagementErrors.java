package dev.msi4j.local.internal.providers.management;

import dev.msi4j.local.internal.arm.ArmException;
import dev.msi4j.local.internal.rbac.ManagementGroup;

/** Creates the errors of Microsoft.Management. */
final class ManagementErrors {
  private ManagementErrors() {}

  /** The group does not exist; the wording is recorded from Azure. */
  static ArmException groupNotFound(String name) {
    return notFound(ManagementGroup.id(name));
  }

  static ArmException subscriptionNotInGroup(String group, String subscription) {
    return notFound(Responses.subscriptionId(group, subscription));
  }

  private static ArmException notFound(String id) {
    return new ArmException(404, "NotFound", "'" + id + "' not found");
  }

  static ArmException invalidName(String name) {
    return badRequest(
        "The management group id '"
            + name
            + "' is invalid: it must have 1 to 90 letters, digits, hyphens, underscores, periods"
            + " and parentheses, and must not end with a period.");
  }

  static ArmException displayNameTooLong(int length, int max) {
    return badRequest("displayName has " + length + " characters; the maximum is " + max + ".");
  }

  static ArmException invalidParent(String id) {
    return badRequest(
        "The parent '"
            + id
            + "' is invalid: it must be the id of a management group, such as '"
            + ManagementGroup.id("NAME")
            + "'.");
  }

  static ArmException parentNotFound(String id) {
    return badRequest("The parent management group '" + id + "' does not exist.");
  }

  static ArmException cyclicParent(ManagementGroup group, String parent) {
    return badRequest(
        "The management group '"
            + group.name()
            + "' can't be moved to '"
            + parent
            + "', which is the group itself or in the group.");
  }

  static ArmException rootGroup(String change) {
    return badRequest("The root management group can't be " + change + ".");
  }

  static ArmException tooDeep(String parent, int max) {
    return badRequest(
        "The management group '"
            + parent
            + "' can't contain the group: the hierarchy has at most "
            + max
            + " levels below the root group.");
  }

  static ArmException tooMany(int max) {
    return badRequest("No more management groups can be created. The limit is " + max + ".");
  }

  static ArmException notEmpty(ManagementGroup group) {
    return badRequest(
        "The management group '"
            + group.name()
            + "' can't be deleted: it contains management groups or subscriptions.");
  }

  static ArmException invalidExpand(String expand) {
    return badRequest(
        "The $expand query parameter '"
            + expand
            + "' is invalid: it must be children, path or ancestors.");
  }

  static ArmException recurseWithoutChildren() {
    return badRequest("The $recurse query parameter requires $expand=children.");
  }

  static ArmException invalidFilter(String filter) {
    return badRequest(
        "The $filter query parameter '"
            + filter
            + "' is invalid: it must be children.childType ne Subscription.");
  }

  private static ArmException badRequest(String message) {
    return new ArmException(400, "BadRequest", message);
  }
}
