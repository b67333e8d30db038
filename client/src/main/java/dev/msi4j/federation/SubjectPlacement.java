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
 * Which of several identities trusts which subjects, so that none has more than it may. Immutable.
 *
 * <p>A subject stays where it is trusted already. The others go, in their order, to the first
 * identity with room. So another subject, added at the end or after the others have been written,
 * moves none of them.
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
   * Returns where the subjects go.
   *
   * @param existing the identities in the order in which to fill them, and what they have
   */
  public static SubjectPlacement of(
      Map<ResourceId, ? extends Collection<FederatedIdentityCredential>> existing,
      Collection<FederatedSubject> subjects) {
    var rooms = new ArrayList<RemainingCapacity>();
    Checks.entries("there", existing)
        .forEach((identity, credentials) ->
            rooms.add(
                new RemainingCapacity(
                    identity, Checks.items("there[" + identity + "]", credentials))));
    var moving = new ArrayList<FederatedSubject>();
    for (var subject : new LinkedHashSet<>(Checks.items("subjects", subjects))) {
      first(rooms, remainingCapacity -> remainingCapacity.trusts.contains(subject.trust()))
          .ifPresentOrElse(
              remainingCapacity -> remainingCapacity.subjects.add(subject),
              () -> moving.add(subject));
    }
    var unplaced = new ArrayList<FederatedSubject>();
    for (var subject : moving) {
      first(rooms, remainingCapacity -> remainingCapacity.used < Capacity.LIMIT)
          .ifPresentOrElse(
              remainingCapacity -> remainingCapacity.take(subject), () -> unplaced.add(subject));
    }
    var placed = new LinkedHashMap<ResourceId, List<FederatedSubject>>();
    rooms.forEach(remainingCapacity ->
        placed.put(remainingCapacity.identity, List.copyOf(remainingCapacity.subjects)));
    return new SubjectPlacement(Collections.unmodifiableMap(placed), unplaced);
  }

  private static Optional<RemainingCapacity> first(
      List<RemainingCapacity> rooms, Predicate<RemainingCapacity> condition) {
    return rooms.stream().filter(condition).findFirst();
  }

  /** Returns the subjects of each identity, in the order of the identities. */
  public Map<ResourceId, List<FederatedSubject>> placed() {
    return placed;
  }

  /** Returns the subjects that no identity has room for. */
  public List<FederatedSubject> unplaced() {
    return unplaced;
  }

  /** Returns how many identities are needed: those that have subjects, and those still missing. */
  public int identitiesNeeded() {
    var inUse = (int) placed.values().stream().filter(each -> !each.isEmpty()).count();
    return inUse + additionalIdentities();
  }

  /** Returns how many identities, with nothing in them yet, are missing. */
  public int additionalIdentities() {
    return (unplaced.size() + Capacity.LIMIT - 1) / Capacity.LIMIT;
  }

  /** Returns what each identity is to have, for {@link FederationClient#reconcileAll}. */
  public Map<ResourceId, DesiredCredentials> desired() {
    var desired = new LinkedHashMap<ResourceId, DesiredCredentials>();
    placed.forEach((identity, subjects) -> {
      var builder = DesiredCredentials.builder();
      subjects.forEach(builder::trust);
      desired.put(identity, builder.build());
    });
    return Collections.unmodifiableMap(desired);
  }

  /** An identity while subjects are placed. */
  private static final class RemainingCapacity {
    private final ResourceId identity;
    private final Set<TrustKey> trusts;
    private final List<FederatedSubject> subjects = new ArrayList<>();
    private int used;

    RemainingCapacity(ResourceId identity, Collection<FederatedIdentityCredential> credentials) {
      this.identity = identity;
      this.trusts = credentials.stream().map(TrustKey::of).collect(Collectors.toSet());
      this.used = credentials.size();
    }

    void take(FederatedSubject subject) {
      subjects.add(subject);
      used++;
    }
  }
}
