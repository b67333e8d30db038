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

/** A token beside one credential. */
record Comparison(FederatedIdentityCredential credential, List<Difference> differences) {
  private static final int SLIP = 1;
  private static final int OTHER = 10;
  private static final int OTHER_ISSUER = 100;

  static Comparison of(FederatedIdentityCredential credential, PresentedToken token) {
    var differences = new ArrayList<Difference>();
    Difference.between(
            Field.ISSUER, Objects.requireNonNullElse(credential.issuer(), ""), token.issuer())
        .ifPresent(differences::add);
    subject(credential, token).ifPresent(differences::add);
    audience(credential, token).ifPresent(differences::add);
    otherServiceConnection(credential, token)
        .ifPresent(kind -> differences.replaceAll(difference -> difference.withSubjectKind(kind)));
    return new Comparison(credential, List.copyOf(differences));
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
      // Azure accepted it, so it is not wrong but newer than this library.
      return Optional.of(Kind.NOT_EVALUATED);
    }
    return parsed.test(token.claims())
        ? Optional.empty()
        : Optional.of(otherForm(parsed, token).orElse(Kind.NO_MATCH));
  }

  /** Returns the kind if the expression matched the token with GitHub's other form of subjects. */
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

  /** Azure wants the one audience and no other. */
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

  /** The less, the more likely it is the credential that was meant. */
  int distance() {
    return differences.stream()
        .mapToInt(difference ->
            difference.isSlip() ? SLIP : difference.field() == Field.ISSUER ? OTHER_ISSUER : OTHER)
        .sum();
  }
}
