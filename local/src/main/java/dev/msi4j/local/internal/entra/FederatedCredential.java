package dev.msi4j.local.internal.entra;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whom an identity trusts: assertions of one issuer, for one audience, about one subject or about
 * all whose claims satisfy an expression.
 *
 * @param changedAt when it became what it is
 */
public record FederatedCredential(
    String issuer,
    @Nullable String subject,
    @Nullable ClaimsExpression expression,
    String audience,
    Instant changedAt) {

  boolean matchesSubject(Assertion assertion) {
    return expression == null
        ? assertion.subject().equals(subject)
        : expression.matches(assertion::text);
  }

  boolean matchesSubjectButForCase(Assertion assertion) {
    return assertion.subject().equalsIgnoreCase(subject);
  }
}
