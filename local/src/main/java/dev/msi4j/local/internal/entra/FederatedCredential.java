package dev.msi4j.local.internal.entra;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A federated identity credential: trust in the assertions of one issuer for one audience, with one
 * subject or with claims that satisfy an expression.
 *
 * @param subject the trusted subject; null if there is an expression
 * @param expression the claims matching expression; null if there is a subject
 * @param changedAt the time of the last change
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

  boolean matchesSubjectIgnoringCase(Assertion assertion) {
    return assertion.subject().equalsIgnoreCase(subject);
  }
}
