package dev.msi4j.federation;

import dev.msi4j.ClaimsMatchingExpression;
import dev.msi4j.FederatedIdentityCredential;
import dev.msi4j.federation.Difference.Field;
import dev.msi4j.federation.Difference.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The differences between a token and one credential. */
record TokenComparison(FederatedIdentityCredential credential, List<Difference> differences) {
  private static final int LIKELY_MISTAKE = 1;
  private static final int OTHER_VALUE = 10;
  private static final int OTHER_ISSUER = 100;

  static TokenComparison of(FederatedIdentityCredential credential, PresentedToken token) {
    var differences = new ArrayList<Difference>();
    Difference.between(
            Field.ISSUER, Objects.requireNonNullElse(credential.issuer(), ""), token.issuer())
        .ifPresent(differences::add);
    subject(credential, token).ifPresent(differences::add);
    audience(credential, token).ifPresent(differences::add);
    otherServiceConnection(credential, token)
        .ifPresent(kind -> differences.replaceAll(difference -> difference.withSubjectKind(kind)));
    return new TokenComparison(credential, List.copyOf(differences));
  }

  private static Optional<Kind> otherServiceConnection(
      FederatedIdentityCredential credential, PresentedToken token) {
    return AzureDevOps.otherForm(
        Objects.requireNonNullElse(credential.issuer(), ""),
        Objects.requireNonNullElse(credential.subject(), ""),
        token.issuer(),
        token.subject());
  }

  private static Optional<Difference> subject(
      FederatedIdentityCredential credential, PresentedToken token) {
    var expression = credential.claimsMatchingExpression();
    if (expression == null) {
      return Difference.between(
          Field.SUBJECT, Objects.requireNonNullElse(credential.subject(), ""), token.subject());
    }
    return mismatch(expression, token)
        .map(kind -> new Difference(Field.SUBJECT, kind, expression.value(), token.subject()));
  }

  private static Optional<Kind> mismatch(
      ClaimsMatchingExpression expression, PresentedToken token) {
    ClaimsExpression parsed;
    try {
      parsed = ClaimsExpression.parse(expression);
    } catch (IllegalArgumentException e) {
      // Azure accepted the expression, so it is valid but newer than this library.
      return Optional.of(Kind.NOT_EVALUATED);
    }
    return parsed.test(token.claims())
        ? Optional.empty()
        : Optional.of(otherForm(parsed, token).orElse(Kind.NO_MATCH));
  }

  /**
   * Returns the kind of difference if the expression matches GitHub's other form of the subject.
   */
  private static Optional<Kind> otherForm(ClaimsExpression expression, PresentedToken token) {
    return GitHubSubject.parse(token.subject())
        .flatMap(subject ->
            subject.ids() != null
                ? Optional.of(Kind.IMMUTABLE_FORM)
                    .filter(kind -> matches(expression, token, subject.withoutIds()))
                : ids(token)
                    .filter(ids -> matches(expression, token, subject.withIds(ids)))
                    .map(ids -> Kind.NAME_FORM));
  }

  private static Optional<GitHubSubject.Ids> ids(PresentedToken token) {
    var owner = token.claims().get("repository_owner_id");
    var repository = token.claims().get("repository_id");
    return owner == null || repository == null
        ? Optional.empty()
        : Optional.of(new GitHubSubject.Ids(owner.toString(), repository.toString()));
  }

  private static boolean matches(
      ClaimsExpression expression, PresentedToken token, GitHubSubject subject) {
    var claims = new HashMap<>(token.claims());
    claims.put("sub", subject.toString());
    return expression.test(claims);
  }

  /**
   * Compares the audiences: Azure requires that the token has exactly the audience of the
   * credential.
   */
  private static Optional<Difference> audience(
      FederatedIdentityCredential credential, PresentedToken token) {
    var audiences =
        token.audiences().stream()
            .map(audience -> AzureDevOps.credentialAudience(token.issuer(), audience))
            .toList();
    return Difference.between(
        Field.AUDIENCE, String.join(", ", credential.audiences()), String.join(", ", audiences));
  }

  boolean differsIn(Field field) {
    return differences.stream().anyMatch(difference -> difference.field() == field);
  }

  boolean hasSubjectInOtherCase() {
    return differences.stream()
        .anyMatch(
            difference -> difference.field() == Field.SUBJECT && difference.kind() == Kind.CASE);
  }

  /** Returns a score; the credential with the lowest score is the closest one. */
  int distance() {
    return differences.stream()
        .mapToInt(difference ->
            difference.isLikelyMistake()
                ? LIKELY_MISTAKE
                : difference.field() == Field.ISSUER ? OTHER_ISSUER : OTHER_VALUE)
        .sum();
  }
}
