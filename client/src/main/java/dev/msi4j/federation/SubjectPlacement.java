package dev.msi4j.federation;

import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.ResourceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Distributes subjects over several identities without exceeding {@link Capacity#LIMIT}. Immutable.
 *
 * <p>A subject that an identity already trusts stays with that identity. Each other subject is
 * assigned, in order, to the first identity with free capacity. The placement is stable: adding a
 * subject at the end, or after the others have been written, does not move any other subject.
 */
public final class SubjectPlacement {
  private final Map<ResourceId, List<FederatedSubject>> placed;
  private final List<FederatedSubject> unplaced;

  private SubjectPlacement(
      Map<ResourceId, List<FederatedSubject>> placed, List<FederatedSubject> unplaced) {
    this.placed = placed;
    this.unplaced = List.copyOf(unplaced);
  }

  /**
   * Distributes the subjects over the identities.
   *
   * @param existing the existing credentials by identity, in the order in which to fill the
   *     identities
   * @param subjects the subjects to distribute; duplicates are ignored
   * @return the placement
   */
  public static SubjectPlacement of(
      Map<ResourceId, ? extends Collection<FederatedIdentityCredential>> existing,
      Collection<FederatedSubject> subjects) {
    var capacities = new ArrayList<RemainingCapacity>();
    Preconditions.requireNonNullEntries("existing", existing)
        .forEach((identity, credentials) ->
            capacities.add(
                new RemainingCapacity(
                    identity,
                    Preconditions.requireNonNullItems("existing[" + identity + "]", credentials))));
    var unassigned = new ArrayList<FederatedSubject>();
    for (var subject :
        new LinkedHashSet<>(Preconditions.requireNonNullItems("subjects", subjects))) {
      first(capacities, capacity -> capacity.trustKeys.contains(subject.trustKey()))
          .ifPresentOrElse(
              capacity -> capacity.subjects.add(subject), () -> unassigned.add(subject));
    }
    var unplaced = new ArrayList<FederatedSubject>();
    for (var subject : unassigned) {
      first(capacities, capacity -> capacity.used < Capacity.LIMIT)
          .ifPresentOrElse(capacity -> capacity.add(subject), () -> unplaced.add(subject));
    }
    var placed = new LinkedHashMap<ResourceId, List<FederatedSubject>>();
    capacities.forEach(capacity -> placed.put(capacity.identity, List.copyOf(capacity.subjects)));
    return new SubjectPlacement(Collections.unmodifiableMap(placed), unplaced);
  }

  private static Optional<RemainingCapacity> first(
      List<RemainingCapacity> capacities, Predicate<RemainingCapacity> condition) {
    return capacities.stream().filter(condition).findFirst();
  }

  /**
   * Returns the subjects of each identity.
   *
   * @return the subjects by identity, in the order of the identities
   */
  public Map<ResourceId, List<FederatedSubject>> placed() {
    return placed;
  }

  /**
   * Returns the subjects that exceed the capacity of the identities.
   *
   * @return the subjects; empty if all subjects are placed
   */
  public List<FederatedSubject> unplaced() {
    return unplaced;
  }

  /**
   * Returns the number of identities that the subjects need.
   *
   * @return the identities with subjects plus {@link #additionalIdentities}
   */
  public int identitiesNeeded() {
    var inUse = (int) placed.values().stream().filter(each -> !each.isEmpty()).count();
    return inUse + additionalIdentities();
  }

  /**
   * Returns the number of additional identities, without credentials, that the unplaced subjects
   * need.
   *
   * @return 0 if all subjects are placed
   */
  public int additionalIdentities() {
    return (unplaced.size() + Capacity.LIMIT - 1) / Capacity.LIMIT;
  }

  /**
   * Returns the placement as desired credentials, for {@link FederationClient#reconcileAll}.
   *
   * @return the desired credentials by identity
   */
  public Map<ResourceId, DesiredCredentials> desired() {
    var desired = new LinkedHashMap<ResourceId, DesiredCredentials>();
    placed.forEach((identity, subjects) -> {
      var builder = DesiredCredentials.builder();
      subjects.forEach(builder::trust);
      desired.put(identity, builder.build());
    });
    return Collections.unmodifiableMap(desired);
  }

  /** Remaining capacity of an identity during the placement. */
  private static final class RemainingCapacity {
    private final ResourceId identity;
    private final Set<TrustKey> trustKeys;
    private final List<FederatedSubject> subjects = new ArrayList<>();
    private int used;

    RemainingCapacity(ResourceId identity, Collection<FederatedIdentityCredential> credentials) {
      this.identity = identity;
      this.trustKeys = credentials.stream().map(TrustKey::of).collect(Collectors.toSet());
      this.used = credentials.size();
    }

    void add(FederatedSubject subject) {
      subjects.add(subject);
      used++;
    }
  }
}
