package dev.msi4j.local.internal.providers.management;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.Subscriptions.Subscription;
import dev.msi4j.local.internal.json.Json;
import dev.msi4j.local.internal.rbac.ManagementGroup;
import java.util.UUID;

/** Renders management groups and the subscriptions in them. */
final class Responses {
  static final String GROUP_TYPE = ManagementGroup.TYPE;
  static final String SUBSCRIPTION_TYPE = GROUP_TYPE + "/subscriptions";

  /** The type of subscriptions among the children and descendants of a group. */
  private static final String CHILD_SUBSCRIPTION = "/subscriptions";

  private Responses() {}

  /** Returns the id of a subscription in a group. */
  static String subscriptionId(String group, String subscription) {
    return ManagementGroup.id(group) + "/subscriptions/" + subscription;
  }

  /** Returns a group as lists contain it. */
  static ObjectNode group(ManagementGroup group, UUID tenantId) {
    var document =
        Json.object().put("id", group.id()).put("type", GROUP_TYPE).put("name", group.name());
    document
        .putObject("properties")
        .put("tenantId", tenantId.toString())
        .put("displayName", group.displayName());
    return document;
  }

  /** Adds the details of a group to its properties. */
  static ObjectNode addDetails(ObjectNode document, ManagementGroup group) {
    var details =
        document.withObject("properties").putObject("details").put("version", group.version());
    if (group.updatedTime() != null) {
      details.put("updatedTime", group.updatedTime()).put("updatedBy", group.updatedBy());
    }
    return details;
  }

  /** Adds the name of a group to an array. */
  static void addName(ArrayNode array, ManagementGroup group) {
    array.addObject().put("name", group.name()).put("displayName", group.displayName());
  }

  /** Adds a group to an array of children. */
  static ObjectNode addChild(ArrayNode children, ManagementGroup group) {
    return children
        .addObject()
        .put("type", GROUP_TYPE)
        .put("id", group.id())
        .put("name", group.name())
        .put("displayName", group.displayName());
  }

  /** Adds a subscription to an array of children. */
  static void addChild(ArrayNode children, Subscription subscription) {
    children
        .addObject()
        .put("type", CHILD_SUBSCRIPTION)
        .put("id", "/subscriptions/" + subscription.subscriptionId())
        .put("name", subscription.subscriptionId())
        .put("displayName", subscription.displayName());
  }

  /** Returns a group below another one. */
  static ObjectNode descendant(ManagementGroup group, ManagementGroup parent) {
    return descendant(GROUP_TYPE, group.id(), group.name(), group.displayName(), parent);
  }

  /** Returns a subscription below a group. */
  static ObjectNode descendant(Subscription subscription, ManagementGroup parent) {
    var id = subscription.subscriptionId();
    return descendant(
        CHILD_SUBSCRIPTION, "/subscriptions/" + id, id, subscription.displayName(), parent);
  }

  private static ObjectNode descendant(
      String type, String id, String name, String displayName, ManagementGroup parent) {
    var document = Json.object().put("id", id).put("type", type).put("name", name);
    document
        .putObject("properties")
        .put("displayName", displayName)
        .putObject("parent")
        .put("id", parent.id());
    return document;
  }

  /** Returns the membership of a subscription in a group. */
  static ObjectNode subscription(Subscription subscription, ManagementGroup group) {
    var id = subscription.subscriptionId();
    var document =
        Json.object()
            .put("id", subscriptionId(group.name(), id))
            .put("type", SUBSCRIPTION_TYPE)
            .put("name", id);
    var properties =
        document
            .putObject("properties")
            .put("tenant", subscription.tenantId())
            .put("displayName", subscription.displayName())
            .put("state", "Active");
    properties.putObject("parent").put("id", group.id());
    return document;
  }
}
