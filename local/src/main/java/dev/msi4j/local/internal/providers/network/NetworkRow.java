package dev.msi4j.local.internal.providers.network;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.GenericResource;
import dev.msi4j.local.internal.arm.ResourceId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A resource of this provider as it is stored.
 *
 * @param location the region, or null for a child resource
 * @param members other top-level members, such as the SKU
 * @param properties the requested properties with defaults, without those computed for responses
 * @param writes the number of writes in progress
 * @param createdAt the time of creation, or null in state of earlier releases
 * @param changedAt the time at which the last write started, or null in state of earlier releases
 * @param deleting whether a deletion is in progress
 */
record NetworkRow(
    String id,
    String name,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String location,
    Map<String, String> tags,
    ObjectNode members,
    ObjectNode properties,
    String resourceGuid,
    String etag,
    int writes,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String createdAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String changedAt,
    boolean deleting) {

  ResourceId resourceId() {
    return ResourceId.parse(id).orElseThrow();
  }

  String provisioningState() {
    if (deleting) {
      return "Deleting";
    }
    return writes > 0 ? "Updating" : "Succeeded";
  }

  /** Converts the resource for lists across providers; empty if it has no region. */
  Optional<GenericResource> toGenericResource() {
    return Optional.ofNullable(location)
        .map(region ->
            new GenericResource(
                resourceId(), region, tags, members, provisioningState(), createdAt, changedAt));
  }

  NetworkRow tagged(Map<String, String> others, String newEtag, String now) {
    return new NetworkRow(
        id,
        name,
        location,
        others,
        members,
        properties,
        resourceGuid,
        newEtag,
        writes,
        createdAt,
        now,
        deleting);
  }

  NetworkRow writeStarted() {
    return with(writes + 1, deleting);
  }

  /** Completes a write. The count stays at 0 if the write belongs to a deleted resource. */
  NetworkRow writeCompleted() {
    return with(Math.max(0, writes - 1), deleting);
  }

  NetworkRow deletionStarted() {
    return with(writes, true);
  }

  private NetworkRow with(int otherWrites, boolean nowDeleting) {
    return new NetworkRow(
        id,
        name,
        location,
        tags,
        members,
        properties,
        resourceGuid,
        etag,
        otherWrites,
        createdAt,
        changedAt,
        nowDeleting);
  }
}
