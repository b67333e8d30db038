package dev.msi4j.federation;

import dev.msi4j.AzureCloud;
import dev.msi4j.ClaimsMatchingExpression;
import dev.msi4j.FederatedIdentityCredential;
import org.jspecify.annotations.Nullable;

/**
 * Whose tokens a credential trusts: the issuer, and the subject or the expression. An identity has
 * at most one credential for each; case and all count.
 */
record TrustKey(
    @Nullable String issuer,
    @Nullable String subject,
    @Nullable ClaimsMatchingExpression expression) {
  /** Takes an expression without the members that nobody here knows: they tell none apart. */
  static TrustKey of(FederatedIdentityCredential credential) {
    var expression = credential.claimsMatchingExpression();
    return expression == null
        ? new TrustKey(credential.issuer(), credential.subject(), null)
        : new TrustKey(
            credential.issuer(),
            credential.subject(),
            ClaimsMatchingExpression.of(expression.value(), expression.languageVersion()));
  }

  /** Whether both say the same to a token. */
  static boolean areEqual(FederatedIdentityCredential one, FederatedIdentityCredential other) {
    return of(one).equals(of(other)) && one.audiences().equals(other.audiences());
  }

  /** Returns what is there with the wanted trust in it, and all else as it was. */
  static FederatedIdentityCredential changed(
      FederatedIdentityCredential existing, FederatedIdentityCredential desired) {
    var changed = existing.toBuilder().audiences(desired.audiences());
    if (desired.issuer() != null) {
      changed.issuer(desired.issuer());
    }
    if (desired.subject() != null) {
      changed.subject(desired.subject());
    }
    if (desired.claimsMatchingExpression() != null) {
      changed.claimsMatchingExpression(desired.claimsMatchingExpression());
    }
    return changed.build();
  }

  /** Returns the credential with the cloud's audience, if it has none of its own. */
  static FederatedIdentityCredential withAudience(
      FederatedIdentityCredential credential, AzureCloud cloud) {
    return credential.audiences().isEmpty()
        ? credential.toBuilder().audiences(cloud.federationAudience()).build()
        : credential;
  }

  /** Returns the subject, or the expression's text. */
  String matched() {
    return subject != null ? subject : expression != null ? expression.value() : "";
  }

  @Override
  public String toString() {
    return "issuer '"
        + issuer
        + "' and "
        + (expression == null ? "subject" : "expression")
        + " '"
        + matched()
        + "'";
  }
}
