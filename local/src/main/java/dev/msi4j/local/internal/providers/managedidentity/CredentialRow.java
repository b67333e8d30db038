package dev.msi4j.local.internal.providers.managedidentity;

import dev.msi4j.local.internal.arm.SystemData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A federated identity credential as the store keeps it. It has a subject, or an expression over
 * the claims of the token, never both.
 */
record CredentialRow(
    String id,
    String name,
    String issuer,
    @Nullable String subject,
    List<String> audiences,
    @Nullable Expression claimsMatchingExpression,
    SystemData systemData) {

  /** An expression over the claims of a token, and the version of its language. */
  record Expression(String value, int languageVersion) {}
}
