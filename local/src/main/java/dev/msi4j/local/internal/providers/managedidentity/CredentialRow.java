package dev.msi4j.local.internal.providers.managedidentity;

import dev.msi4j.local.internal.arm.SystemData;
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
}
