package dev.msi4j.local.internal.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/**
 * A security group.
 *
 * @param createdAt the creation time in milliseconds since the epoch
 * @param properties the properties of Microsoft Graph that clients set; not changed after creation
 */
public record Group(UUID objectId, long createdAt, ObjectNode properties) {
  /** Returns the display name. */
  public String displayName() {
    return text("displayName");
  }

  /** Returns a property that is a text; empty for none. */
  public String text(String property) {
    return properties.path(property).asText("");
  }

  /** Returns this group with other properties. */
  public Group with(ObjectNode newProperties) {
    return new Group(objectId, createdAt, newProperties);
  }
}
