package dev.msi4j.local.internal.entra;

import java.util.List;
import java.util.Optional;

/**
 * Whether an assertion is one that a client trusts: issuer, subject and audience, letter by letter.
 */
final class FederatedCredentialMatcher {
  private final ReplicationDelay replicationDelay;
  private final EntraIssuers entraIssuers;

  FederatedCredentialMatcher(ReplicationDelay replicationDelay, EntraIssuers entraIssuers) {
    this.replicationDelay = replicationDelay;
    this.entraIssuers = entraIssuers;
  }

  /** What is wrong with the assertion; empty if it matches one of the client's credentials. */
  Optional<EntraError> mismatch(
      Assertion assertion, Principal client, List<FederatedCredential> credentials) {
    if (credentials.isEmpty()) {
      return Optional.of(EntraError.noFederatedCredentials(client));
    }
    var known =
        credentials.stream()
            .filter(credential -> replicationDelay.isVisible(credential.changedAt()))
            .toList();
    var mismatch = mismatch(assertion, known);
    // Known too late: the credential is right, and the client has to wait.
    var isNew = mismatch.isPresent() && mismatch(assertion, credentials).isEmpty();
    return isNew || known.isEmpty()
        ? Optional.of(EntraError.noMatchingCredential(assertion))
        : mismatch;
  }

  private Optional<EntraError> mismatch(
      Assertion assertion, List<FederatedCredential> credentials) {
    var ofIssuer =
        credentials.stream()
            .filter(credential -> credential.issuer().equals(assertion.issuer()))
            .toList();
    if (ofIssuer.isEmpty()) {
      return Optional.of(EntraError.noMatchingIssuer(assertion.issuer()));
    }
    var ofSubject =
        ofIssuer.stream().filter(credential -> credential.matchesSubject(assertion)).toList();
    if (ofSubject.isEmpty()) {
      return Optional.of(
          ofIssuer.stream().anyMatch(credential -> credential.matchesSubjectButForCase(assertion))
              ? EntraError.subjectDiffersInCase(assertion.subject())
              : EntraError.noMatchingSubject(assertion.subject()));
    }
    // One audience and no other: a token that others are to take too could come from one of them.
    var audiences = entraIssuers.audiences(assertion);
    return ofSubject.stream()
            .anyMatch(credential -> audiences.equals(List.of(credential.audience())))
        ? Optional.empty()
        : Optional.of(EntraError.noMatchingAudience(assertion.audiences()));
  }
}
