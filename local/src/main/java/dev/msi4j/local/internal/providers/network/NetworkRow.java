package dev.msi4j.local.internal.providers.network;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.msi4j.local.internal.arm.GenericResource;
import dev.msi4j.local.internal.arm.ResourceId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A resource of this provider as the store keeps it.
 *
 * @param location the region; null for what is inside another resource
 * @param members what stands beside the properties, such as the SKU
 * @param properties what the client asked for and the rules filled in, less what is worked out when
 *     it is shown
 * @param writes how many writes have not come to their end
 * @param createdAt when it was made, or null if the state does not record it
 * @param changedAt when its last write began, or null as for {@code createdAt}
 * @param deleting whether a deletion has not come to its end
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

  /** The resource as lists across providers show it; empty if it has no region. */
  Optional<GenericResource> described() {
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

  /** Never below none: the write may be one of a resource of this name that is gone. */
  NetworkRow writeEnded() {
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
