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
 * The desired credentials of an identity. Immutable.
 *
 * <p>Credentials are matched by issuer and subject (or expression), not by name. A missing
 * credential is created with the given name, or with a name that is derived deterministically from
 * issuer and subject. If another credential already has that name, a hash is appended.
 */
public final class DesiredCredentials {
  private final List<Desired> all;
  private final Set<TrustKey> trustKeys;
  private final boolean deletesOthers;
  private final boolean replacesNamed;

  private DesiredCredentials(List<Desired> all, boolean deletesOthers, boolean replacesNamed) {
    this.all = List.copyOf(all);
    this.trustKeys = all.stream().map(Desired::trustKey).collect(Collectors.toUnmodifiableSet());
    this.deletesOthers = deletesOthers;
    this.replacesNamed = replacesNamed;
  }

  /**
   * Returns a builder without desired credentials that keeps all existing credentials.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the desired credentials, without their names.
   *
   * @return the credentials in the order in which they were added
   */
  public List<FederatedIdentityCredential> credentials() {
    return all.stream().map(Desired::credential).toList();
  }

  List<Desired> all() {
    return all;
  }

  boolean contains(FederatedIdentityCredential credential) {
    return trustKeys.contains(TrustKey.of(credential));
  }

  boolean deletesOthers() {
    return deletesOthers;
  }

  /** Returns whether a credential with the name of a desired one may get another trust. */
  boolean replacesNamed() {
    return replacesNamed || deletesOthers;
  }

  /** A desired credential and the name to create it with; null for a derived name. */
  record Desired(@Nullable String name, FederatedIdentityCredential credential) {
    TrustKey trustKey() {
      return TrustKey.of(credential);
    }

    String preferredName() {
      return name == null ? CredentialNames.derive(trustKey()) : name;
    }
  }

  /** Builds {@link DesiredCredentials}. */
  public static final class Builder {
    private final List<Desired> all = new ArrayList<>();
    private boolean deletesOthers;
    private boolean replacesNamed;

    private Builder() {}

    /**
     * Adds a credential that trusts the subject, with the audience of the cloud.
     *
     * @param subject the trusted subject
     * @return this builder
     */
    public Builder trust(FederatedSubject subject) {
      return credential(Preconditions.requireNonNull("subject", subject).credential());
    }

    /**
     * Adds a credential that trusts the subject, with the audience of the cloud.
     *
     * @param name the name with which a missing credential is created
     * @param subject the trusted subject
     * @return this builder
     */
    public Builder trust(String name, FederatedSubject subject) {
      return credential(name, Preconditions.requireNonNull("subject", subject).credential());
    }

    /**
     * Adds a credential with a derived name.
     *
     * @param credential the desired credential; without an audience, the audience of the cloud is
     *     set
     * @return this builder
     */
    public Builder credential(FederatedIdentityCredential credential) {
      all.add(new Desired(null, Preconditions.requireNonNull("credential", credential)));
      return this;
    }

    /**
     * Adds a credential.
     *
     * @param name the name with which a missing credential is created
     * @param credential the desired credential; without an audience, the audience of the cloud is
     *     set
     * @return this builder
     */
    public Builder credential(String name, FederatedIdentityCredential credential) {
      all.add(
          new Desired(
              Preconditions.requireNonNull("name", name),
              Preconditions.requireNonNull("credential", credential)));
      return this;
    }

    /**
     * Deletes all other credentials of the identity; by default they are kept.
     *
     * @return this builder
     */
    public Builder deleteOthers() {
      this.deletesOthers = true;
      return this;
    }

    /**
     * Updates an existing credential in place if it has the name of a desired credential and trusts
     * another issuer or subject. By default such a credential is kept, and the desired one is
     * created with another name. {@link #deleteOthers} implies this setting.
     *
     * @return this builder
     */
    public Builder replaceNamed() {
      this.replacesNamed = true;
      return this;
    }

    /**
     * Builds the desired credentials.
     *
     * @return the desired credentials, without duplicates
     * @throws IllegalArgumentException if a credential has no issuer, or neither a subject nor an
     *     expression; if a credential has several audiences; if two credentials have the same
     *     issuer and subject but differ otherwise; or if two credentials have the same name
     */
    public DesiredCredentials build() {
      var byTrust = new HashMap<TrustKey, Desired>();
      var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
      var distinct = new ArrayList<Desired>();
      for (var desired : all) {
        check(desired);
        var same = byTrust.putIfAbsent(desired.trustKey(), desired);
        if (same == null) {
          distinct.add(desired);
          requireUniqueName(desired.name, names);
        } else if (!same.equals(desired)) {
          throw new IllegalArgumentException(
              "credentials with "
                  + desired.trustKey()
                  + " must not be added twice with different values");
        }
      }
      return new DesiredCredentials(distinct, deletesOthers, replacesNamed);
    }

    private static void check(Desired desired) {
      var trustKey = desired.trustKey();
      Preconditions.requireText("credential.issuer", trustKey.issuer(), "");
      Preconditions.requireText("credential.subject", trustKey.subjectOrExpression(), "");
      if (trustKey.subject() != null && trustKey.expression() != null) {
        throw Preconditions.invalid(
            "credential.subject", trustKey.subject(), "must not be set along with an expression");
      }
      var audiences = desired.credential.audiences();
      if (audiences.size() > 1) {
        throw Preconditions.invalid(
            "credential.audiences", audiences, "must contain exactly one audience");
      }
    }

    private static void requireUniqueName(@Nullable String name, Set<String> names) {
      if (name != null && !names.add(name)) {
        throw Preconditions.invalid("name", name, "must be used for one credential only");
      }
    }
  }
}
