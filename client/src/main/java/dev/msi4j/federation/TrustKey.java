package dev.msi4j.federation;

import dev.msi4j.AzureCloud;
import dev.msi4j.ClaimsMatchingExpression;
import dev.msi4j.FederatedIdentityCredential;
import org.jspecify.annotations.Nullable;

/**
 * The trusted issuer and the subject or expression of a credential. An identity has at most one
 * credential per key. The comparison is case-sensitive.
 */
record TrustKey(
    @Nullable String issuer,
    @Nullable String subject,
    @Nullable ClaimsMatchingExpression expression) {
  /** Creates the key of a credential; unknown members of an expression are not part of the key. */
  static TrustKey of(FederatedIdentityCredential credential) {
    var expression = credential.claimsMatchingExpression();
    return expression == null
        ? new TrustKey(credential.issuer(), credential.subject(), null)
        : new TrustKey(
            credential.issuer(),
            credential.subject(),
            ClaimsMatchingExpression.of(expression.value(), expression.languageVersion()));
  }

  /** Returns whether both credentials trust the same tokens. */
  static boolean haveSameTrust(
      FederatedIdentityCredential first, FederatedIdentityCredential second) {
    return of(first).equals(of(second)) && first.audiences().equals(second.audiences());
  }

  /** Returns the existing credential with the desired trust; all other members stay unchanged. */
  static FederatedIdentityCredential updated(
      FederatedIdentityCredential existing, FederatedIdentityCredential desired) {
    var updated = existing.toBuilder().audiences(desired.audiences());
    if (desired.issuer() != null) {
      updated.issuer(desired.issuer());
    }
    if (desired.subject() != null) {
      updated.subject(desired.subject());
    }
    if (desired.claimsMatchingExpression() != null) {
      updated.claimsMatchingExpression(desired.claimsMatchingExpression());
    }
    return updated.build();
  }

  /** Returns the credential, with the audience of the cloud if it has no audience. */
  static FederatedIdentityCredential withAudience(
      FederatedIdentityCredential credential, AzureCloud cloud) {
    return credential.audiences().isEmpty()
        ? credential.toBuilder().audiences(cloud.federationAudience()).build()
        : credential;
  }

  /** Returns the subject, or the text of the expression. */
  String subjectOrExpression() {
    return subject != null ? subject : expression != null ? expression.value() : "";
  }

  @Override
  public String toString() {
    return "issuer '"
        + issuer
        + "' and "
        + (expression == null ? "subject" : "expression")
        + " '"
        + subjectOrExpression()
        + "'";
  }
}
