package dev.msi4j.federation;

import dev.msi4j.AssociatedResource;
import dev.msi4j.ResourceId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The result of {@link FederationClient#deleteIfUnused}. Immutable. */
public final class DeleteIfUnusedResult {
  private final ResourceId identity;
  private final Status status;
  private final List<AssociatedResource> associatedResources;

  DeleteIfUnusedResult(
      ResourceId identity, Status status, List<AssociatedResource> associatedResources) {
    this.identity = identity;
    this.status = status;
    this.associatedResources = List.copyOf(associatedResources);
  }

  /** Status of the identity after the call. */
  public enum Status {
    /** No resource used the identity, and it was deleted. */
    DELETED,
    /** The identity did not exist. */
    NOT_FOUND,
    /** Resources use the identity; it was not deleted. */
    IN_USE
  }

  /**
   * Returns the id of the identity.
   *
   * @return the id
   */
  public ResourceId identity() {
    return identity;
  }

  /**
   * Returns the status of the identity after the call.
   *
   * @return the status
   */
  public Status status() {
    return status;
  }

  /**
   * Returns the resources that use the identity.
   *
   * @return the resources; empty unless the status is {@link Status#IN_USE}
   */
  public List<AssociatedResource> associatedResources() {
    return associatedResources;
  }

  /** Returns the result in one line, with the ids of the resources that use the identity. */
  @Override
  public String toString() {
    return identity
        + ": "
        + status
        + associatedResources.stream()
            .map(AssociatedResource::id)
            .map(Objects::toString)
            .collect(Collectors.joining(", ", associatedResources.isEmpty() ? "" : " by ", ""));
  }
}
