package dev.msi4j.federation;

import dev.msi4j.FederatedIdentityCredential;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which credentials an identity is to have. Immutable.
 *
 * <p>A credential is recognised by its issuer and its subject (or its expression), whatever its
 * name is. One that has to be created gets the name it was given here, or a name made from its
 * issuer and subject, the same every time; if another credential has that name, a hash is added.
 */
public final class DesiredCredentials {
  private final List<Desired> all;
  private final Set<TrustKey> trusts;
  private final boolean deletesOthers;

  private DesiredCredentials(List<Desired> all, boolean deletesOthers) {
    this.all = List.copyOf(all);
    this.trusts = all.stream().map(Desired::trust).collect(Collectors.toUnmodifiableSet());
    this.deletesOthers = deletesOthers;
  }

  /** Returns a builder that wants nothing, and leaves alone what is there. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the credentials, without their names. */
  public List<FederatedIdentityCredential> credentials() {
    return all.stream().map(Desired::credential).toList();
  }

  List<Desired> all() {
    return all;
  }

  boolean wants(FederatedIdentityCredential credential) {
    return trusts.contains(TrustKey.of(credential));
  }

  boolean deletesOthers() {
    return deletesOthers;
  }

  /** A credential, and the name it should have if it has to be created. */
  record Desired(@Nullable String name, FederatedIdentityCredential credential) {
    TrustKey trust() {
      return TrustKey.of(credential);
    }

    String nameToTry() {
      return name == null ? CredentialNames.derived(trust()) : name;
    }
  }

  /** Builds {@link DesiredCredentials}. */
  public static final class Builder {
    private final List<Desired> all = new ArrayList<>();
    private boolean deletesOthers;

    private Builder() {}

    /** Adds what trusts this subject, with the cloud's audience. */
    public Builder trust(FederatedSubject subject) {
      return credential(Checks.present("subject", subject).credential());
    }

    /** Adds what trusts this subject, with the cloud's audience, and a name to create it by. */
    public Builder trust(String name, FederatedSubject subject) {
      return credential(name, Checks.present("subject", subject).credential());
    }

    /** Adds a credential; one without an audience gets the cloud's. */
    public Builder credential(FederatedIdentityCredential credential) {
      all.add(new Desired(null, Checks.present("credential", credential)));
      return this;
    }

    /** Adds a credential with a name to create it by; one without an audience gets the cloud's. */
    public Builder credential(String name, FederatedIdentityCredential credential) {
      all.add(new Desired(Checks.present("name", name), Checks.present("credential", credential)));
      return this;
    }

    /** Wants all other credentials of the identity deleted; without this they are left alone. */
    public Builder deleteOthers() {
      this.deletesOthers = true;
      return this;
    }

    /**
     * Returns what is desired.
     *
     * @throws IllegalArgumentException if a credential lacks its issuer, or its subject or
     *     expression; if it has several audiences; if two want the same issuer and subject
     *     differently; or if two want the same name
     */
    public DesiredCredentials build() {
      var byTrust = new HashMap<TrustKey, Desired>();
      var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
      var distinct = new ArrayList<Desired>();
      for (var desired : all) {
        check(desired);
        var same = byTrust.putIfAbsent(desired.trust(), desired);
        if (same == null) {
          distinct.add(desired);
          requireFree(desired.name, names);
        } else if (!same.equals(desired)) {
          throw new IllegalArgumentException(
              "credentials with "
                  + desired.trust()
                  + " must be wanted once, not differently twice");
        }
      }
      return new DesiredCredentials(distinct, deletesOthers);
    }

    private static void check(Desired desired) {
      var trustKey = desired.trust();
      Checks.part("credential.issuer", trustKey.issuer(), "");
      Checks.part("credential.subject", trustKey.matched(), "");
      if (trustKey.subject() != null && trustKey.expression() != null) {
        throw Checks.broken(
            "credential.subject", trustKey.subject(), "must not be set along with an expression");
      }
      var audiences = desired.credential.audiences();
      if (audiences.size() > 1) {
        throw Checks.broken("credential.audiences", audiences, "must be one: Azure takes no more");
      }
    }

    private static void requireFree(@Nullable String name, Set<String> names) {
      if (name != null && !names.add(name)) {
        throw Checks.broken("name", name, "must be wanted for one credential only");
      }
    }
  }
}
