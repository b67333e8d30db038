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
 * One step from the credentials that are there to those that are wanted.
 *
 * @param status what the credential will be when the step has been taken
 * @param credential what is to be written, or what is there if nothing is
 * @param desired null if the credential is not wanted
 */
record Change(
    CredentialStatus status,
    String name,
    FederatedIdentityCredential credential,
    @Nullable Desired desired) {

  /**
   * Returns the steps in their order: what is there already; as many deletions as the creations
   * need room; the creations; the other deletions, which so leave the shortest gap.
   *
   * @param pending the wanted credentials whose outcome is open
   * @param spared names of unwanted credentials that have had their turn, in a set that does not
   *     mind their case
   */
  static List<Change> between(
      List<FederatedIdentityCredential> existing,
      DesiredCredentials desired,
      Collection<Desired> pending,
      Set<String> spared) {
    var planning = new Planning(existing, desired, spared);
    pending.forEach(planning::add);
    return planning.inOrder(existing.size());
  }

  static String nameOf(FederatedIdentityCredential credential) {
    return Objects.requireNonNullElse(credential.name(), "");
  }

  private static final class Planning {
    private final Map<TrustKey, FederatedIdentityCredential> byTrust = new HashMap<>();
    private final Map<String, FederatedIdentityCredential> unwanted =
        new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final List<Change> kept = new ArrayList<>();
    private final List<Change> created = new ArrayList<>();

    Planning(
        List<FederatedIdentityCredential> existing,
        DesiredCredentials desired,
        Set<String> spared) {
      for (var credential : existing) {
        var name = nameOf(credential);
        byTrust.putIfAbsent(TrustKey.of(credential), credential);
        taken.add(name);
        if (desired.deletesOthers() && !desired.wants(credential) && !spared.contains(name)) {
          unwanted.put(name, credential);
        }
      }
    }

    void add(Desired desired) {
      var same = byTrust.get(desired.trust());
      if (same != null) {
        kept.add(keep(same, desired));
        return;
      }
      var replaced = desired.name() == null ? null : unwanted.remove(desired.name());
      if (replaced != null) {
        kept.add(keep(replaced, desired));
        return;
      }
      var name = CredentialNames.free(desired.nameToTry(), desired.trust(), taken);
      taken.add(name);
      created.add(new Change(CredentialStatus.CREATED, name, desired.credential(), desired));
    }

    private static Change keep(FederatedIdentityCredential existing, Desired desired) {
      return TrustKey.areEqual(existing, desired.credential())
          ? new Change(CredentialStatus.UNCHANGED, nameOf(existing), existing, desired)
          : new Change(
              CredentialStatus.UPDATED,
              nameOf(existing),
              TrustKey.changed(existing, desired.credential()),
              desired);
    }

    List<Change> inOrder(int used) {
      var deleted =
          unwanted.values().stream()
              .map(credential ->
                  new Change(CredentialStatus.DELETED, nameOf(credential), credential, null))
              .toList();
      var missing = Math.max(0, used + created.size() - Capacity.LIMIT);
      var first = Math.min(missing, deleted.size());
      var all = new ArrayList<Change>(kept);
      all.addAll(deleted.subList(0, first));
      all.addAll(created);
      all.addAll(deleted.subList(first, deleted.size()));
      return all;
    }
  }
}
