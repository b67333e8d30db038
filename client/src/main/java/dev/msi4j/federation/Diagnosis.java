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

/** Why Azure accepts a token for an identity, or does not. Immutable. */
public final class Diagnosis {
  /** How far apart Azure lets clocks be. */
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
    var comparisons = credentials.stream().map(each -> Comparison.of(each, token)).toList();
    var lifetime = lifetime(token, now);
    var closest = comparisons.stream().min(Comparator.comparingInt(Comparison::distance));
    var differences = new ArrayList<Difference>();
    closest.map(Comparison::differences).ifPresent(differences::addAll);
    lifetime.ifPresent(differences::add);
    return new Diagnosis(
        token,
        code(comparisons, lifetime),
        closest.map(Comparison::credential).orElse(null),
        differences);
  }

  /** Azure looks for issuer, then subject, then audience; only then at the token's own validity. */
  private static @Nullable String code(
      List<Comparison> comparisons, Optional<Difference> lifetime) {
    if (comparisons.isEmpty()) {
      return "AADSTS70025";
    }
    var sameIssuer = without(Field.ISSUER, comparisons);
    if (sameIssuer.isEmpty()) {
      return "AADSTS700211";
    }
    var sameSubject = without(Field.SUBJECT, sameIssuer);
    if (sameSubject.isEmpty()) {
      return sameIssuer.stream().anyMatch(Comparison::hasSubjectInOtherCase)
          ? "AADSTS7002138"
          : "AADSTS700213";
    }
    if (without(Field.AUDIENCE, sameSubject).isEmpty()) {
      return "AADSTS700212";
    }
    return lifetime.isPresent() ? "AADSTS700024" : null;
  }

  private static List<Comparison> without(Field field, List<Comparison> comparisons) {
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
   * Returns whether a credential trusts the token. Azure may still refuse it for minutes after the
   * credential was written, with AADSTS70021 or as if the old credential were there, and it
   * verifies the signature, which is not done here.
   */
  public boolean isTrusted() {
    return code == null;
  }

  /** Returns the code Azure refuses the token with, such as AADSTS700213; null if it is trusted. */
  public @Nullable String code() {
    return code;
  }

  /** Returns the credential that comes closest; null if the identity has none. */
  public @Nullable FederatedIdentityCredential closest() {
    return closest;
  }

  /** Returns how the token differs from what the closest credential trusts. */
  public List<Difference> differences() {
    return differences;
  }

  /** Returns it in one line; nothing in it could stand for the token. */
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
