package dev.msi4j.federation;

import dev.msi4j.AssociatedResource;
import dev.msi4j.ResourceId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** What became of an identity that was to be deleted if nothing uses it. Immutable. */
public final class DeleteIfUnusedResult {
  private final ResourceId identity;
  private final Status status;
  private final List<AssociatedResource> users;

  DeleteIfUnusedResult(ResourceId identity, Status status, List<AssociatedResource> users) {
    this.identity = identity;
    this.status = status;
    this.users = List.copyOf(users);
  }

  /** What became of the identity. */
  public enum Status {
    /** Nothing used it; it is gone now. */
    DELETED,
    /** It was not there. */
    NOT_FOUND,
    /** It is in use and was left alone. */
    IN_USE
  }

  /** Returns the identity. */
  public ResourceId identity() {
    return identity;
  }

  /** Returns what became of it. */
  public Status status() {
    return status;
  }

  /** Returns the resources that use it; empty unless it is in use. */
  public List<AssociatedResource> users() {
    return users;
  }

  /** Returns it in one line, with the ids of the users. */
  @Override
  public String toString() {
    return identity
        + ": "
        + status
        + users.stream()
            .map(AssociatedResource::id)
            .map(Objects::toString)
            .collect(Collectors.joining(", ", users.isEmpty() ? "" : " by ", ""));
  }
}
