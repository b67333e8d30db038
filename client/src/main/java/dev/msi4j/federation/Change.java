package dev.msi4j.federation;

import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.federation.DesiredCredentials.Desired;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A planned change of one credential.
 *
 * @param status the status of the credential after the change
 * @param credential the credential to write, or the existing credential if the change writes
 *     nothing
 * @param desired the desired credential; null for a deletion
 */
record Change(
    CredentialStatus status,
    String name,
    FederatedIdentityCredential credential,
    @Nullable Desired desired) {

  /**
   * Returns the ordered changes: updates first; then as many deletions as the creations need
   * capacity; then the creations; then the remaining deletions. Deleting last keeps the time
   * without a matching credential short.
   *
   * @param pending the desired credentials without an outcome
   * @param processed names of obsolete credentials whose deletion was already attempted, in a
   *     case-insensitive set
   */
  static List<Change> between(
      List<FederatedIdentityCredential> existing,
      DesiredCredentials desired,
      Collection<Desired> pending,
      Set<String> processed) {
    var planner = new ChangePlanner(existing, desired, processed);
    pending.forEach(planner::add);
    return planner.inOrder(existing.size());
  }

  static String nameOf(FederatedIdentityCredential credential) {
    return Objects.requireNonNullElse(credential.name(), "");
  }

  private static final class ChangePlanner {
    private final Map<TrustKey, FederatedIdentityCredential> byTrust = new HashMap<>();
    private final Map<String, FederatedIdentityCredential> replaceable =
        new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, FederatedIdentityCredential> obsolete =
        new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Set<String> takenNames = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final List<Change> updates = new ArrayList<>();
    private final List<Change> creations = new ArrayList<>();

    ChangePlanner(
        List<FederatedIdentityCredential> existing,
        DesiredCredentials desired,
        Set<String> processed) {
      for (var credential : existing) {
        var name = nameOf(credential);
        byTrust.putIfAbsent(TrustKey.of(credential), credential);
        takenNames.add(name);
        if (!desired.contains(credential) && !processed.contains(name)) {
          if (desired.replacesNamed()) {
            replaceable.put(name, credential);
          }
          if (desired.deletesOthers()) {
            obsolete.put(name, credential);
          }
        }
      }
    }

    void add(Desired desired) {
      var existing = byTrust.get(desired.trustKey());
      if (existing != null) {
        updates.add(update(existing, desired));
        return;
      }
      var replaced = desired.name() == null ? null : replaceable.remove(desired.name());
      if (replaced != null) {
        obsolete.remove(desired.name());
        updates.add(update(replaced, desired));
        return;
      }
      var name = CredentialNames.available(desired.preferredName(), desired.trustKey(), takenNames);
      takenNames.add(name);
      creations.add(new Change(CredentialStatus.CREATED, name, desired.credential(), desired));
    }

    private static Change update(FederatedIdentityCredential existing, Desired desired) {
      return TrustKey.haveSameTrust(existing, desired.credential())
          ? new Change(CredentialStatus.UNCHANGED, nameOf(existing), existing, desired)
          : new Change(
              CredentialStatus.UPDATED,
              nameOf(existing),
              TrustKey.updated(existing, desired.credential()),
              desired);
    }

    List<Change> inOrder(int used) {
      var deletions =
          obsolete.values().stream()
              .map(credential ->
                  new Change(CredentialStatus.DELETED, nameOf(credential), credential, null))
              .toList();
      var excess = Math.max(0, used + creations.size() - Capacity.LIMIT);
      var early = Math.min(excess, deletions.size());
      var all = new ArrayList<Change>(updates);
      all.addAll(deletions.subList(0, early));
      all.addAll(creations);
      all.addAll(deletions.subList(early, deletions.size()));
      return all;
    }
  }
}
