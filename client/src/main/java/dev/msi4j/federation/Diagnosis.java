package dev.msi4j.federation;

import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.federation.Difference.Field;
import dev.msi4j.federation.Difference.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Explains why Entra ID accepts or rejects a token for an identity. Immutable. */
public final class Diagnosis {
  /** Clock skew that Entra ID tolerates. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final PresentedToken token;
  private final @Nullable String code;
  private final @Nullable FederatedIdentityCredential closest;
  private final List<Difference> differences;

  private Diagnosis(
      PresentedToken token,
      @Nullable String code,
      @Nullable FederatedIdentityCredential closest,
      List<Difference> differences) {
    this.token = token;
    this.code = code;
    this.closest = closest;
    this.differences = List.copyOf(differences);
  }

  static Diagnosis of(
      PresentedToken token, List<FederatedIdentityCredential> credentials, Instant now) {
    var comparisons = credentials.stream().map(each -> TokenComparison.of(each, token)).toList();
    var lifetime = lifetime(token, now);
    var closest = comparisons.stream().min(Comparator.comparingInt(TokenComparison::distance));
    var differences = new ArrayList<Difference>();
    closest.map(TokenComparison::differences).ifPresent(differences::addAll);
    lifetime.ifPresent(differences::add);
    return new Diagnosis(
        token,
        code(comparisons, lifetime),
        closest.map(TokenComparison::credential).orElse(null),
        differences);
  }

  /**
   * Returns the error code in Entra's order of checks: issuer, subject, audience, validity period.
   */
  private static @Nullable String code(
      List<TokenComparison> comparisons, Optional<Difference> lifetime) {
    if (comparisons.isEmpty()) {
      return "AADSTS70025";
    }
    var sameIssuer = without(Field.ISSUER, comparisons);
    if (sameIssuer.isEmpty()) {
      return "AADSTS700211";
    }
    var sameSubject = without(Field.SUBJECT, sameIssuer);
    if (sameSubject.isEmpty()) {
      return sameIssuer.stream().anyMatch(TokenComparison::hasSubjectInOtherCase)
          ? "AADSTS7002138"
          : "AADSTS700213";
    }
    if (without(Field.AUDIENCE, sameSubject).isEmpty()) {
      return "AADSTS700212";
    }
    return lifetime.isPresent() ? "AADSTS700024" : null;
  }

  private static List<TokenComparison> without(Field field, List<TokenComparison> comparisons) {
    return comparisons.stream().filter(each -> !each.differsIn(field)).toList();
  }

  private static Optional<Difference> lifetime(PresentedToken token, Instant now) {
    if (token.isExpired(now.minus(SKEW))) {
      return Optional.of(
          new Difference(
              Field.LIFETIME, Kind.EXPIRED, "after " + now, String.valueOf(token.time("exp"))));
    }
    return token.isEarly(now.plus(SKEW))
        ? Optional.of(
            new Difference(
                Field.LIFETIME,
                Kind.NOT_YET_VALID,
                "not after " + now,
                String.valueOf(token.time("nbf"))))
        : Optional.empty();
  }

  /**
   * Returns whether a credential trusts the token. The signature is not verified. For some minutes
   * after a credential was written, Entra ID can still reject the token with AADSTS70021 or
   * evaluate the previous credential.
   *
   * @return true if {@link #code} is null
   */
  public boolean isTrusted() {
    return code == null;
  }

  /**
   * Returns the code of the expected error of Entra ID.
   *
   * @return a code such as {@code AADSTS700213}; null if the token is trusted
   */
  public @Nullable String code() {
    return code;
  }

  /**
   * Returns the credential that differs least from the token.
   *
   * @return the credential; null if the identity has no credentials
   */
  public @Nullable FederatedIdentityCredential closest() {
    return closest;
  }

  /**
   * Returns the differences between the token and the closest credential.
   *
   * @return the differences; empty if the token is trusted
   */
  public List<Difference> differences() {
    return differences;
  }

  /** Returns the diagnosis in one line, without the token itself. */
  @Override
  public String toString() {
    if (closest == null) {
      return code + ": the identity has no credentials; the token has " + token;
    }
    var name = Objects.requireNonNullElse(closest.name(), "a credential");
    if (code == null) {
      return name + " trusts the token";
    }
    return differences.stream()
        .map(Difference::toString)
        .collect(Collectors.joining("; ", code + ": " + name + " comes closest: ", ""));
  }
}
