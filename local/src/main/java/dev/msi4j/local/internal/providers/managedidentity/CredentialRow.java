package dev.msi4j.local.internal.providers.managedidentity;

import dev.msi4j.local.internal.arm.SystemData;
import dev.msi4j.local.internal.entra.FederatedTrust;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A federated identity credential as it is stored. It has either a subject or an expression on the
 * claims of the token.
 */
record CredentialRow(
    String id,
    String name,
    String issuer,
    @Nullable String subject,
    List<String> audiences,
    @Nullable Expression claimsMatchingExpression,
    SystemData systemData) {

  /** An expression on the claims of a token, with the version of the expression language. */
  record Expression(String value, int languageVersion) {}

  /** Returns the text of an expression; null if there is none. */
  static @Nullable String value(@Nullable Expression expression) {
    return expression == null ? null : expression.value();
  }

  FederatedTrust trust() {
    return new FederatedTrust(issuer, subject, audiences, value(claimsMatchingExpression));
  }
}
